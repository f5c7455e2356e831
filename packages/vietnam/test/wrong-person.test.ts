import { isWrongPerson, wordsOf } from '../src';

const wrong = (text: string) => isWrongPerson(text.split(', ').map((clause) => clause.split(' ').map(wordsOf)));

test.each([
  'nhầm số rồi',
  'nham so roi, toi khong lam ho so nao',
  'bạn nhầm rồi',
  'tôi không làm hồ sơ',
  'wrong number',
])('"%s" is from somebody else', (text) => {
  expect(wrong(text)).toBe(true);
});

test.each([
  'nhầm số tiền',
  'cán bộ ghi nhầm số',
  'em nhầm rồi',
  'chưa nộp hồ sơ',
  'không nộp hồ sơ',
  'tôi không làm hồ sơ được',
  'nhầm',
])('"%s" need not be', (text) => {
  expect(wrong(text)).toBe(false);
});
