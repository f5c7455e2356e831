import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedSurvey, segmentsOf } from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '../src/load-surveys';
import { play } from './golden/transcript';

// Written anew with GOLDEN=write; read the difference before committing it.
const rewrite = process.env.GOLDEN === 'write';
const folder = join(__dirname, 'golden');
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

let scorecard: LoadedSurvey;
beforeAll(async () => {
  const loaded = await loadSurvey(join(shippedSurveys, 'one-stop-shop.json'));
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  scorecard = loaded.survey;
});

/** One segment of GSM-7; what Vietnamese marks make of it, three of UCS-2. */
function keepsWithin(reply: string): boolean {
  const { alphabet, segments } = segmentsOf(reply);
  const unmarked = reply.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
  return alphabet === 'gsm-7' ? segments === 1 : segments <= 3 && segmentsOf(unmarked).alphabet === 'gsm-7';
}

describe('golden conversations', () => {
  test.each(names)('%s', (name) => {
    const file = join(folder, name);
    const expected = readFileSync(file, 'utf8');
    const played = play(expected, scorecard);
    if (rewrite) writeFileSync(file, played);
    else expect(played).toBe(expected);
  });

  test.each(names)('every reply of %s is one segment, and three at most with Vietnamese marks', (name) => {
    const replies = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('< '))
      .map((line) => line.slice(2));
    expect(replies.filter((reply) => !keepsWithin(reply))).toEqual([]);
  });

  test('a reply that is too long, or dear for a mark that nobody needs, is seen', () => {
    expect([160, 161].map((length) => keepsWithin('a'.repeat(length)))).toEqual([true, false]);
    expect([201, 202].map((length) => keepsWithin('ắ'.repeat(length)))).toEqual([true, false]);
    expect(keepsWithin('Hen tra 30/11 – dung hen')).toBe(false);
  });

  test('a wrong line in a transcript is seen', () => {
    expect(play('> DG\n< Xin chao', scorecard)).not.toBe('> DG\n< Xin chao');
  });
});
