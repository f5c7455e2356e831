import { combined, phrasesOf } from './phrases';

/** How people call themselves and each other. */
export const pronounWords: readonly string[] = [
  ...['em', 'tôi', 'mình', 'anh', 'chị', 'cô', 'chú', 'ông', 'bà', 'cháu', 'con', 'bác', 'dì', 'tui', 'tớ'],
];
/** Taken off only before a choice or a digit: elsewhere they are part of what is said. */
export const pronouns = phrasesOf(pronounWords);

const addressed = ['em', 'anh', 'chị', 'cô', 'chú', 'bác', 'bạn', 'ad', 'các bạn', 'anh chị', 'quý cơ quan', 'cán bộ'];
const choosing = ['chọn', 'xin chọn', 'lựa chọn'];
const marking = [
  'chấm',
  'xin chấm',
  'chấm điểm',
  'cho',
  'cho điểm',
  'xin cho',
  'xin cho điểm',
  'đánh giá',
  'đánh giá là',
];

/** Words before which a pronoun is one. */
export const choices = phrasesOf([...choosing, ...marking]);

/** What stands before an answer and says nothing. */
export const leadingAffixes = phrasesOf([
  ...['dạ', 'dạ thưa', 'thưa', 'xin', 'là'],
  ...combined(['thưa', 'dạ thưa'], [...addressed, 'ông', 'bà', 'ông bà']),
  ...choosing,
  ...combined(['chọn'], ['mức', 'đáp án', 'phương án']),
  ...['mức', 'mức độ', 'đáp án', 'đáp án là', 'phương án', 'trả lời là', 'câu trả lời', 'câu trả lời là'],
]);

/**
 * The same, but before numbers only: with other words they say something (`trả lời chậm`, `cho trẻ`, `ok không` are
 * slow to answer, for children, is it all right).
 */
export const beforeNumbers = phrasesOf([
  ...['ok', 'vâng', 'số', 'mức điểm', 'số điểm', 'trả lời', 'xin trả lời', 'đánh giá mức'],
  ...marking,
  ...combined(['chọn', 'chấm', 'cho'], ['số', 'mức', 'đáp án']),
  ...['bấm', 'nhấn', 'phím', 'khoanh'],
  ...combined(['bấm', 'nhấn', 'khoanh'], ['số', 'phím', 'phím số']),
]);

/** The same in English, where the conversation is in it. */
export const leadingAffixesEnglish = phrasesOf([
  ...['score', 'my score', 'my score is', 'option', 'number', 'answer', 'my answer', 'my answer is', 'the answer is'],
  ...['i choose', 'i give', 'i say', 'i would say', 'well'],
]);

const particles = ['ạ', 'ạh', 'a', 'ah', 'á', 'nhé', 'nhá', 'nha', 'nhe', 'nghe', 'nhen', 'nhoa', 'ak', 'nè', 'nhak'];
const thanks = [
  'cảm ơn',
  'cám ơn',
  'xin cảm ơn',
  'em cảm ơn',
  'tôi cảm ơn',
  'thanks',
  'thank',
  'thank you',
  'tks',
  'thks',
];

const particlesSaid = [
  ...particles,
  ...combined(particles, addressed),
  ...combined(['ạ', 'nhé', 'nha'], ['ạ']),
  ...combined(['bạn', 'em', 'anh', 'chị', 'ad', 'cô', 'chú', 'bác', 'cháu', 'con'], ['ơi']),
];
const thanksSaid = [
  ...thanks,
  ...combined(thanks, [...addressed, 'nhiều', 'ạ', 'nhé', 'nha', 'các anh chị', 'ông bà', 'quý vị']),
];

/** What stands behind an answer and says nothing. */
export const trailingAffixes = phrasesOf([...particlesSaid, ...thanksSaid]);

/** "I heard you": it says yes as well, unless what stands behind it says that somebody is only polite. */
export const acknowledgements = phrasesOf(['vâng', 'ừ', 'ừm', 'ừa', 'ờ', 'uh', 'uhm', 'um', 'uk', 'ukm']);
/** The politest of them, with which every sentence may begin. */
export const humbleAcknowledgements = phrasesOf(['dạ', 'dzạ', 'zạ']);
/** The same where somebody is asked for no more than leave to do them a service. */
export const lightAcknowledgements = phrasesOf(['ok', 'oke', 'okay', 'okie', 'được', 'rồi']);
/** What makes an acknowledgement mere politeness: thanks, `dạ em nghe`. */
export const mereCourtesies = phrasesOf([...thanksSaid, 'nghe', 'xin nghe']);
/** What may stand around it. */
export const particlesBehind = phrasesOf(particlesSaid);
/**
 * Whom somebody speaks to, behind a yes or a no (`ừ cháu`, `không em`); behind any other word it may be what is spoken
 * of (`có con` has a child).
 */
export const vocatives = phrasesOf(['em', 'con', 'cháu', 'cô', 'chú', 'bác', 'anh', 'chị']);
export const trailingAffixesEnglish = phrasesOf(['please', 'thanks', 'thank you', 'thank you very much']);

/** "Only", "already", "straight": they say nothing behind a number, and something behind a word. */
export const afterNumbers = phrasesOf([
  ...['thôi', 'rồi', 'luôn', 'thôi ạ', 'luôn ạ', 'rồi ạ', 'thôi nhé', 'thôi nha', 'tròn', 'tuyệt đối'],
  // Nhé as it is said in the centre and the south.
  ...['nghen', 'hè', 'hí', 'nì'],
]);

const offices = ['xã', 'phường', 'huyện', 'tỉnh', 'ủy ban', 'trung tâm', 'cơ quan', 'một cửa'];

/** How people tell a count as a sentence: `tôi phải đi 3 lần`. They count only where the unit is named too. */
export const countingLeads = phrasesOf([
  ...['có', 'đi', 'đến', 'tới', 'lên', 'mất', 'tất cả', 'tổng cộng', 'cả thảy', 'tổng'],
  ...['chỉ', 'mới', 'đúng', 'chỉ có', 'chỉ mất'],
  ...combined(['phải', 'đã', 'đã phải', 'chỉ', 'chỉ phải', 'mới'], ['đi', 'đến', 'tới', 'lên', 'đi lại', 'mất']),
  ...combined(['đi', 'đến', 'tới', 'lên'], ['tất cả', 'tổng cộng', 'mất', 'có']),
  ...combined(['lên', 'đến', 'tới', 'ra'], offices),
  ...combined(['đi', 'phải', 'phải đi'], combined(['lên', 'đến', 'tới', 'ra'], offices)),
  ...['đi lại', 'đi đi lại lại', 'đi tới đi lui'],
]);

/** The best of all, where a one stands behind it and nothing else: `số một`. */
export const ordinalLeads = phrasesOf(['số', 'number']);

/** The unit of a score. */
export const scoreUnits = phrasesOf(['điểm', 'đ', 'd']);
export const scoreUnitsEnglish = phrasesOf(['points', 'point', 'pts']);
/** Before the number: `điểm 9`. */
export const leadingScoreUnits = phrasesOf(['điểm', 'điểm số', 'điểm là', 'số điểm là']);
/** Nine of ten: `9 trên 10`. */
export const outOf = phrasesOf(['trên', 'out of', 'of']);
/** The same in words, which a score may have behind it as its unit: `chín trên mười`. */
export const outOfTen = phrasesOf(['trên mười', 'trên mười điểm', 'out of ten']);
/** More than what follows. */
export const moreThan = phrasesOf(['trên', 'hơn', 'quá', 'more than', 'over']);
