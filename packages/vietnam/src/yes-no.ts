import { pronounWords } from './affixes';
import { combined } from './phrases';

const agreements = ['đồng ý', 'nhất trí', 'đồng ý tham gia', 'xin tham gia', 'sẵn sàng', 'đồng ý trả lời'];
const refusals = [
  'không muốn tham gia',
  'không có nhu cầu',
  'không quan tâm',
  'không đồng ý',
  'không tham gia',
  'không cần',
  'không muốn',
  'không thích',
  'không nhất trí',
  // A letter short, and nothing else begins so.
  'khôn đồng ý',
];
const speakers = [...pronounWords, ...combined(['dạ'], pronounWords)];
// Not every pronoun: "co khong" is có không (whether or not) as well as cô không, "chu khong" is chứ không.
const decliners = ['em', 'tôi', 'mình', 'cháu', 'tui', 'dạ em', 'dạ tôi', 'dạ mình', 'dạ cháu'];

const plainYes = ['có', 'vâng', 'dạ', 'dạ có', 'dạ vâng', 'ừ', 'ừm', 'ừa', 'ờ', 'uh', 'uhm', 'um', 'uk', 'ukm'];
const plainNo = ['không', 'dạ không', 'không có', 'không đâu', 'không cần đâu', 'không muốn đâu', 'không được'];

/** Yes and no to a question about something that was, as the whole reply. */
export const plainYesWords: readonly string[] = [...plainYes, 'yes', 'yep', 'yeah'];
export const plainNoWords: readonly string[] = [
  ...['không', 'dạ không', 'dạ thưa không', 'không có', 'dạ không có', 'không đâu', 'no', 'nope'],
];

/**
 * Words that agree to something asked of a person, as the whole reply. They are offered where a survey asks for
 * consent, beside the words it declares.
 */
export const yesWords: readonly string[] = [
  // Not "tham gia": with dạ before it and without marks it is đã tham gia (took part already).
  ...plainYes,
  ...['được', 'dạ được', 'được chứ', 'đồng ý chứ', 'có chứ', 'vâng được', 'cũng được', 'ờ được', 'ừ được'],
  ...['ok', 'oke', 'okê', 'okie', 'oki', 'okay', 'okey', 'okela', 'okla', 'okm', 'ô kê', 'dạ ok', 'ok luôn'],
  ...['yes', 'yep', 'yeah', 'yess', 'có đồng ý', 'đồng í'],
  ...agreements,
  ...['dạ đồng ý', 'dạ nhất trí', 'dạ sẵn sàng'],
  ...combined(speakers, agreements),
  ...combined(['dạ em', 'em', 'tôi', 'mình'], ['có']),
];

/** "All right" agrees to be asked some questions; of anything more it may as well say that no more is needed. */
export const casualYesWords: readonly string[] = ['được rồi', 'ok rồi'];

/** Words that decline what is asked, as the whole reply. */
export const noWords: readonly string[] = [
  ...['0', 'no', 'nope', 'dạ thưa không'],
  ...plainNo,
  ...refusals,
  ...combined(decliners, ['không']),
  ...combined(['dạ', ...speakers], refusals),
  ...combined(['từ chối'], ['tham gia', 'khảo sát']),
];

/** The same in a conversation held in English. */
export const yesWordsEnglish: readonly string[] = ['sure', 'i agree', 'agree', 'agreed', 'yes i agree', 'of course'];
export const noWordsEnglish: readonly string[] = [
  ...['no thanks', 'no thank you', 'i disagree', 'disagree', 'not now', 'not interested', 'i am not interested'],
  ...['im not interested', 'not really', 'no not really'],
];

export const plainNoWordsEnglish: readonly string[] = ['not really', 'no not really', 'not at all', 'none', 'never'];

/** Unmarked words that may mean either: `o` is ờ (yes) or không (no), `dung` is đúng (right), đừng (do not) or dừng (stop). */
export const yesOrNo: ReadonlySet<string> = new Set(['o', 'dung']);

/** Words that refuse a single question, whatever it is. */
export const refusalWords: readonly string[] = [
  ...['từ chối', 'từ chối trả lời', 'không muốn trả lời', 'không trả lời', 'miễn trả lời'],
  ...combined(pronounWords, ['từ chối', 'từ chối trả lời', 'không muốn trả lời', 'không trả lời']),
];
export const refusalWordsEnglish: readonly string[] = ['refuse', 'i refuse', 'i refuse to answer'];
