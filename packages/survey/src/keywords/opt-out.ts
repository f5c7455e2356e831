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
const polls = '(?: khảo sát| đánh giá| lấy ý kiến)?';
const texting = '(?:nhắn|nhận|gửi|gởi)';
const never = '(?:thôi )?(?:dừng|đừng|đừng có|ngừng|ngừng lại|ngưng|ngưng lại|stop)';
const no = '(?:không|ko|k|chẳng|hông|hổng)';
const leaving = `(?:${cancel}|${cancel} bỏ|${cancel} đăng (?:ký|kí))`;

const sentences: readonly string[] = [
  `(?:${never}|thôi|bỏ) ${texting}${what}${polls}${who}(?: này)?(?: ${again}| lại)?`,
  `(?:${never}|thôi) ${texting}${who} ${again}`,
  `${never} (?:làm phiền|quấy rầy|quấy nhiễu|spam)${who}(?: ${again})?`,
  `${no} (?:muốn|cần|thích|có nhu cầu) (?:nhận|nhận được|được nhận|nhắn)${what}${polls}${who}(?: này)?(?: ${again})?`,
  `${no} ${texting}(?:${what}${polls})?${who} ${again}`,
  // Only with its mark: `khong nhan tin` may be "I sent no text", and so may `không nhắn tin`.
  `${no} nh\\u1eadn${what}${polls}${who}`,
  `${no} (?:muốn|cần) ${texting}${who} ${again}`,
  `(?:từ chối|chấm dứt|${leaving}) (?:việc )?${texting}${what}${polls}${who}(?: này)?(?: ${again})?`,
  `${cancel} (?:bỏ|ngay|bỏ ngay)`,
  `${cancel}(?: bỏ)? (?:hết|tất cả|đăng ký|đăng kí|dịch vụ|tin|tin nhắn|khảo sát)${who}(?: ${again})?`,
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

/**
 * Whether a message is how people opt out in a sentence of their own. `nhan` is both nhắn (to text) and nhận (to get):
 * "no longer" or "do not want" must be said.
 * @param marked the whole message as it was typed, in lower case, without spaces and punctuation.
 */
export const isOptOutSentence = (marked: string): boolean => anySentence.test(marked);

const personBefore = /(?:^| )(?:em|toi|tui|con|chau|cho|cam on)(?: |$)/;
const askingBefore = /(?:^| )(?:xin(?! cam on)|muon|vui long|lam on|please|pls|cho (?:em|toi|tui|con|chau))(?: |$)/;

/**
 * Whether `huy` without its mark is somebody's name: `em Huy`, `cho Huy`, `cảm ơn Huy`; not `em muon huy`, `cho em huy`.
 * Being asked again costs less than being cut off for good.
 * @param before the polite words before it.
 */
export function isHuyByName(marked: string, before: readonly Words[]): boolean {
  if (marked !== 'huy' || before.length === 0) return false;
  const politeness = before.map(({ folded }) => folded).join(' ');
  return personBefore.test(politeness) && !askingBefore.test(politeness);
}

/** What parts a refusal from the rest of a message: not a space, for `không hủy` wants no opt-out. */
const parting = /[^\p{L}\p{N}\p{M}\p{Cf}\t ]+/u;
const refusal = new RegExp(`^(?:${markedOrPlain('(?:dạ )?(?:[02]|không|ko|k|no)(?: ạ| nhé| cảm ơn| cám ơn)?')})$`);

/** What a message that holds a refusal begins or ends with: a look at it spares most messages the rest. */
const nearRefusal = /^\s*[02knd]|(?:[02k]|ng|o)[\s.!]*$/i;
/** The digit of a refusal needs no more than a space. */
const digitApart = /^\s*[02](?=\s)|(?<=\s)[02](?=\s*$)/g;

/**
 * A message without the refusals that our own text offers beside HUY (`2, HUY`, `không, HUY`, `huy 2`, `2=Không, HUY`);
 * `undefined` where there is none, or nothing else.
 */
export function withoutRefusal(text: string): string | undefined {
  if (!nearRefusal.test(text)) return undefined;
  // A digit stays a part of its own, so that it is found among the refusals.
  const parts = text
    .replace(digitApart, (digit) => `,${digit},`)
    .split(parting)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2) return undefined;
  const said = parts.filter((part) => !refusal.test(part.toLowerCase().normalize('NFC')));
  return said.length === 0 || said.length === parts.length ? undefined : said.join(' ');
}
