import { combined, phraseAt, phrasesOf, wordsOf } from '@mscore/vietnam';
import { politeWords } from './polite';
import { tokensOf } from './tokens';

const done = [
  ...['xong', 'được', 'có', 'ra', 'có kết quả', 'ra kết quả', 'giải quyết', 'giải quyết xong', 'xử lý', 'xử lý xong'],
  ...['duyệt', 'trả', 'trả kết quả', 'làm xong', 'hoàn thành', 'lấy được', 'nhận được'],
];

/** What people say around a code that they look up: what it is, that they ask, and what they ask about it. */
const around = phrasesOf([
  ...politeWords,
  ...['anh', 'chị', 'ad', 'bạn', 'mình', 'bác', 'anh chị', 'ơi', 'alo', 'này', 'đó', 'vậy', 'thế'],
  ...['hồ sơ', 'hs', 'tthc', 'mã', 'mã số', 'số', 'của', 'là', 'thì', 'thủ tục', 'biên nhận', 'giấy hẹn'],
  ...[
    'tra cứu',
    'tra',
    'kiểm tra',
    'kt',
    'check',
    'xem',
    'coi',
    'hỏi',
    'biết',
    'xin hỏi',
    'cho hỏi',
    'cần',
    'nhờ',
    'về',
  ],
  ...['tình trạng', 'trạng thái', 'tiến độ', 'kết quả', 'kq', 'tình hình', 'thông tin'],
  ...[
    'đã',
    'đang',
    'tới',
    'đến',
    'tới đâu',
    'đến đâu',
    'tới đâu rồi',
    'đến đâu rồi',
    'sao rồi',
    'thế nào',
    'như thế nào',
  ],
  ...[
    'thế nào rồi',
    'ra sao',
    'ra sao rồi',
    'khi nào',
    'bao giờ',
    'lúc nào',
    'chừng nào',
    'ngày nào',
    'hôm nào',
    'mô rồi',
  ],
  ...combined(['khi nào', 'bao giờ', 'lúc nào', 'chừng nào', 'ngày nào', 'hôm nào'], ['lấy', 'nhận', ...done]),
  ...combined(done, ['chưa', 'rồi chưa', 'hay chưa', 'không', 'chưa vậy', 'khi nào']),
]);

/** Whether what is said beside a dossier code only asks about it: whatever else is said there is to be heard. */
export function onlyAsks(beside: string): boolean {
  // Whoever gets the marks wrong asks as well (`hô sờ`).
  const tokens = tokensOf(wordsOf(beside).folded);
  let at = 0;
  for (let length = phraseAt(around, tokens, at); length > 0; length = phraseAt(around, tokens, at)) at += length;
  return at === tokens.length;
}
