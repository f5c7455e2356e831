import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kills } from '../src/faults/scenarios';

const SEED = 20_261_122;
const LONGEST_LIFE_MS = 500;

describe('a gateway that is killed while citizens text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mscore-judge-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  test('5 × kill -9: nothing lost, nothing twice but what was under way, nothing in clear', async () => {
    const scenario = kills(5, 'at 200 texts/s', { pace: { kind: 'open', perSecond: 200 } }, LONGEST_LIFE_MS);
    const outcome = await scenario.run(folder, SEED);
    expect(outcome.objections).toEqual([]);
    expect(outcome.judgement.over.length).toBeGreaterThan(20);
  }, 60_000);
});
