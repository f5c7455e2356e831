import { keywordOf } from '../src';
import { asksForMore } from '../src/keywords';

test.each([
  ['huy', 'HUY'],
  ['HUỶ', 'HUY'],
  [' Hủy. ', 'HUY'],
  ['h u y', 'HUY'],
  ['STOP!', 'HUY'],
  ['TC', 'HUY'],
  ['Td', 'HUY'],
  ['Huỷ ĐK', 'HUY'],
  ['hủy nhận tin', 'HUY'],
  ['Unsubscribe', 'HUY'],
  ['Thôi', 'THOI'],
  ['NGỪNG', 'THOI'],
  ['dừng lại', 'THOI'],
  ['đk', 'DK'],
  ['Đăng ký', 'DK'],
  ['dg', 'DG'],
  ['Đánh giá', 'DG'],
  ['DG 000.17.22.H56-210531-0001', 'DG'],
  ['DG000172222H56', 'DG'],
  ['Trợ giúp', 'TG'],
  ['?', 'TG'],
  [' ？？ ', 'TG'],
  ['Help', 'TG'],
])('"%s" is the keyword %s', (typed, keyword) => {
  expect(keywordOf(typed)).toBe(keyword);
});

test.each([
  'Huy oi',
  '1 lan thoi',
  'dung',
  'cham',
  'diem 8',
  'huong dan',
  'gop y',
  'xoa',
  'danh gia 8',
  'dg tot',
  'huy 你好',
  'toi khong muon dung',
  '',
  `huy ${'x'.repeat(100)}`,
])('"%s" is no keyword', (typed) => {
  expect(keywordOf(typed)).toBeUndefined();
});

test.each(['HS 000.17', 'hs00017', 'Hs', 'PA can bo', 'vv 12', 'XH', 'gọi lại'])('"%s" asks for a service', (typed) => {
  expect(asksForMore(typed)).toBe(true);
});

test.each(['hsx', 'ho so', 'alo', '', 'pax'])('"%s" asks for none', (typed) => {
  expect(asksForMore(typed)).toBe(false);
});
