import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callOf, type LoadedSurvey, plainLexicon } from '@mscore/survey';
import { lexiconsOf, loadSurveys, shippedSurveys } from '@mscore/survey-engine';
import { checkShortCodes, keywordsFor } from '../src/keywords';

let folder: string;
let surveys: readonly LoadedSurvey[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-keywords-'));
  surveys = (await loadSurveys(shippedSurveys)).flatMap((file) => (file.kind === 'survey' ? [file.survey] : []));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: unknown): string {
  const file = join(folder, 'keywords.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const refusalOf = (content: unknown) =>
  keywordsFor(written(content), surveys).then(
    () => 'accepted',
    (error) => {
      expect(error).toMatchObject({ code: 'MSCORE_KEYWORDS', retry: false });
      return String(error.message);
    },
  );

async function callIn(file: string, code: string, text: string) {
  const lexicons = lexiconsOf(await keywordsFor(file, surveys));
  return callOf(text, lexicons.get(code) ?? lexicons.get('*') ?? plainLexicon);
}

test('without a file there are the built-in keywords', async () => {
  expect(await callIn('', '8049', 'huy')).toEqual({ name: 'HUY' });
  expect(await callIn('', '8049', 'YT')).toBeUndefined();
});

test('the example names words of one short code, and words of all', async () => {
  const example = join(__dirname, '..', '..', '..', 'infra', 'keywords.example.json');
  expect(await callIn(example, '8049', 'yt')).toEqual({ name: 'DG', survey: 'health-centre' });
  expect(await callIn(example, '8049', 'Trạm y tế')).toEqual({ name: 'DG', survey: 'health-centre' });
  expect(await callIn(example, '8049', 'ngừng tin')).toEqual({ name: 'HUY' });
  expect(await callIn(example, '1900', 'ngung tin')).toEqual({ name: 'HUY' });
  expect(await callIn(example, '1900', 'yt')).toBeUndefined();
  expect(await callIn(example, '8049', 'DG')).toEqual({ name: 'DG' });
});

test('a short code may start another survey by a word of all', async () => {
  const file = written({ '*': { surveys: { YT: 'health-centre' } }, '8049': { surveys: { YT: 'one-stop-shop' } } });
  expect(await callIn(file, '8049', 'yt')).toEqual({ name: 'DG', survey: 'one-stop-shop' });
  expect(await callIn(file, '1900', 'yt')).toEqual({ name: 'DG', survey: 'health-centre' });
});

test.each([
  ['no JSON', '{', /^keywords\.json: \/ Expected property name/],
  ['a list', [], 'keywords.json: / must be object'],
  [
    'a field nobody knows',
    { '8049': { survey: {} } },
    'keywords.json: /8049 "survey" must NOT have additional properties',
  ],
  [
    'a keyword nobody knows',
    { '8049': { synonyms: { HELP: ['CUU'] } } },
    /^keywords\.json: \/8049\/synonyms "HELP" must be equal to one of the allowed values: HUY, THOI,/,
  ],
  [
    'synonyms that are no list',
    { '8049': { synonyms: { HUY: 'NGUNG TIN' } } },
    'keywords.json: /8049/synonyms/HUY must be array',
  ],
  ['a short code that is none', { '80/49': {} }, /^keywords\.json: \/ "80\/49" must match pattern/],
  [
    'a survey that is not there',
    { '8049': { surveys: { YT: 'hospital' } } },
    'keywords.json: /8049/surveys/YT there is no survey "hospital" that people can start (there are: health-centre, one-stop-shop)',
  ],
  [
    'a word that is a keyword already',
    { '8049': { surveys: { DK: 'health-centre' } } },
    'keywords.json: /8049/surveys/DK "DK" collides with "đk", which is DK',
  ],
  [
    'one word for two things on one short code',
    { '*': { synonyms: { HUY: ['NGUNG TIN'] } }, '8049': { surveys: { 'Ngừng tin': 'health-centre' } } },
    'keywords.json: /8049/surveys/Ngừng tin "Ngừng tin" collides with "NGUNG TIN", which is HUY',
  ],
  [
    'a word that answers a question',
    { '*': { synonyms: { THOI: ['không đủ thuốc'] } } },
    'keywords.json: /*/synonyms/THOI/0 "không đủ thuốc" is a reply to question q4 of survey health-centre',
  ],
  [
    'a word by which people ask who we are',
    { '*': { synonyms: { TG: ['ai đấy'] } } },
    'keywords.json: /*/synonyms/TG/0 "ai đấy" is a reply to question invite of survey health-centre; /*/synonyms/TG/0 "ai đấy" is a reply to question invite of survey one-stop-shop',
  ],
])('refuses %s, with the file and the place', async (_, content, message) => {
  expect(await refusalOf(content)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test('a file that is not there is named', async () => {
  await expect(keywordsFor(join(folder, 'absent.json'), surveys)).rejects.toMatchObject({
    code: 'MSCORE_KEYWORDS',
    message: expect.stringMatching(/^absent\.json: \/ .*ENOENT/),
  });
});

test('everything wrong is named at once, and once', async () => {
  const message = await refusalOf({
    '*': { synonyms: { HUY: ['chậm'] } },
    '8049': { surveys: { YT: 'hospital', PA: 'health-centre' } },
  });
  expect(message.split('; ').map((each) => each.replace(/^keywords\.json: /, '').split(' ')[0])).toEqual([
    '/8049/surveys/YT',
    '/*/synonyms/HUY/0',
    '/*/synonyms/HUY/0',
    '/8049/surveys/PA',
  ]);
});

test('a survey that nobody can walk into is started by no word', async () => {
  const invitedOnly = surveys.map((loaded) => ({
    ...loaded,
    survey: { ...loaded.survey, entries: { invited: 'invite' } },
  }));
  await expect(
    keywordsFor(written({ '8049': { surveys: { YT: 'health-centre' } } }), invitedOnly),
  ).rejects.toMatchObject({
    message: expect.stringContaining('/8049/surveys/YT there is no survey "health-centre" that people can start'),
  });
});

test('words of a short code that no link has are refused, each by its name', async () => {
  const file = written({ '*': { synonyms: { HUY: ['NGUNG TIN'] } }, '8049': {}, '9049': {}, MSCORE: {} });
  const words = await keywordsFor(file, surveys);
  const check = (...shortCodes: readonly string[][]) =>
    checkShortCodes(
      file,
      words,
      shortCodes.map((of) => ({ shortCodes: of })),
    );
  expect(() => check(['8049'], ['9049', 'MSCORE'])).not.toThrow();
  expect(() => check(['8049'], ['1900'])).toThrow(
    'keywords.json: /9049 no link has this short code (there are: 1900, 8049); /MSCORE no link has this short code',
  );
});
