import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { SurveyHash } from '@mscore/contracts';
import { systemClock } from '@mscore/ports';
import type { LoadedSurvey } from '@mscore/survey';
import { publishSurveys } from '../src/published-surveys';
import { scorecard } from './inbox';

let folder: string;
let embedded: Awaited<ReturnType<typeof openEmbedded>>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-published-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
});
afterEach(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true });
});

/** The scorecard as it was published before the engine had a text. */
function published(current: LoadedSurvey, id: string): LoadedSurvey {
  const { muchToday: _, ...system } = current.survey.system;
  return { survey: { ...current.survey, id, system }, hash: `older ${id}` as SurveyHash };
}

test.each(['one-stop-shop', 'given-up'])(
  'an open response of an older version of %s hears the texts that came since',
  async (id) => {
    const current = await scorecard();
    const older = published(current, id);
    await publishSurveys(embedded.store, [older]);
    const surveys = await publishSurveys(embedded.store, [current]);
    expect([...surveys.keys()].sort()).toEqual([current.hash, older.hash].sort());
    expect(surveys.get(older.hash)?.system.muchToday).toEqual(current.survey.system.muchToday);
    expect(surveys.get(current.hash)).toEqual(current.survey);
  },
);

test('a version in force is what its file says, not what another lends', async () => {
  const current = await scorecard();
  const alone = published(current, 'one-stop-shop');
  const surveys = await publishSurveys(embedded.store, [alone]);
  expect(surveys.get(alone.hash)).toEqual(alone.survey);
});
