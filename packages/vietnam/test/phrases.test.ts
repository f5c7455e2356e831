import { afterPhrases, beforePhrases, holdsPhrase, phrasesOf, type Words, wordsOf } from '../src';

const words = (text: string): readonly Words[] => text.split(' ').map(wordsOf);
const polite = phrasesOf(['dạ', 'em', 'ạ', 'em ạ']);

test('phrases one behind another are passed over to where something else is said', () => {
  expect(afterPhrases(polite, words('dạ em xin em ạ'), 0)).toBe(2);
  expect(afterPhrases(polite, words('xin dạ em'), 0)).toBe(0);
  expect(afterPhrases(polite, words('xin dạ em'), 1)).toBe(3);
});

test('the same from an end, and no further than asked', () => {
  const said = words('dạ em xin em ạ');
  expect(beforePhrases(polite, said, said.length)).toBe(3);
  expect(beforePhrases(polite, words('dạ em ạ'), 3)).toBe(0);
  expect(beforePhrases(polite, words('dạ dạ em ạ'), 4, 1)).toBe(1);
});

test('a phrase counts among words where it begins between two places', () => {
  const said = words('xin dạ anh');
  expect(holdsPhrase(polite, said)).toBe(true);
  expect(holdsPhrase(polite, said, 2)).toBe(false);
  expect(holdsPhrase(polite, said, 0, 1)).toBe(false);
  expect(holdsPhrase(polite, said, 1, 99)).toBe(true);
});
