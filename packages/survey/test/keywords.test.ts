import { keywordOf } from '../src';
import { serviceAsked } from '../src/keywords';

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

test.each([
  ['HS 000.17', 'HS'],
  ['hs00017', 'HS'],
  ['Hs', 'HS'],
  ['PA can bo', 'PA'],
  ['vv 12', 'VV'],
  ['XH', 'XH'],
  ['gọi lại', 'GOI'],
])('"%s" asks for the service %s', (typed, service) => {
  expect(serviceAsked(typed)).toBe(service);
});

test.each(['hsx', 'ho so', 'alo', '', 'pax'])('"%s" asks for none', (typed) => {
  expect(serviceAsked(typed)).toBeUndefined();
});
