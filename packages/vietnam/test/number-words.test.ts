import { numberInWords, type SpokenNumber, wordsOf } from '../src';

/** The number a text is, in a message with marks when it has any. */
function spoken(text: string, language = 'vi'): SpokenNumber | undefined {
  const words = text.split(' ').map(wordsOf);
  return numberInWords(
    words,
    words.some(({ marked, folded }) => marked !== folded),
    language,
  );
}

test.each([
  ['một', 1],
  ['hai', 2],
  ['bốn', 4],
  ['tư', 4],
  ['bẩy', 7],
  ['tám', 8],
  ['chin', 9],
  ['mười', 10],
  ['mười một', 11],
  ['muoi lam', 15],
  ['hai mươi', 20],
  ['hai mươi mốt', 21],
  ['ba muoi tu', 34],
  ['chín mươi chín', 99],
])('"%s" is %d', (text, value) => {
  expect(spoken(text)).toEqual({ value, sure: true });
});

test.each([
  ['tam', 8],
  ['sau', 6],
  ['nam', 5],
  ['ba', 3],
  ['tu', 4],
  ['bay', 7],
  ['muoi', 10],
])('unmarked "%s" may be %d, and is not surely', (text, value) => {
  expect(spoken(text)).toEqual({ value, sure: false });
});

test.each(['tạm', 'tầm', 'bà', 'bây', 'hài', 'mươi', 'không', 'mười năm', 'mươi hai', 'một hai', 'trăm', 'eight', ''])(
  '"%s" is no number',
  (text) => {
    expect(spoken(text)).toBeUndefined();
  },
);

test('where other words carry marks, one without them means itself', () => {
  expect(numberInWords([wordsOf('sau')], true, 'vi')).toBeUndefined();
  expect(numberInWords([wordsOf('ba')], true, 'vi')).toEqual({ value: 3, sure: true });
});

test('English words are numbers in English', () => {
  expect(spoken('Eight', 'en')).toEqual({ value: 8, sure: true });
  expect(spoken('tám', 'en')).toEqual({ value: 8, sure: true });
});
