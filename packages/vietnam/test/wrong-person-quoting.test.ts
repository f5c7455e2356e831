import { type AroundCode, isOwnCode, isWrongPersonQuoting, speaksOfWrongPerson, type Words, wordsOf } from '../src';

/** What is said around a code, which stands as CODE. */
function around(text: string): AroundCode {
  const clauses = text.split(', ').map((clause) => clause.split(' '));
  const own = clauses.find((clause) => clause.includes('CODE')) ?? [];
  const words = (typed: readonly string[]): readonly Words[] => typed.map(wordsOf);
  return {
    clauses: clauses
      .map((clause) => words(clause.filter((word) => word !== 'CODE')))
      .filter(({ length }) => length > 0),
    before: words(own.slice(0, own.indexOf('CODE'))),
    after: words(own.slice(own.indexOf('CODE') + 1)),
  };
}

test.each([
  'nham so roi, ho so CODE khong phai cua toi',
  'toi khong phai chu ho so CODE',
  'tôi không phải là chủ hồ sơ CODE',
  'hs CODE nham so',
  'CODE không phải hồ sơ của tôi, xin lỗi',
  'tôi không làm hồ sơ nào, CODE nhầm người rồi',
  'bạn nhầm số rồi, hồ sơ CODE tôi không biết',
  'wrong person, CODE not mine',
  'tui không có hồ sơ mô mã CODE',
  'không biết ai nộp hồ sơ CODE, nhầm số rồi',
])('"%s" is from somebody else', (text) => {
  expect(isWrongPersonQuoting(around(text), 'dossier')).toBe(true);
  expect(speaksOfWrongPerson(around(text))).toBe(true);
});

test.each([
  'nhầm số, CODE',
  'nhầm số CODE',
  'CODE sai số rồi',
  'bạn nhầm, CODE',
  'hs CODE sai số rồi',
  'không phải hồ sơ CODE',
  'không phải tôi, CODE',
  'hồ sơ CODE không phải của tôi, của vợ tôi',
  'hồ sơ CODE không phải của tôi, mã đúng là số khác',
  'hồ sơ của tôi không phải là CODE',
  'hồ sơ CODE tôi đâu có nộp',
  'tui nỏ biết hồ sơ CODE',
  'tôi không biết hồ sơ CODE, không biết gì cả',
  'nhầm số, CODE tôi không biết, hồ sơ của tôi số khác',
])('"%s" need not be, and looks nothing up', (text) => {
  expect(isWrongPersonQuoting(around(text), 'dossier')).toBe(false);
  expect(speaksOfWrongPerson(around(text))).toBe(true);
  expect(isOwnCode(around(text))).toBe(false);
});

test.each([
  'nhầm số, hồ sơ của tôi là CODE',
  'sai số rồi, số đúng là CODE',
  'bạn nhầm, CODE mới đúng',
  'nhầm người, phải là CODE',
  'không phải tôi, CODE là của chồng tôi',
])('"%s" gives the own code', (text) => {
  expect(isWrongPersonQuoting(around(text), 'dossier')).toBe(false);
  expect(isOwnCode(around(text))).toBe(true);
});

test.each([
  'hồ sơ CODE xong chưa',
  'em no nop ho so CODE',
  'tôi không biết hồ sơ CODE xong chưa',
  'cán bộ ghi nhầm số nhà ở hồ sơ CODE',
])('"%s" says nothing of it', (text) => {
  expect(speaksOfWrongPerson(around(text))).toBe(false);
});
