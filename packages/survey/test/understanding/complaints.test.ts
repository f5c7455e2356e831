import { complainsOfNothing, holdsComplaint } from '../../src/understanding/complaints';

const words = ['vòi vĩnh', 'nhũng nhiễu', 'bồi dưỡng', 'phong bì', 'đòi tiền', 'đưa tiền', 'gây khó dễ', 'lot tay'];
const complains = (text: string) => holdsComplaint({ complaintWords: words }, text);

test.each([
  'Cán bộ đòi tiền',
  'can bo doi tien',
  'CÁN BỘ ĐÒI TIỀN!!!',
  'cán bộ nhủng nhiểu người dân',
  'vòi vỉnh',
  'phải bồi dưỡng cho cán bộ',
  'phải có phong-bì',
  'lót tay mới xong',
  'lot tay',
])('"%s" complains', (text) => {
  expect(complains(text)).toBe(true);
});

test.each([
  'Cán bộ không đòi tiền, rất nhiệt tình',
  'can bo khong doi tien, rat nhiet tinh',
  'Không có phong bì gì cả, cán bộ tốt',
  'ko thấy ai đòi tiền',
  'không hề nhũng nhiễu',
  'nỏ đòi tiền',
  'chưa bao giờ đòi tiền',
  'đâu có đòi tiền',
])('"%s" denies it', (text) => {
  expect(complains(text)).toBe(false);
});

test.each([
  'không đưa tiền thì không làm',
  'khong dua tien thi khong lam',
  'không bồi dưỡng không được',
  'chưa đưa tiền là chưa xong',
  'không có phong bì thì gây khó dễ',
  'không nhiệt tình, đòi tiền',
  'không những đòi tiền mà còn nói nặng',
  'không được đòi tiền dân',
  'cán bộ không nhiệt tình mà lại còn đòi tiền',
])('"%s" complains, whatever it denies', (text) => {
  expect(complains(text)).toBe(true);
});

test.each([
  'nên có chỗ đổi tiền lẻ',
  'cần bồi dưỡng nghiệp vụ cho cán bộ',
  'can boi duong nghiep vu cho can bo',
  'nên đào tạo, bồi dưỡng kỹ năng giao tiếp',
  'phòng bị dột',
])('"%s" speaks of something else', (text) => {
  expect(complains(text)).toBe(false);
});

test.each([
  ['Góp ý: không có gì ạ', true],
  ['gop y khong co y kien gi', true],
  ['Góp ý thì không có gì', true],
  ['Góp ý: cán bộ không có mặt', false],
  ['Phản ánh: cán bộ đòi tiền', false],
  ['Góp ý: nên có ghế ngồi, không có gì để ngồi chờ', false],
])('"%s" has nothing to complain of: %s', (text, nothing) => {
  expect(complainsOfNothing(text)).toBe(nothing);
});

test('a long comment is read to its end', () => {
  expect(complains(`${'cán bộ nhiệt tình. '.repeat(3_000)}đòi tiền`)).toBe(true);
});
