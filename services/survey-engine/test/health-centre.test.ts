import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedSurvey, understand } from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '../src';
import { keepsWithin, repliesIn } from './golden/segments';
import { play } from './golden/transcript';
import { scorecard } from './inbox';

// Written anew with GOLDEN=write; read the difference before committing it.
const rewrite = process.env.GOLDEN === 'write';
const folder = join(__dirname, 'golden', 'health-centre');
const names = readdirSync(folder);

let loaded: LoadedSurvey;
beforeAll(async () => {
  const file = await loadSurvey(join(shippedSurveys, 'health-centre.json'));
  if (file.kind === 'problems') throw new Error(JSON.stringify(file.problems));
  loaded = file.survey;
});

test.each(names)('the same engine holds the conversation of %s', (name) => {
  const file = join(folder, name);
  const expected = readFileSync(file, 'utf8');
  const played = play(expected, loaded);
  if (rewrite) writeFileSync(file, played);
  else expect(played).toBe(expected);
  expect(repliesIn(played).filter((reply) => !keepsWithin(reply))).toEqual([]);
});

test.each([
  ['1 giờ', 2],
  ['cho 1 tieng', 2],
  ['2 tieng', 3],
  ['hơn 1 tiếng', 3],
  ['duoi 30 phut', 1],
  ['30 phút', 2],
  ['2', 2],
])('how long somebody waited is understood in hours and minutes: %s', (text, value) => {
  const waited = loaded.survey.nodes.find(({ id }) => id === 'q1');
  if (waited?.kind !== 'choice') throw new Error('q1 is a choice');
  for (const language of loaded.survey.languages) {
    expect(understand(waited, text, language)).toMatchObject({ kind: 'answer', value });
  }
});

test.each(['lâu', 'khong lau', 'khoang nua tieng', '45', '1 hoac 2'])('and not guessed: %s', (text) => {
  const waited = loaded.survey.nodes.find(({ id }) => id === 'q1');
  if (waited?.kind !== 'choice') throw new Error('q1 is a choice');
  expect(understand(waited, text, 'vi-ascii').kind).not.toBe('answer');
});

test('it asks about the queue, the staff, medicines, payment and cleanliness, and lets people speak', () => {
  const asked = loaded.survey.nodes.flatMap((node) =>
    'variable' in node && node.variable !== undefined ? [`${node.kind} ${node.variable}`] : [],
  );
  expect(asked).toEqual([
    'choice waiting',
    'choice fair_queue',
    'scale attitude',
    'choice medicines',
    'choice extra_payment',
    'scale cleanliness',
    'text comment',
    'consent contact_wanted',
  ]);
});

test('it speaks of no dossier: whoever was seen by a doctor handed nothing in', () => {
  const said = [
    ...loaded.survey.nodes.flatMap((node) => ('text' in node ? Object.values(node.text ?? {}) : [])),
    ...Object.values(loaded.survey.system).flatMap((texts) => Object.values(texts)),
  ];
  expect(said.filter((text) => /hồ sơ|ho so|dossier|một cửa|procedure/i.test(text))).toEqual([]);
});

test('what may harm who says it is asked behind consent, and need not be said', () => {
  const { variables, nodes } = loaded.survey;
  expect(Object.keys(variables).filter((name) => variables[name]?.sensitive === true)).toEqual([
    'extra_payment',
    'comment',
  ]);
  const payment = nodes.find(({ id }) => id === 'q5');
  expect(payment?.kind === 'choice' && payment.options.map(({ label }) => label.en)).toContain('Prefer not to say');
});

test('payment without receipt is asked in the same words in both surveys, so that they can be compared', async () => {
  const { survey } = await scorecard();
  const ofShop = survey.nodes.find(({ id }) => id === 'q6');
  const ofCentre = loaded.survey.nodes.find(({ id }) => id === 'q5');
  if (ofShop?.kind !== 'choice' || ofCentre?.kind !== 'choice') throw new Error('both are choices');
  const words = (text = '') => text.slice('6/7'.length);
  for (const language of survey.languages) expect(words(ofCentre.text[language])).toBe(words(ofShop.text[language]));
  expect(ofCentre.options).toEqual(ofShop.options);
});
