import fc from 'fast-check';
import { plainDigits, sameWords, withoutMarks, wordsOf } from '../src';

test.each([
  [' Hài  Lòng! ', 'hài lòng', 'hai long'],
  ['ĐỒNG Ý.', 'đồng ý', 'dong y'],
  ['８', '8', '8'],
  ['8️⃣', '8', '8'],
  ['👍 8 ❤️', '8', '8'],
  ['«(1)»', '1', '1'],
  ['8?', '8?', '8?'],
  ['\u{feff}c\u{200b}ó', 'có', 'co'],
])('"%s" is compared as "%s" and "%s"', (text, marked, folded) => {
  expect(wordsOf(text)).toEqual({ marked, folded });
});

test.each([
  ['٨', '8'],
  ['៩', '9'],
  ['①', '1'],
  ['❿', '10'],
  ['➈', '9'],
  ['⓿', '0'],
  ['⓬', '12'],
  ['🔟', '10'],
  ['𝟖', '8'],
])('the digit %s is %s', (digit, plain) => {
  expect(plainDigits(digit)).toBe(plain);
});

test('what is left of a fraction is no digit', () => {
  expect(plainDigits('8½')).toBe('8\u2044');
});

test('every digit of every script is one of ten', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const character of plainDigits(text)) expect(/^\p{Nd}$/u.test(character)).toBe(/^[0-9]$/.test(character));
    }),
  );
});

test.each([
  ['dong y', 'đồng ý', true],
  ['đồng y', 'đồng ý', true],
  ['đông ý', 'đồng ý', false],
  ['thoả mãn', 'thỏa mãn', true],
  ['thoa man', 'thỏa mãn', true],
  ['thóa mãn', 'thỏa mãn', false],
  ['dừng', 'đúng', false],
  ['châm', 'chậm', false],
  ['bây', 'bảy', false],
  ['co', 'có', true],
  ['cô', 'có', false],
  ['co', 'ko', false],
])('"%s" typed for "%s": %s', (typed, word, same) => {
  expect(sameWords(wordsOf(typed), wordsOf(word))).toBe(same);
});

test('a word is itself, with its marks or without', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aàảãáạăằâầđeêềioôồơờuưừy bcnh') }), (text) => {
      expect(sameWords(wordsOf(text), wordsOf(text))).toBe(true);
      expect(sameWords(wordsOf(withoutMarks(text)), wordsOf(text))).toBe(true);
    }),
  );
});
