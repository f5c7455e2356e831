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
const hours = phrasesOf(['giờ', 'tiếng', 'tiếng đồng hồ', 'giờ đồng hồ', 'h', 'g', 'hours', 'hour', 'hr', 'hrs']);
/** Those that name the time of day as well: `7h30` is when somebody came. */
const clockHours = phrasesOf(['giờ', 'h', 'g']);
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
/** From so many hours on, people are more likely to say when than how long. */
const DAYBREAK = 5 * HOUR;

/** The hour at which somebody came says nothing of how long it took. */
const anyTime: Minutes = { from: 0, to: Number.POSITIVE_INFINITY };
// "Toi 2h" may be tới 2h (until two) as well as tôi 2h.
const since = phrasesOf(['từ', 'tới']);
const spent = phrasesOf(['mất', 'hết']);

/** One time as it was named, in whole minutes. */
interface Time {
  readonly minutes: number;
  /** In words that name the time of day as well. */
  readonly clock: boolean;
}

/** What stands before a time and says which it is: a time of day (`từ 7h`), or so many hours (`mất 7h`). */
type Said = 'since' | 'spent' | undefined;

/**
 * The time that words name, the whole of them: `15 phút`, `1h30`, `nửa tiếng`, `1 tiếng rưỡi`, `hơn 30 phút`,
 * `15-20 phút`, `từ 7h đến 7h20`. Without a unit a number is no time. Hedged times are spans: `khoảng nửa tiếng` is 24
 * to 36 minutes, and what may be the time of day (`7h30`) is any time at all.
 */
export function durationIn(words: readonly Words[], language: string): Minutes | undefined {
  if (!words.some((_, at) => longestAt(units, words, at) > 0)) return undefined;
  const end = before([trailingAffixes, trailingAffixesEnglish, afterNumbers, tails], words);
  // What a lead may be (bà) may be a number as well (ba), so it is left where the whole is a time.
  for (let from = 0; from < end; ) {
    const named = hedgedIn(words.slice(from, end), saidBefore(words, from), language);
    if (named !== undefined) return named;
    const lead = longestAt([leads, leadingAffixes, pronouns], words, from);
    if (lead === 0) return undefined;
    from += lead;
  }
  return undefined;
}

function saidBefore(words: readonly Words[], at: number): Said {
  if (phraseBefore(since, words, at) > 0) return 'since';
  return phraseBefore(spent, words, at) > 0 ? 'spent' : undefined;
}

function hedgedIn(words: readonly Words[], said: Said, language: string): Minutes | undefined {
  const hedge = hedges.find(({ phrases }) => phraseAt(phrases, words, 0) > 0);
  const named = (part: readonly Words[], span: (minutes: number) => Minutes) =>
    spanOf(timeIn(part, language), said, span);
  if (hedge !== undefined) return named(words.slice(phraseAt(hedge.phrases, words, 0)), hedge.span);
  // "1 tiếng hơn": the hedge stands behind.
  if (isPhrase(littleOver, words.slice(-1))) return named(words.slice(0, -1), aLittleOver);
  return named(words, (minutes) => ({ from: minutes, to: minutes })) ?? spanIn(words, said, language);
}

function spanOf(named: Time | undefined, said: Said, span: (minutes: number) => Minutes): Minutes | undefined {
  if (named === undefined) return undefined;
  const whenNotHowLong = named.clock && said !== 'spent' && (said === 'since' || named.minutes >= DAYBREAK);
  return whenNotHowLong ? anyTime : span(named.minutes);
}

const aLittleOver = (named: number): Minutes => ({ from: named + 1, to: Math.floor(named * (1 + LITTLE)) });

const hedges: readonly { readonly phrases: Phrases; readonly span: (named: number) => Minutes }[] = [
  { phrases: over, span: (named) => ({ from: named + 1, to: Number.POSITIVE_INFINITY }) },
  { phrases: under, span: (named) => ({ from: 0, to: named - 1 }) },
  { phrases: littleOver, span: aLittleOver },
  { phrases: littleUnder, span: (named) => ({ from: Math.ceil(named * (1 - LITTLE)), to: named - 1 }) },
  { phrases: about, span: (named) => ({ from: named * (1 - ABOUT), to: named * (1 + ABOUT) }) },
];

/** `15-20 phút`, `30 phút đến 1 tiếng`, `7h đến 7h20`: the first may leave its unit to the second. */
function spanIn(words: readonly Words[], said: Said, language: string): Minutes | undefined {
  const at = words.findIndex((_, index) => index > 0 && phraseAt(between, words, index) === 1);
  if (at < 1) return undefined;
  const [first, second] = [words.slice(0, at), words.slice(at + 1)];
  const to = timeIn(second, language);
  const own = timeIn(first, language);
  const from = own ?? timeIn([...first, ...second.slice(-1)], language);
  if (from === undefined || to === undefined || from.minutes > to.minutes) return undefined;
  const lasted = { from: from.minutes, to: to.minutes };
  const ofDay = from.clock && to.clock && (own !== undefined || from.minutes >= DAYBREAK);
  if (said === 'spent' || !ofDay) return lasted;
  // Between two times of day lies how long it took; where they may as well be how long, it is both.
  const took = to.minutes - from.minutes;
  const toTheMinute = [from, to].some(({ minutes }) => minutes % HOUR !== 0);
  const sure = own !== undefined && from.minutes >= DAYBREAK && (said === 'since' || toTheMinute);
  return { from: Math.min(took, lasted.from), to: sure ? took : Math.max(took, lasted.to) };
}

/** One time. A time of day has whole hours: `nửa giờ` is none. */
function timeIn(words: readonly Words[], language: string): Time | undefined {
  for (let at = 1; at < words.length; at += 1) {
    const [inHours, inMinutes] = [phraseAt(hours, words, at), phraseAt(minutes, words, at)];
    if (inHours + inMinutes === 0) continue;
    const amount = amountIn(words.slice(0, at), language);
    const rest = words.slice(at + Math.max(inHours, inMinutes));
    const more = inHours > 0 ? moreIn(rest, language) : rest.length === 0 ? 0 : undefined;
    if (amount === undefined || more === undefined) return undefined;
    const clock = inHours === 1 && phraseAt(clockHours, words, at) === 1 && Number.isInteger(amount);
    return { minutes: Math.round(amount * (inHours > 0 ? HOUR : 1)) + more, clock };
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
