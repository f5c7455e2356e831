import { type Words, withoutMarks } from '@mscore/vietnam';

// Sentences are written with their marks: the text with them decides, and where somebody typed none the plain letter
// does. So `bỏ nhận tin` and `bo nhan tin` are one sentence, and `bố nhắn tin` (dad texts) is another. The tone of uy
// and oa stands on either letter, and hỏi and ngã are one tone in the speech of the centre and the south.
const cancel = '(?:hủy|huỷ|hũy|huỹ)';
const erase = '(?:xóa|xoá)';
const again = '(?:nữa|nửa)';
const me = '(?: tôi| mình| em| tui| con| cháu| này)';
const who = `(?: cho| đến| tới| vào)?(?: số)?${me}*`;
const what = '(?: tin| tin nhắn| sms| khảo sát| tin khảo sát| tin nhắn khảo sát)';
const polls = '(?: khảo sát| đánh giá| lấy ý kiến)?(?: mscore)?';
const texting = '(?:nhắn|nhận|gửi|gởi)';
const never = '(?:thôi )?(?:dừng|đừng|đừng có|ngừng|ngừng lại|ngưng|ngưng lại|stop)';
const no = '(?:không|ko|k|chẳng|hông|hổng|nỏ|khỏi)';
const pestering = '(?:làm phiền|quấy rầy|quấy nhiễu|spam)';
const you = '(?:(?:các|bên|mấy|quý) )?(?:bạn|anh chị|cơ quan|đơn vị)';
const asking = 'yêu cầu|đề nghị|mong|xin|vui lòng|làm ơn|hãy';
const fromNow = 'từ nay|từ nay về sau|từ giờ|từ giờ trở đi|lần sau|lần tới|sau này';
// Said of somebody it may as well be told (`cơ quan không gửi tin nữa`).
const lead = `(?:thôi|(?:${asking})(?: ${you})?|${fromNow}|${you}(?=(?:dừng|đừng|ngừng|ngưng)))`;
const leaving = `(?:${cancel}|${cancel} bỏ|${cancel} đăng (?:ký|kí))`;

/** What somebody asks for before whom, from when on and how urgently does not matter. */
const requests: readonly string[] = [
  `(?:${never}|thôi|bỏ) ${texting}${what}${polls}${who}(?: này)?(?: ${again}| lại)?`,
  // Taking is what officials are told not to (`đừng nhận nữa`).
  `(?:${never}|thôi) (?:nhắn|gửi|gởi)${who} ${again}`,
  `${never} ${texting}(?:${what})? ${pestering}${who}(?: ${again})?`,
  `${no} ${texting}(?:${what})? ${pestering}${who} ${again}`,
  `${never} ${pestering}${who}(?: ${again})?`,
  `${no} (?:muốn|cần|thích|có nhu cầu) (?:nhận|nhận được|được nhận|nhắn)${what}${polls}${who}(?: này)?(?: ${again})?`,
  // Papers are got and sent as well: `không nhận nữa` need not be about texts, and neither need `khong nhan nua`.
  `${no} ${texting}${what}${polls}${who} ${again}`,
  `${no} nh\\u1eafn${who} ${again}`,
  `${no} nhắn cho${me}+ ${again}`,
  // Only with its mark: `khong nhan tin` may be "I sent no text", and so may `không nhắn tin`.
  `${no} nh\\u1eadn${what}${polls}${who}`,
  `${no} (?:muốn|cần) ${texting}${who} ${again}`,
  `(?:từ chối|chấm dứt|${leaving}) (?:việc )?${texting}${what}${polls}${who}(?: này)?(?: ${again})?`,
];

const sentences: readonly string[] = [
  `${lead}{0,3}(?:${requests.join('|')})`,
  `(?:${cancel}|stop)(?: (?:${cancel}|stop)){1,4}`,
  `${cancel} (?:bỏ|ngay|bỏ ngay)`,
  `${cancel}(?: bỏ)? (?:hết|tất cả|đăng ký|đăng kí|tin|tin nhắn|khảo sát)${polls}${who}(?: ${again})?`,
  // Services are what an office gives.
  `${cancel}(?: bỏ)? dịch vụ (?:nhắn )?(?:tin|tin nhắn|sms)${polls}${who}`,
  `(?:mình|anh|chị|cô|chú|bác|ông|bà) (?:muốn|xin) ${cancel}`,
  `${erase} số(?: điện thoại)?(?: của)?${me}(?:(?: ra)? khỏi danh sách)?`,
  // As our own texts print it, copied.
  `${cancel} thôi ${texting}${what}`,
  `thôi nhận tin(?: soạn)? ${cancel}`,
  `soạn(?: tin)? ${cancel}`,
  `${cancel} stop(?: messages)?`,
  `(?:stop|stop messages|to stop)(?: text| messages text)? ${cancel}`,
  'opt out',
  'unsubscribe me',
  'stop (?:all|sms|messages|texts|surveys|sending|texting|messaging)(?: me)?(?: messages| texts| sms)?',
  '(?:do not|dont) (?:text|message|contact|sms) me(?: again| anymore| any more)?',
  'no more (?:messages|texts|sms|surveys)',
];

/** Every letter with marks, or without any. */
const markedOrPlain = (pattern: string): string =>
  pattern.replace(/[^\x20-\x7e]/g, (letter) => `[${letter}${withoutMarks(letter)}]`);

const anySentence = new RegExp(`^(?:${sentences.map((each) => markedOrPlain(each.replaceAll(' ', ''))).join('|')})$`);

/** A part that each of the sentences has, without marks and spaces; most messages have none (`nhiệt tình` is no `tin`). */
export const sentenceClue =
  'tin(?!h)|nua|sms|khaosat|phien|quay|spam|huy|stop|xoaso|optout|unsubscribe|donot|dont|nomore';

/**
 * Whether a message is how people opt out in a sentence of their own. `nhan` is both nhắn (to text) and nhận (to get):
 * "no longer" or "do not want" must be said.
 * @param marked the whole message as it was typed, in lower case, without spaces and punctuation.
 */
export const isOptOutSentence = (marked: string): boolean => anySentence.test(marked);

const personBefore = /(?:^| )(?:em|toi|tui|con|chau|cho|cam on|xin loi)(?: |$)/;
const askingBefore =
  /(?:^| )(?:xin(?! cam on| loi)|muon|vui long|lam on|please|pls|cho (?:em|toi|tui|con|chau))(?: |$)/;

/** A last line of its own under something else, as a name stands under a letter. */
const underneath = /[\n\r]\P{L}*huy\P{L}*$/iu;

/**
 * Whether `huy` without its mark is somebody's name: `em Huy`, `cho Huy`, `cảm ơn Huy`, or signed under an `ok`; not
 * `em muon huy`, `cho em huy`. Being asked again costs less than being cut off for good.
 * @param before the polite words before it.
 * @param text the message that ends with it.
 */
export function isHuyByName(marked: string, before: readonly Words[], text: string): boolean {
  if (marked !== 'huy' || before.length === 0) return false;
  const politeness = before.map(({ folded }) => folded).join(' ');
  return !askingBefore.test(politeness) && (personBefore.test(politeness) || underneath.test(text));
}
