import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSurvey, loadSurveys, shippedSurveys } from '../src';
import { scorecard } from './inbox';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-surveys-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the shipped surveys are sound', async () => {
  expect((await loadSurveys(shippedSurveys)).map(({ kind }) => kind)).toEqual(['survey', 'survey']);
});

test('one bad file does not stop the others, and says where it is wrong', async () => {
  const { survey } = await scorecard();
  writeFileSync(join(folder, 'a-broken.json'), '{"format": ');
  writeFileSync(join(folder, 'b-wrong.json'), JSON.stringify({ ...survey, policy: { tries: 0 } }));
  writeFileSync(join(folder, 'c-good.json'), JSON.stringify({ ...survey, id: 'another' }));
  writeFileSync(join(folder, 'notes.txt'), 'not a survey');
  const [broken, wrong, good] = await loadSurveys(folder);
  expect(broken).toMatchObject({ kind: 'problems', file: 'a-broken.json' });
  expect(wrong).toEqual({
    kind: 'problems',
    file: 'b-wrong.json',
    problems: [{ path: '/policy/tries', message: 'must be >= 1' }],
  });
  expect(good).toMatchObject({ kind: 'survey', file: 'c-good.json' });
});

test('a file or folder that cannot be read is a problem, not a crash', async () => {
  expect(await loadSurvey(join(folder, 'absent.json'))).toMatchObject({ kind: 'problems', file: 'absent.json' });
  expect(await loadSurveys(join(folder, 'absent'))).toMatchObject([{ kind: 'problems', file: 'absent' }]);
});
