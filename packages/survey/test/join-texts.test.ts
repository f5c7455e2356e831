import fc from 'fast-check';
import { GAP, joinTexts } from '../src';

test('parts follow each other without anything between them', () => {
  expect(joinTexts(['Toi da ph', 'ai cho ', 'rat lau'])).toBe('Toi da phai cho rat lau');
});

test('where parts are missing there is one gap', () => {
  expect(joinTexts(['a', undefined, undefined, 'b'])).toBe(`a${GAP}b`);
  expect(joinTexts([undefined, 'b', undefined])).toBe(`${GAP}b${GAP}`);
  expect(joinTexts(['', 'b'])).toBe('b');
});

test('no words at all are no text', () => {
  expect(joinTexts([undefined, undefined])).toBeUndefined();
});

// 3GPP TS 23.038 §6.2.1 and §6.2.1.1: the code of each extension character in both tables.
test.each([
  ['\n', '\f'],
  ['Λ', '^'],
  ['(', '{'],
  [')', '}'],
  ['/', '\\'],
  ['<', '['],
  ['=', '~'],
  ['>', ']'],
  ['¡', '|'],
  ['e', '€'],
])('an escape at the end of a part makes %j at the beginning of the next %j', (plain, extended) => {
  expect(joinTexts(['phi 50\u001B', `${plain}uro`])).toBe(`phi 50${extended}uro`);
});

test('an escape that extends nothing disappears and takes no character with it', () => {
  expect(joinTexts(['a\u001B', 'b'])).toBe('ab');
  expect(joinTexts(['a\u001B', undefined, 'e'])).toBe(`a${GAP}e`);
  expect(joinTexts(['a', 'b\u001B'])).toBe('ab');
});

test('halves of an emoji meet, and marks find the letter they were cut from', () => {
  expect(joinTexts(['tot \uD83D', '\uDC4D'])).toBe('tot 👍');
  expect(joinTexts(['rất tô', '\u0301t'])).toBe('rất tốt');
});

test('however a text is cut between UTF-16 units, its parts give it back', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 }).map((value) => value.normalize('NFC'));
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (whole, cuts) => {
      fc.pre(!whole.includes('\u001B'));
      const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].sort((a, b) => a - b);
      const parts = places.slice(1).map((to, at) => whole.slice(places[at], to));
      expect(joinTexts(parts)).toBe(whole);
    }),
  );
});
