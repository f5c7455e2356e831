import { isPlain, sameWords, withoutMarks, wordsOf } from '../src';

/** Every character of the basic plane, halves of surrogate pairs aside. */
const characters = Array.from({ length: 0x10000 }, (_, unit) => unit)
  .filter((unit) => unit < 0xd800 || unit > 0xdfff)
  .map((unit) => String.fromCharCode(unit));
const plain = characters.filter(isPlain);

/** How marks are dropped by normalising, whatever the character. */
const unmarked = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').normalize('NFC');

test('all Vietnamese letters and what a keyboard has are plain, and are one unit in compatibility form', () => {
  const letters = plain.filter((character) => character > '~');
  expect(letters).toHaveLength(134);
  expect(plain.every((character) => character.normalize('NFKC') === character)).toBe(true);
  expect(letters.every((letter) => isPlain(letter.toLowerCase()) && isPlain(letter.toUpperCase()))).toBe(true);
});

test('dropping marks by table is dropping them by normalising', () => {
  expect(characters.filter((character) => withoutMarks(character) !== unmarked(character))).toEqual([]);
});

test('marks are dropped alike whatever stands beside a letter', () => {
  for (const text of ['Được 👍 rồi…', 'e\u0302\u0323 ơ\u0323', 'ñ\u0301Đ', '\u1100ế\u1161', '\u1100\u1161\u11a8ạ']) {
    expect(withoutMarks(text)).toBe(unmarked(text));
  }
});

test('a long text keeps every letter in its place', () => {
  const text = 'Đường sá đỡ lầy lội '.repeat(200);
  expect(withoutMarks(text)).toBe(unmarked(text));
});

test.each([
  ['hoà', 'hòa', true],
  ['thuỷ', 'thủy', true],
  ['thuy', 'thủy', true],
  ['thúy', 'thủy', false],
  ['đuờng', 'đường', true],
  ['đương', 'đường', false],
  ['dừng', 'đúng', false],
  ['hoàà', 'hòa', false],
])('"%s" for "%s": %s', (typed, meant, same) => {
  const apart = `${typed.normalize('NFD')}`;
  expect(sameWords(wordsOf(typed), wordsOf(meant))).toBe(same);
  expect(sameWords(wordsOf(apart), wordsOf(meant))).toBe(same);
});
