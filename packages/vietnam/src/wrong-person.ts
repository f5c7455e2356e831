import type { Words } from './fold';
import { combined, phraseAt, phrasesOf } from './phrases';

const speakers = ['tôi', 'em', 'mình', 'tui', 'tớ', 'cháu', 'con', 'anh', 'chị', 'bác', 'chú', 'cô', 'ông', 'bà'];
const strangers = ['bạn', 'anh', 'chị', 'em', 'bên bạn', 'mấy bạn', 'các bạn', 'bên anh', 'ad'];

/** A number or a person that is the wrong one. */
const mistaken = phrasesOf([
  ...['nhầm số', 'nhầm người', 'nhầm máy', 'nhầm số máy', 'nhầm số điện thoại', 'lộn số', 'lộn người'],
  ...['sai người', 'sai số điện thoại', 'số này nhầm', 'nhắn nhầm số', 'nhắn nhầm người', 'nhắn lộn số', 'gửi nhầm số'],
  ...[
    'gửi nhầm người',
    'nhắn tin nhầm số',
    'nhắn tin nhầm người',
    'gọi nhầm số',
    'liên hệ nhầm người',
    'liên hệ nhầm số',
  ],
  ...combined(strangers, ['nhầm', 'nhắn nhầm', 'gửi nhầm', 'nhắn tin nhầm', 'lộn', 'nhắn lộn']),
  ...combined(strangers, ['nhầm số', 'nhầm người', 'nhắn nhầm số', 'nhắn nhầm người', 'gửi nhầm số', 'lộn số']),
  ...['wrong number', 'wrong person', 'you have the wrong number', 'you have the wrong person'],
]);

const applied = [
  ...combined(['làm', 'nộp', 'gửi', 'đi làm', 'đi nộp'], ['hồ sơ', 'thủ tục', 'hồ sơ thủ tục']),
  'có hồ sơ',
];
const denied = combined(['không', 'không hề', 'đâu có', 'chưa từng', 'chẳng'], applied);
// Without "nào" (any at all) it may be a dossier still at home: `chưa nộp hồ sơ`.
const deniedAny = combined([...denied, ...combined(['chưa'], [...applied, 'làm giấy tờ'])], ['nào', 'gì']);

/** Somebody who had no dealings with an office. */
const uninvolved = phrasesOf([
  ...deniedAny,
  ...combined(speakers, [...denied, ...deniedAny]),
  ...combined(
    ['không phải'],
    ['hồ sơ của tôi', 'số của tôi', 'tôi', 'tôi làm hồ sơ', 'tôi nộp hồ sơ', 'người làm hồ sơ'],
  ),
  ...combined(speakers, ['không phải người làm hồ sơ', 'không phải người nộp hồ sơ', 'không phải chủ hồ sơ']),
  ...['đây không phải số của người đó', 'đây không phải số người đó', 'không phải số người đó'],
]);

const leads = phrasesOf([
  ...['dạ', 'thưa', 'xin lỗi', 'alo', 'ủa', 'ơ', 'sorry', 'bạn ơi', 'anh ơi', 'chị ơi', 'hình như', 'chắc', 'có lẽ'],
  ...['bạn đã', 'hình như bạn', 'chắc bạn', 'chắc là', 'tin này', 'tin nhắn này'],
]);
/** What may stand behind it: nothing that would make it the wrong number of something else (`nhầm số tiền`). */
const tails = phrasesOf([
  ...['rồi', 'nhé', 'nha', 'ạ', 'a', 'ah', 'à', 'bạn', 'bạn ơi', 'anh', 'chị', 'em', 'ad', 'anh ơi', 'chị ơi', 'em ơi'],
  ...['đó', 'đấy', 'nào', 'nào cả', 'nào hết', 'nào đâu', 'gì', 'gì cả', 'gì hết', 'gì đâu', 'đâu', 'ở đây', 'hết'],
]);

/**
 * Whether a message says that it reached somebody who had nothing to do with it. The words must begin the message and
 * end with a clause: `cán bộ ghi nhầm số nhà` is a complaint, and so is `nhầm số tiền`.
 * @param clauses the words of the message, clause by clause.
 */
export function isWrongPerson(clauses: readonly (readonly Words[])[]): boolean {
  return clauses.slice(0, 2).some(saysSo);
}

function saysSo(clause: readonly Words[]): boolean {
  let at = 0;
  for (let length = phraseAt(leads, clause, at); length > 0; length = phraseAt(leads, clause, at)) at += length;
  const said = phraseAt(mistaken, clause, at) || phraseAt(uninvolved, clause, at);
  if (said === 0) return false;
  at += said;
  for (let length = phraseAt(tails, clause, at); length > 0; length = phraseAt(tails, clause, at)) at += length;
  return at === clause.length;
}
