import type { Words } from './fold';
import { afterPhrases, combined, isPhrase, phraseBefore, phrasesOf } from './phrases';

const who = [
  ...['ai', 'ai nhắn', 'ai nhắn tin', 'ai gọi', 'ai hỏi', 'ai nhắn đến', 'ai gửi', 'ai gửi tin', 'là ai', 'bạn là ai'],
  ...combined(['anh', 'chị', 'em', 'bên này', 'đây', 'các anh', 'các bạn', 'mấy người', 'mày', 'mi'], ['là ai']),
  ...['số ai', 'số của ai', 'số này của ai', 'đây là số của ai', 'số nào', 'số gì', 'số lạ nào', 'hồ sơ của ai'],
  ...combined(['bên', 'cơ quan', 'đơn vị', 'công ty', 'tổ chức', 'bộ phận', 'chỗ', 'ở'], ['nào', 'nào nhắn']),
  ...combined(['của', 'đây là của', 'tin này của'], ['cơ quan nào', 'đơn vị nào', 'bên nào', 'tổ chức nào']),
  ...['ở đâu', 'bên nào nhắn tin', 'đơn vị nào nhắn tin', 'đây là đâu', 'đây là đơn vị nào', 'đây là cơ quan nào'],
  ...['sao biết số tôi', 'sao có số tôi', 'sao biết số của tôi', 'sao có số của tôi', 'lấy số tôi ở đâu'],
  ...['sao lại có số của tôi', 'sao bạn biết số của tôi', 'sao bạn có số của tôi', 'lấy số ở đâu'],
];
const what = [
  ...['gì', 'cái gì', 'tin gì', 'tin nhắn gì', 'đây là gì', 'đây là tin gì', 'là gì', 'là sao', 'nghĩa là sao', 'sao'],
  ...['khảo sát gì', 'hỏi gì', 'để làm gì', 'làm gì', 'hỏi để làm gì', 'khảo sát để làm gì', 'có việc gì', 'việc gì'],
  ...['tại sao phải trả lời', 'sao phải trả lời', 'trả lời để làm gì', 'sao tôi phải trả lời', 'có chuyện gì'],
  ...combined(['hồ sơ', 'về hồ sơ', 'thủ tục', 'về thủ tục', 'chương trình'], ['nào', 'gì']),
  ...combined(['mục đích', 'với mục đích', 'có mục đích', 'nhằm mục đích', 'về việc', 'phiếu'], ['gì']),
  ...combined(['mscore', 'm score'], ['là gì', 'là cái gì', 'là sao', 'là ai', 'là chi', 'nghĩa là gì']),
  ...['mục đích là gì', 'mục đích để làm gì', 'về việc chi', 'hồ sơ chi rứa'],
  // Chi and răng are gì and sao in Quang Tri; alone, without marks, chi may be chị.
  ...combined(['chi', 'cái chi', 'tin chi', 'việc chi', 'chuyện chi', 'hỏi chi', 'nhắn chi'], ['rứa']),
  ...['cái chi', 'tin chi', 'việc chi', 'để làm chi', 'làm chi rứa', 'hỏi để làm chi', 'răng rứa'],
  ...['để mần chi', 'mần chi rứa', 'hỏi mần chi', 'hỏi để mần chi', 'nhắn mần chi'],
];
const ofThePhone = combined(
  ['mất', 'tốn', 'trừ', 'tính'],
  ['tiền điện thoại', 'tiền tin nhắn', 'cước', 'cước tin nhắn'],
);
const charged = [
  ...ofThePhone,
  'mất tiền',
  'tốn tiền',
  'mất phí',
  'tốn phí',
  'tính tiền',
  'tính phí',
  'thu tiền',
  'trừ tiền',
  'phí',
];
const whether = ['không', 'gì không', 'chi không'];
const cost = [
  ...combined(['có', 'có bị', 'bị', 'có phải'], combined(charged, whether)),
  ...combined(charged, whether),
  ...combined(combined(['trả lời', 'nhắn', 'nhắn tin', 'gửi', 'tin này', 'nhắn lại'], ['có', 'có bị']), [
    ...combined(charged, whether),
  ]),
  ...['mất bao nhiêu tiền', 'bao nhiêu tiền', 'bao nhiêu tiền một tin', 'bao nhiêu một tin', 'phí bao nhiêu'],
  ...['mất bao nhiêu', 'hết bao nhiêu tiền', 'cước bao nhiêu', 'nhắn tin bao nhiêu tiền', 'trả lời mất bao nhiêu tiền'],
  ...['miễn phí không', 'có miễn phí không', 'có được miễn phí không', 'có trừ tiền điện thoại không'],
];
const genuine = [
  ...['lừa đảo', 'lừa đảo không', 'có phải lừa đảo không', 'có lừa đảo không', 'thật không', 'có thật không'],
  ...['có phải tin lừa đảo không', 'tin thật không', 'có uy tín không', 'có đáng tin không', 'sao tôi tin được'],
];
const english = [
  ...['who is this', 'who are you', 'who is it', 'whos this', 'who s this', 'what is this', 'is this a scam'],
  ...combined(['what is', 'whats', 'what s'], ['mscore', 'm score']),
  ...['what for', 'what is it for', 'which dossier', 'which office', 'what is this about'],
  ...['is it free', 'is this free', 'does it cost', 'does it cost money', 'how much does it cost', 'why', 'why me'],
];

const asked = phrasesOf([...who, ...what, ...cost, ...genuine, ...english]);
/** Of these one word alone asks nothing: it needs the particle behind it (`ai đấy`), or is a word of its own. */
const incomplete = phrasesOf(['ai', 'sao', 'gì', 'là gì', 'lừa đảo', 'làm gì', 'phí']);
const greetings = phrasesOf(['alo', 'a lô', 'allo', 'alô', 'alo alo', 'alo ai']);
const leads = phrasesOf([
  ...['dạ', 'thưa', 'alo', 'a lô', 'ủa', 'ơ', 'thế', 'vậy', 'mà', 'này', 'xin lỗi', 'xin hỏi', 'hỏi', 'cho hỏi'],
  ...combined(['cho', 'xin cho'], ['hỏi', 'tôi hỏi', 'em hỏi', 'mình hỏi', 'cháu hỏi', 'hỏi chút']),
  ...combined(['em', 'tôi', 'mình'], ['hỏi', 'muốn hỏi']),
  ...[
    'bạn ơi',
    'anh ơi',
    'chị ơi',
    'em ơi',
    'ad ơi',
    'cái này',
    'tin này',
    'số này',
    'nhắn tin này',
    'trả lời tin này',
  ],
]);
const tails = phrasesOf([
  ...['đây', 'đấy', 'đó', 'vậy', 'thế', 'ạ', 'a', 'à', 'ah', 'hả', 'ha', 'ta', 'nhỉ', 'nhắn', 'nhắn đến', 'này', 'bạn'],
  ...[
    'vậy ạ',
    'đây ạ',
    'đấy ạ',
    'thế ạ',
    'vậy bạn',
    'đây bạn',
    'bạn ơi',
    'ad ơi',
    'anh',
    'chị',
    'em',
    'hử',
    'rứa',
    'ri',
    'hè',
  ],
]);

/**
 * Whether a message asks back: who writes, what this is, whether it costs money, whether it is genuine. Whole messages
 * only, so that a comment in which somebody asks something stays a comment.
 */
export function asksBack(words: readonly Words[]): boolean {
  if (isPhrase(greetings, words)) return true;
  const from = afterPhrases(leads, words, 0);
  let end = words.length;
  for (let tailed = false; end > from; tailed = true) {
    if (isPhrase(asked, words, from, end) && (tailed || !isPhrase(incomplete, words, from, end))) return true;
    const tail = phraseBefore(tails, words, end, from);
    if (tail === 0) return false;
    end -= tail;
  }
  return false;
}
