import { isWrongPerson, wordsOf } from '../src';

const clauses = (text: string) => text.split(', ').map((clause) => clause.split(' ').map(wordsOf));
const wrong = (text: string) => isWrongPerson(clauses(text), { invited: true, about: 'dossier' });

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

test.each([
  'không phải tôi, nhầm rồi',
  'không, tôi không làm hồ sơ nào',
  'ai đấy, tôi không làm hồ sơ nào',
  'tôi không nộp hồ sơ nào, đừng nhắn nữa',
  'tôi không biết, tôi không nộp hồ sơ nào, xin lỗi',
])('"%s" says nothing else', (text) => {
  expect(wrong(text)).toBe(true);
});

test.each([
  'tôi không đi nộp hồ sơ, tôi nộp online',
  'không phải tôi làm hồ sơ, chồng tôi làm',
  'tôi không nộp hồ sơ, con tôi nộp giúp',
  'con tôi nộp giúp, tôi không nộp hồ sơ',
  'không phải tôi, vợ tôi đi nộp',
])('"%s" is of a dossier of one’s own', (text) => {
  expect(wrong(text)).toBe(false);
});

test.each(['tôi không khám, tôi đưa con đi khám', 'tôi không khám bệnh, tôi lấy thuốc thôi'])(
  '"%s" is of a visit of one’s own',
  (text) => {
    expect(isWrongPerson(clauses(text), { invited: true, about: 'visit' })).toBe(false);
  },
);

test.each(['tôi không đi khám', 'tôi chưa đi khám lần nào', 'không phải tôi đi khám'])(
  '"%s" disowns a visit, and no dossier',
  (text) => {
    expect(isWrongPerson(clauses(text), { invited: true, about: 'visit' })).toBe(true);
    expect(wrong(text)).toBe(false);
  },
);

test.each(['tôi không có hồ sơ nào', 'tôi không làm hồ sơ'])('"%s" says nothing of a visit', (text) => {
  expect(isWrongPerson(clauses(text), { invited: true, about: 'visit' })).toBe(false);
  expect(isWrongPerson(clauses(text), { invited: true })).toBe(false);
});

test.each(['nhầm số rồi', 'bạn nhầm số rồi', 'xin lỗi, nhầm người rồi ạ', 'nham so roi, toi khong lam ho so nao'])(
  'whoever agreed to be asked may still say "%s"',
  (text) => {
    expect(isWrongPerson(clauses(text), { invited: false })).toBe(true);
  },
);

test.each([
  'không phải tôi',
  'tôi không nộp hồ sơ',
  'không làm hồ sơ nào',
  'gọi nhầm số',
  'gửi nhầm người',
  'sai người',
  'nhầm số rồi, cán bộ ghi sai',
])('but "%s" is about what was asked', (text) => {
  expect(isWrongPerson(clauses(text), { invited: false })).toBe(false);
});
