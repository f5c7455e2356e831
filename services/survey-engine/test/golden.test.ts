import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedSurvey } from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '../src/load-surveys';
import { keepsWithin, repliesIn } from './golden/segments';
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

describe('golden conversations', () => {
  test.each(names)('%s', (name) => {
    const file = join(folder, name);
    const expected = readFileSync(file, 'utf8');
    const played = play(expected, scorecard);
    if (rewrite) writeFileSync(file, played);
    else expect(played).toBe(expected);
  });

  test.each(names)('every reply of %s is one segment, and three at most with Vietnamese marks', (name) => {
    const replies = repliesIn(readFileSync(join(folder, name), 'utf8'));
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
