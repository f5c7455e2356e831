import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { noWords, noWordsEnglish, refusalWords, yesWords, yesWordsEnglish } from '@mscore/vietnam';
import { parseSurvey } from '../../src';
import { isKeyword } from '../../src/keywords';
import { smallSurvey } from '../small-survey';

// biome-ignore lint/suspicious/noExplicitAny: tests break it in every place a type would forbid.
type Breakable = any;

/** What is said about the words of a node of the small survey once they are changed. */
function saidAbout(id: string, change: (node: Breakable) => void): readonly string[] {
  const survey = smallSurvey();
  change(survey.nodes.find((node: { id: string }) => node.id === id));
  const parsed = parseSurvey(survey, () => 'hash');
  return parsed.kind === 'problems' ? parsed.problems.map(({ message }) => message) : [];
}

const accepting =
  (at: number, ...words: string[]) =>
  (node: Breakable) => {
    node.options[at].accept = words;
  };

test.each<[string, string, (node: Breakable) => void, string]>([
  ['a word of two options', 'q3', accepting(1, 'có'), 'node "q3": the word "có" means two things'],
  [
    'two words that differ in marks only',
    'q3',
    accepting(1, 'đã đưa', 'cỏ'),
    'node "q3": the word "cỏ" means two things',
  ],
  ['a keyword', 'q3', accepting(0, 'TC'), 'node "q3": the word "tc" is a keyword'],
  [
    'a phrase that opts out',
    'q3',
    accepting(0, 'đừng nhắn tin nữa'),
    'node "q3": the word "đừng nhắn tin nữa" is a keyword',
  ],
  [
    'a number word of another option',
    'q3',
    accepting(0, 'hai'),
    'node "q3": the word "hai" is read as a number of another meaning',
  ],
  [
    'digits of another option, typed long',
    'q3',
    accepting(0, '222'),
    'node "q3": the word "222" is read as a number of another meaning',
  ],
  [
    'a letter that looks like the other digit',
    'q3',
    accepting(1, 'l'),
    'node "q3": the word "l" is read as a number of another meaning',
  ],
  [
    'a word that unmarked is a score',
    'q1',
    (node) => {
      node.skip = ['tạm'];
    },
    'node "q1": the word "tạm" is read as a number of another meaning',
  ],
  [
    'another option with a polite word before it',
    'q3',
    accepting(1, 'chọn có'),
    'node "q3": the word "chọn có" has another meaning once its polite words are taken off',
  ],
  [
    'the number of another option with a polite word behind it',
    'q3',
    accepting(1, '1 ạ'),
    'node "q3": the word "1 ạ" has another meaning once its polite words are taken off',
  ],
  [
    'its own option denied',
    'q3',
    accepting(0, 'không có'),
    'node "q3": the word "không có" says no to an option, and that means the other one',
  ],
  [
    'an agreement that denies itself',
    'invite',
    (node) => {
      node.accept = ['1', 'đồng ý', 'không đồng ý'];
    },
    'node "invite": the word "không đồng ý" says no to an option, and that means the other one',
  ],
  [
    'a word that is asked about as it stands',
    'q3',
    (node) => {
      node.unsure = ['lỡ hẹn'];
      node.options[1].accept = ['lo hẹn'];
    },
    'node "q3": the word "lo hẹn" means two things',
  ],
])('refuses %s', (_, id, change, message) => {
  expect(saidAbout(id, change)).toContain(message);
});

test.each<[string, string, (node: Breakable) => void]>([
  ['a number word of its own option', 'q3', accepting(0, 'một')],
  ['a denial that means the other option anyway', 'q3', accepting(1, 'không có', 'chưa có')],
  ['an option with a polite word of its own', 'q3', accepting(0, 'dạ có', 'có ạ')],
  ['a number that is no option', 'q3', accepting(0, 'mười')],
  [
    'a word whose marks tell it from one that is asked about',
    'q3',
    (node) => {
      node.unsure = ['lỡ hẹn'];
      node.options[1].accept = ['lố hẹn'];
    },
  ],
])('accepts %s', (_, id, change) => {
  expect(saidAbout(id, change)).toEqual([]);
});

test('no word of the country pack is a keyword', () => {
  const words = [...yesWords, ...noWords, ...yesWordsEnglish, ...noWordsEnglish, ...refusalWords];
  expect(words.length).toBeGreaterThan(200);
  expect(words.filter((word) => isKeyword(word))).toEqual([]);
});

test('no word of the country pack both agrees and declines, however it is typed', () => {
  const folded = (words: readonly string[]) =>
    words.map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd'));
  const no = new Set(folded([...noWords, ...noWordsEnglish, ...refusalWords]));
  expect(folded([...yesWords, ...yesWordsEnglish]).filter((word) => no.has(word))).toEqual([]);
});

test('every shipped survey passes', () => {
  const folder = join(__dirname, '..', '..', '..', '..', 'services', 'survey-engine', 'surveys');
  const surveys = readdirSync(folder).filter((file) => file.endsWith('.json'));
  expect(surveys.length).toBeGreaterThan(0);
  for (const file of surveys) {
    expect(parseSurvey(JSON.parse(readFileSync(join(folder, file), 'utf8')), () => 'hash')).toMatchObject({
      kind: 'survey',
    });
  }
});
