import { withoutMarks } from '@mscore/vietnam';
import { complainsOfNothing, holdsComplaint } from '../../src/understanding/complaints';
import { bribes, praises } from './told-bribes';
import { nothingTaken, refusedForMore, takenInstead } from './told-takings';

const words = [
  'vòi vĩnh',
  'nhũng nhiễu',
  'bồi dưỡng',
  'phong bì',
  'đòi tiền',
  'đưa tiền',
  'gây khó dễ',
  'hạch sách',
  'lot tay',
];
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
  'không thấy có ai đòi tiền',
  'không có cán bộ nào đòi tiền',
  'cán bộ không nhũng nhiễu hay đòi tiền dân',
  'không vòi vĩnh nhũng nhiễu',
  'không phải đưa tiền',
  'không phải đưa tiền lót tay',
  'không đòi tiền không gây khó dễ',
  'không đòi tiền cũng không phải chờ lâu',
  'không đòi tiền và chưa bao giờ hẹn lại',
  'khong doi tien ho so lam nhanh',
  'khong doi tien ho rat nhiet tinh',
  'không có phong bì gì không',
  'Chưa từng bị đòi tiền',
  'làm nhanh không đòi tiền không phải đi lại nhiều lần',
  'Không có phong bì, họ không nhận quà',
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
  'Chua lam da doi tien',
  'Khong dua tien ho khong lam',
  'Cán bộ không ngừng vòi vĩnh dân',
  'Không đưa phong bì là họ ngâm hồ sơ',
  'Không có phong bì họ không ký',
  'Không có phong bì, họ không ký',
  'Không hiểu sao đòi tiền',
  'không giải thích đòi tiền',
  'Không làm mà đòi tiền',
  'không đưa tiền gây khó dễ',
  'không đưa tiền cho cán bộ thì không xong',
  'không có phong bì là bị ngâm',
  'khong dua tien la bi hanh',
  'không phong bì ngâm hồ sơ cả tháng',
  'không bồi dưỡng không phong bì không làm',
  'không thể không đưa tiền',
  'không phải là không đòi tiền',
  'nếu không đưa tiền hồ sơ nằm đó',
  'ai không có phong bì phải quay về',
  'Không đưa phong bì, cán bộ không làm',
  'không đưa phong bì đừng mong xong',
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

test.each([
  ...['đòi tiền ', 'không đòi tiền ', 'không có '],
  'không phong bì thu ',
  'trước phong bì ',
  'không nhận phong bì phải 200 ',
])('a long comment of nothing but "%s" takes no time', (words) => {
  const began = performance.now();
  complains(words.repeat(5_000));
  expect(performance.now() - began).toBeLessThan(1_000);
});

const everyWay = (texts: readonly string[]) => [...new Set(texts.flatMap((text) => [text, withoutMarks(text)]))];

test.each(everyWay([...bribes, ...refusedForMore, ...takenInstead]))('"%s" tells of a bribe', (text) => {
  expect(complains(text)).toBe(true);
});

test.each(everyWay([...praises, ...nothingTaken]))('"%s" tells of none', (text) => {
  expect(complains(text)).toBe(false);
});
