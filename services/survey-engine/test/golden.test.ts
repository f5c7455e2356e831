import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedSurvey, septetsOf } from '@mscore/survey';
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

describe('golden conversations', () => {
  test.each(names)('%s', (name) => {
    const file = join(folder, name);
    const expected = readFileSync(file, 'utf8');
    const played = play(expected, scorecard);
    if (rewrite) writeFileSync(file, played);
    else expect(played).toBe(expected);
  });

  test.each(names)('every reply of %s is one segment', (name) => {
    const replies = readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('< '));
    for (const reply of replies) {
      const measured = septetsOf(reply.slice(2));
      expect('septets' in measured && measured.septets).toBeLessThanOrEqual(160);
    }
  });

  test('a wrong line in a transcript is seen', () => {
    expect(play('> DG\n< Xin chao', scorecard)).not.toBe('> DG\n< Xin chao');
  });
});
