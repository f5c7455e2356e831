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
])('"%s" asks back', (text) => {
  expect(asks(text)).toBe(true);
});

test.each(['ai', 'sao', 'ai cũng tốt', 'mất tiền', 'có mất tiền', 'có', 'không', 'cán bộ là ai', 'đây', 'lừa đảo'])(
  '"%s" does not',
  (text) => {
    expect(asks(text)).toBe(false);
  },
);
