import { pronounWords } from './affixes';
import type { Words } from './fold';
import { combined, type Phrases, phraseAt, phrasesOf } from './phrases';

const speakers = phrasesOf(pronounWords);
// Not em, anh, chị: "em nhầm" is as often the writer's own mistake.
const strangers = ['bạn', 'bên bạn', 'mấy bạn', 'các bạn', 'ad'];
const sent = ['nhắn', 'gửi', 'nhắn tin', 'gọi', 'liên hệ'];

/** A number or a person that is the wrong one. */
const mistaken = phrasesOf([
  ...['nhầm số', 'nhầm người', 'nhầm máy', 'nhầm số máy', 'nhầm số điện thoại', 'lộn số', 'lộn người'],
  ...['sai người', 'sai số điện thoại', 'số này nhầm'],
  ...combined(sent, ['nhầm số', 'nhầm người', 'lộn số']),
  ...combined(strangers, ['nhầm', 'nhắn nhầm', 'gửi nhầm', 'nhắn tin nhầm', 'lộn', 'nhắn lộn']),
  ...combined(strangers, ['nhầm số', 'nhầm người', 'nhắn nhầm số', 'nhắn nhầm người', 'gửi nhầm số', 'lộn số']),
  ...['wrong number', 'wrong person', 'you have the wrong number', 'you have the wrong person'],
]);

const applied = [
  ...combined(['làm', 'nộp', 'gửi', 'đi làm', 'đi nộp'], ['hồ sơ', 'thủ tục', 'hồ sơ thủ tục']),
  'có hồ sơ',
];
const never = ['không', 'không hề', 'đâu có', 'chưa từng', 'chẳng'];
/** Said of oneself only: without a subject `không nộp hồ sơ` may be anything. */
const denied = phrasesOf([
  ...combined(never, applied),
  ...['không phải người làm hồ sơ', 'không phải người nộp hồ sơ', 'không phải chủ hồ sơ'],
]);
/** Without "nào" (any at all) it may be a dossier still at home: `chưa nộp hồ sơ`. */
const deniedAny = phrasesOf(combined([...never, 'chưa'], combined([...applied, 'làm giấy tờ'], ['nào', 'gì'])));
const notMine = phrasesOf([
  ...combined(['không phải'], ['hồ sơ của tôi', 'số của tôi', 'tôi', 'tôi làm hồ sơ', 'tôi nộp hồ sơ']),
  ...['đây không phải số của người đó', 'đây không phải số người đó', 'không phải số người đó'],
]);

const leads = phrasesOf([
  ...['dạ', 'thưa', 'xin lỗi', 'alo', 'ủa', 'ơ', 'sorry', 'bạn ơi', 'anh ơi', 'chị ơi', 'hình như', 'chắc', 'có lẽ'],
  ...['bạn đã', 'hình như bạn', 'chắc bạn', 'chắc là', 'tin này', 'tin nhắn này'],
]);
/** What may stand behind it: nothing that would make it the wrong number of something else (`nhầm số tiền`). */
const tails = phrasesOf([
  ...['rồi', 'nhé', 'nha', 'ạ', 'a', 'ah', 'à', 'bạn', 'bạn ơi', 'anh', 'chị', 'em', 'ad', 'anh ơi', 'chị ơi', 'em ơi'],
  ...[
    'đó',
    'đấy',
    'nào',
    'cả',
    'nào cả',
    'nào hết',
    'nào đâu',
    'gì',
    'gì cả',
    'gì hết',
    'gì đâu',
    'đâu',
    'ở đây',
    'hết',
  ],
]);

/**
 * Whether a message says that it reached somebody who had nothing to do with it. The words must begin the message and
 * end with a clause: `cán bộ ghi nhầm số nhà` is a complaint, and so is `nhầm số tiền`.
 * @param clauses the words of the message, clause by clause; it holds no number, for `nhầm số, 8 mới đúng` corrects one.
 */
export function isWrongPerson(clauses: readonly (readonly Words[])[]): boolean {
  return clauses.slice(0, 2).some(saysSo);
}

function saysSo(clause: readonly Words[]): boolean {
  const from = after(leads, clause, 0);
  const said = phraseAt(mistaken, clause, from) || phraseAt(notMine, clause, from) || uninvolvedAt(clause, from);
  return said > 0 && after(tails, clause, from + said) === clause.length;
}

/** Somebody who had no dealings with an office. */
function uninvolvedAt(clause: readonly Words[], at: number): number {
  const speaker = phraseAt(speakers, clause, at);
  const any = phraseAt(deniedAny, clause, at + speaker);
  const said = any > 0 || speaker === 0 ? any : phraseAt(denied, clause, at + speaker);
  return said === 0 ? 0 : speaker + said;
}

function after(phrases: Phrases, words: readonly Words[], from: number): number {
  const length = phraseAt(phrases, words, from);
  return length === 0 ? from : after(phrases, words, from + length);
}
