import { asksBack, wordsOf } from '../src';

const asks = (text: string) => asksBack(text.split(' ').map(wordsOf));

test.each([
  'ai day',
  'cho hỏi ai đấy ạ',
  'alo',
  'bạn là ai vậy',
  'có mất tiền không',
  'la sao',
  'lừa đảo à',
  'is it free',
  'hồ sơ nào vậy',
  'mscore la gi',
  'của cơ quan nào',
  'mục đích gì',
  'để mần chi',
  'mi là ai',
  'có mất tiền điện thoại không',
  'what is m score',
])('"%s" asks back', (text) => {
  expect(asks(text)).toBe(true);
});

test.each([
  'ai',
  'sao',
  'ai cũng tốt',
  'mất tiền',
  'có mất tiền',
  'có',
  'không',
  'cán bộ là ai',
  'đây',
  'lừa đảo',
  'hồ sơ',
  'mục đích',
  'mscore',
])('"%s" does not', (text) => {
  expect(asks(text)).toBe(false);
});
