import { durationIn, wordsOf } from '../src';

const named = (text: string, language = 'vi') => durationIn(text.split(' ').map(wordsOf), language);

test.each([
  ['15 phút', 15],
  ['45 p', 45],
  ['1 h', 60],
  ['1 h 30', 90],
  ['nửa tiếng', 30],
  ['1 tieng ruoi', 90],
  ['ba mươi phút', 30],
  ['em phải chờ 2 tiếng ạ', 120],
  ['1,5 giờ', 90],
])('%s is %i minutes', (text, minutes) => {
  expect(named(text)).toEqual({ from: minutes, to: minutes });
});

test.each([
  ['khoảng nửa tiếng', 24, 36],
  ['hơn 30 phút', 31, 39],
  ['gần 1 tiếng', 42, 59],
  ['dưới 15 phút', 0, 14],
  ['trên 2 tiếng', 121, Number.POSITIVE_INFINITY],
  ['15 - 20 phút', 15, 20],
])('%s is between %i and %i minutes', (text, from, to) => {
  expect(named(text)).toEqual({ from, to });
});

test.each(['45', 'lâu', 'phút', '15 người', 'nửa ngày', '20 - 10 phút', 'chờ 15 phút mới khám'])(
  '%s is no time',
  (text) => {
    expect(named(text)).toBeUndefined();
  },
);

test.each([
  ['7 h - 7 h 15', 15],
  ['từ 7 h đến 8 h', 60],
  ['7 giờ 30 đến 8 giờ', 30],
  ['mất 6 h', 360],
  ['6 tiếng', 360],
])('%s lasts %i minutes', (text, minutes) => {
  expect(named(text)).toEqual({ from: minutes, to: minutes });
});

test.each(['7 h 30', '10 giờ', 'tầm 8 h', 'trên 10 h', 'từ 7 h', 'chờ từ 2 giờ'])(
  '%s may be the time of day, and any time at all',
  (text) => {
    expect(named(text)).toEqual({ from: 0, to: Number.POSITIVE_INFINITY });
  },
);

test.each([
  ['1 h - 1 h 30', 30, 90],
  ['7 h - 8 h', 60, 480],
  ['8 - 9 h', 60, 540],
  ['2 - 3 h', 120, 180],
  ['mất 7 h - 8 h', 420, 480],
])('%s lies between two times of day, or is how long: %i to %i minutes', (text, from, to) => {
  expect(named(text)).toEqual({ from, to });
});

test('English counts in English only', () => {
  expect(named('an hour', 'en')).toEqual({ from: 60, to: 60 });
  expect(named('an hour')).toBeUndefined();
});
