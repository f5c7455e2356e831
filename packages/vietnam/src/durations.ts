import { afterNumbers, leadingAffixes, pronouns, trailingAffixes, trailingAffixesEnglish } from './affixes';
import type { Words } from './fold';
import { isHalf, numberInWords } from './number-words';
import {
  combined,
  isPhrase,
  longestAt,
  longestBefore,
  type Phrases,
  phraseAt,
  phraseBefore,
  phrasesOf,
} from './phrases';

/** How long something took, in minutes, both ends included: they are the same for somebody who names one time. */
export interface Minutes {
  readonly from: number;
  /** Infinity where no end is named. */
  readonly to: number;
}

const minutes = phrasesOf(['phút', 'p', 'ph', 'minutes', 'minute', 'mins', 'min']);
const hours = phrasesOf(['giờ', 'tiếng', 'tiếng đồng hồ', 'giờ đồng hồ', 'h', 'hours', 'hour', 'hr', 'hrs']);
const units = [minutes, hours];
/** Nữa (more) is how many write nửa (half); before a unit it can be nothing else. */
const halves = phrasesOf(['nửa', 'nữa', 'half', 'half an', 'half a']);
const one = phrasesOf(['an', 'a']);

const over = phrasesOf(['trên', 'quá', 'over', 'more than']);
const under = phrasesOf(['dưới', 'under', 'less than']);
const littleOver = phrasesOf(['hơn', 'a bit over']);
const littleUnder = phrasesOf(['gần', 'almost', 'nearly', ...combined(['chưa', 'không'], ['đến', 'tới', 'đầy'])]);
const about = phrasesOf(['khoảng', 'khoảng chừng', 'tầm', 'chừng', 'cỡ', 'độ', 'chắc', 'about', 'around', 'maybe']);
const between = phrasesOf(['-', 'đến', 'tới', 'hoặc', 'hay', 'or', 'to']);
const waiting = ['chờ', 'đợi', 'ngồi chờ', 'chờ đợi', 'chờ mất'];
const leads = phrasesOf([
  ...['mất', 'hết', 'từ', 'cũng', 'chỉ', 'mới', 'có', 'chỉ có', 'chỉ mất', 'i waited', 'waited', 'only'],
  ...waiting,
  ...combined(['phải', 'tôi phải', 'em phải', 'đã', 'chỉ', 'chỉ phải', 'mới'], waiting),
]);
const tails = phrasesOf(['là cùng', 'lận', 'là được', 'là khám', 'là xong']);

/** What people mean by "a little more" and "about", as shares of what they name. */
const LITTLE = 0.3;
const ABOUT = 0.2;
const HOUR = 60;

/**
 * The time that words name, the whole of them: `15 phút`, `1h30`, `nửa tiếng`, `1 tiếng rưỡi`, `hơn 30 phút`,
 * `15-20 phút`. Without a unit a number is no time. Hedged times are spans: `khoảng nửa tiếng` is 24 to 36 minutes.
 */
export function durationIn(words: readonly Words[], language: string): Minutes | undefined {
  if (!words.some((_, at) => longestAt(units, words, at) > 0)) return undefined;
  const end = before([trailingAffixes, trailingAffixesEnglish, afterNumbers, tails], words);
  // What a lead may be (bà) may be a number as well (ba), so it is left where the whole is a time.
  for (let from = 0; from < end; ) {
    const named = hedgedIn(words.slice(from, end), language);
    if (named !== undefined) return named;
    const lead = longestAt([leads, leadingAffixes, pronouns], words, from);
    if (lead === 0) return undefined;
    from += lead;
  }
  return undefined;
}

function hedgedIn(words: readonly Words[], language: string): Minutes | undefined {
  const hedge = hedges.find(({ phrases }) => phraseAt(phrases, words, 0) > 0);
  if (hedge !== undefined) return spanOf(timeIn(words.slice(phraseAt(hedge.phrases, words, 0)), language), hedge.span);
  // "1 tiếng hơn": the hedge stands behind.
  if (isPhrase(littleOver, words.slice(-1))) return spanOf(timeIn(words.slice(0, -1), language), aLittleOver);
  return spanOf(timeIn(words, language), (named) => ({ from: named, to: named })) ?? spanIn(words, language);
}

const spanOf = (named: number | undefined, span: (named: number) => Minutes): Minutes | undefined =>
  named === undefined ? undefined : span(named);

const aLittleOver = (named: number): Minutes => ({ from: named + 1, to: Math.floor(named * (1 + LITTLE)) });

const hedges: readonly { readonly phrases: Phrases; readonly span: (named: number) => Minutes }[] = [
  { phrases: over, span: (named) => ({ from: named + 1, to: Number.POSITIVE_INFINITY }) },
  { phrases: under, span: (named) => ({ from: 0, to: named - 1 }) },
  { phrases: littleOver, span: aLittleOver },
  { phrases: littleUnder, span: (named) => ({ from: Math.ceil(named * (1 - LITTLE)), to: named - 1 }) },
  { phrases: about, span: (named) => ({ from: named * (1 - ABOUT), to: named * (1 + ABOUT) }) },
];

/** `15-20 phút`, `30 phút đến 1 tiếng`: the first may leave its unit to the second. */
function spanIn(words: readonly Words[], language: string): Minutes | undefined {
  const at = words.findIndex((_, index) => index > 0 && phraseAt(between, words, index) === 1);
  if (at < 1) return undefined;
  const [first, second] = [words.slice(0, at), words.slice(at + 1)];
  const to = timeIn(second, language);
  const from = timeIn(first, language) ?? timeIn([...first, ...second.slice(-1)], language);
  return from === undefined || to === undefined || from > to ? undefined : { from, to };
}

/** One time, in whole minutes. */
function timeIn(words: readonly Words[], language: string): number | undefined {
  for (let at = 1; at < words.length; at += 1) {
    const [inHours, inMinutes] = [phraseAt(hours, words, at), phraseAt(minutes, words, at)];
    if (inHours + inMinutes === 0) continue;
    const amount = amountIn(words.slice(0, at), language);
    const rest = words.slice(at + Math.max(inHours, inMinutes));
    const more = inHours > 0 ? moreIn(rest, language) : rest.length === 0 ? 0 : undefined;
    if (amount === undefined || more === undefined) return undefined;
    return Math.round(amount * (inHours > 0 ? HOUR : 1)) + more;
  }
  return undefined;
}

/** What stands behind the hours: `rưỡi`, `15 phút`, or the minutes alone as in `1h30`. */
function moreIn(words: readonly Words[], language: string): number | undefined {
  const [first] = words;
  if (first === undefined) return 0;
  if (words.length === 1 && isHalf(first)) return HOUR / 2;
  const unit = phraseBefore(minutes, words, words.length);
  const amount = amountIn(words.slice(0, words.length - unit), language);
  return amount !== undefined && amount < HOUR ? amount : undefined;
}

const figures = /^(\d{1,3})(?:[.,](\d))?$/;
const fraction = /^(1|3) ?\/ ?(2|4)$/;

function amountIn(words: readonly Words[], language: string): number | undefined {
  const [only] = words;
  if (only === undefined) return undefined;
  if (isPhrase(halves, words)) return 0.5;
  if (language === 'en' && isPhrase(one, words)) return 1;
  if (words.length > 1 || !/^\d/.test(only.folded)) return numberInWords(words, false, language)?.value;
  const [, whole, tenths = '0'] = figures.exec(only.folded) ?? [];
  if (whole !== undefined) return Number(`${whole}.${tenths}`);
  const [, part, of] = fraction.exec(only.folded) ?? [];
  return part === undefined ? undefined : Number(part) / Number(of);
}

function before(lists: readonly Phrases[], words: readonly Words[], end = words.length): number {
  const length = longestBefore(lists, words, end);
  return length === 0 ? end : before(lists, words, end - length);
}
