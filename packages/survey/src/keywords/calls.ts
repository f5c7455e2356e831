import { wordsOf } from '@mscore/vietnam';
import { perObject, remembering } from '../remembered';
import { type Around, aroundCode, aroundLeadingCode } from '../understanding/around-code';
import { LONGEST_READ } from '../understanding/message';
import { hasCodeDigits, isArgument, isBareCode, isGluedCode, saysSomething } from './arguments';
import { isNoComplaint, isOtherwisePa } from './complaints';
import { type Head, headOf, restOf, withoutPoliteEnd } from './head';
import { type Leading, type Lexicon, type Target, wholeIn } from './lexicon';
import { isAsking, type Kept, looksUp, looksUpByKeyword } from './looking-up';
import { optsOut } from './opting-out';
import { LONGEST, type Reading, readingsOf } from './readings';
import { type Keyword, takesArgument } from './spellings';
import { wordOf } from './tokens';

/** A keyword as somebody used it. */
export interface KeywordCall {
  readonly name: Keyword;
  /** What stood behind it, as it was typed. */
  readonly argument?: string;
  /** The survey that a word of this short code starts; with `DG` only. */
  readonly survey?: string;
}

/** What the conversation waits for. */
export interface Awaited {
  /**
   * A text of one's own: PHAN ANH, KN, GOP Y and XEP HANG at its beginning are words of it, and so is a dossier code
   * among others; `PA` still is a keyword.
   */
  readonly textAwaited?: boolean;
  /** An answer: `xep hang` without its marks tells of queueing then, and before a unit's name is no keyword. */
  readonly questionAsked?: boolean;
  /**
   * A number, or words of one's own: a digit beside `huy` is an answer then, and Huy the name under it. Asked to take
   * part, people answer 2 for no and opt out besides.
   */
  readonly digitAnswers?: boolean;
  /** Which words of a refusal answer the question, and may be signed so too. */
  readonly answers?: (words: string) => boolean;
  /** An answer to a question put after consent: words beside it are kept then, and a code among them looks nothing up. */
  readonly wordsKept?: boolean;
  /** Whether what is said around a code, where anything asks about it or not, answers: no look-up may swallow that. */
  readonly answeredAround?: (around: Around, asking: boolean) => boolean;
}

const keptOf = ({ textAwaited, wordsKept }: Awaited): Kept =>
  textAwaited === true ? 'text' : wordsKept === true ? 'beside' : 'nothing';

/** The keyword of a message, whichever it is: opting out, one with an argument, one alone, in this order. */
export function callOf(text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined {
  const { textAwaited, wordsKept, numberAwaited, otherwise } = readersOf(lexicon);
  if (awaited.textAwaited === true) return textAwaited(text);
  if (awaited.wordsKept === true) return wordsKept(text);
  return awaited.digitAnswers === true ? numberAwaited(text) : otherwise(text);
}

const readersOf = perObject((lexicon: Lexicon) => {
  const reader = (awaited: Awaited) =>
    remembering((text): KeywordCall | undefined => {
      const readings = readingsOf(text);
      return (
        optOutAmong(readings, text, lexicon, awaited) ??
        callWithArgument(text, lexicon, awaited) ??
        callAmong(readings, text, lexicon, awaited)
      );
    });
  return {
    textAwaited: reader({ textAwaited: true, digitAnswers: true }),
    wordsKept: reader({ wordsKept: true, digitAnswers: true }),
    numberAwaited: reader({ digitAnswers: true }),
    otherwise: reader({}),
  };
});

/** HUY, a synonym or a plain sentence, with polite words, a refusal or annoyance around it. Outranks everything. */
export const optOutIn = (text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined =>
  optOutAmong(readingsOf(text), text, lexicon, awaited);

/** The same for whoever has read the text already. */
export function optOutAmong(
  readings: readonly Reading[],
  text: string,
  lexicon: Lexicon,
  awaited: Awaited = {},
): KeywordCall | undefined {
  return optsOut(readings, text, lexicon, awaited) ? { name: 'HUY' } : undefined;
}

/** A keyword that is the whole message but for polite words: case, missing marks, spaces and punctuation do not matter. */
export const callWithoutArgument = (text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined =>
  callAmong(readingsOf(text), text, lexicon, awaited);

/** The same for whoever has read the text already. */
export function callAmong(
  readings: readonly Reading[],
  text: string,
  lexicon: Lexicon,
  { textAwaited = false }: Awaited,
): KeywordCall | undefined {
  if (isQuestionMark(text)) return { name: 'TG' };
  for (const reading of readings) {
    const target = wholeIn(lexicon, reading);
    if (target === undefined || target.name === 'HUY') continue;
    if (textAwaited && target.ordinaryWord === true) continue;
    return callTo(target);
  }
  return undefined;
}

const isQuestionMark = (text: string): boolean =>
  text.length <= LONGEST && !/[\p{L}\p{N}]/u.test(text) && /^[?\s]+$/u.test(wordsOf(text).folded);

/**
 * A keyword as the first word with a well-shaped argument behind it, or a whole dossier code, which is HS: among
 * words that ask about it too, unless a text is awaited. In a complaint it is none.
 * Glued only where the keyword takes a dossier code and nothing else is there.
 */
export function callWithArgument(text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined {
  const { textAwaited = false, questionAsked = false } = awaited;
  const head = headOf(text, lexicon);
  if (head === undefined) return codeIn(text, lexicon, awaited);
  for (const leading of head.spellings) {
    if (textAwaited && leading.target.ordinaryWord === true) continue;
    if (questionAsked && leading.target.name === 'XH' && lacksMarks(leading, head)) continue;
    const argument = argumentAfter(leading, head, awaited);
    if (argument !== undefined) return callTo(leading.target, argument);
  }
  // A complaint that names a dossier asks nothing about it.
  const complaint = head.spellings.some((leading) => isAnother(leading, head));
  return codeIn(text, lexicon, complaint ? { textAwaited: true } : awaited);
}

const isAnother = (leading: Leading, head: Head): boolean =>
  leading.target.name !== 'HS' && restOf(head, leading)?.glued === false;

/** Whether a spelling has marks and what was typed for it has none. */
const lacksMarks = ({ words }: Leading, head: Head): boolean =>
  words.some(({ marked, folded }) => marked !== folded) &&
  head.words.slice(0, words.length).every(({ marked, folded }) => marked === folded);

/** A whole dossier code, which is HS: alone, or among words that ask about it where none were asked for. */
function codeIn(text: string, lexicon: Lexicon, awaited: Awaited): KeywordCall | undefined {
  // A look at the length and at the digits spares most messages the rest.
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_READ || !/\p{N}{2}/u.test(trimmed) || !hasCodeDigits(trimmed)) return undefined;
  const code = withoutPoliteEnd(trimmed);
  if (isBareCode(code)) return { name: 'HS', argument: code };
  const kept = keptOf(awaited);
  if (kept === 'text' || isAnotherWord(trimmed, lexicon)) return undefined;
  const among = aroundCode(trimmed);
  if (among === undefined || awaited.answeredAround?.(among, isAsking(among)) === true) return undefined;
  return looksUp(among, kept) ? { name: 'HS', argument: among.code } : undefined;
}

/** Whoever cancels something asks nothing. */
function isAnotherWord(text: string, lexicon: Lexicon): boolean {
  const [first = ''] = text.split(/\s/, 1);
  return (wholeIn(lexicon, wordOf(first))?.name ?? 'HS') !== 'HS';
}

/** More than ten parts of a text, in UTF-16 units: nobody looks up a dossier in that. */
const LONGEST_LOOK_UP = 1_600;

/** `Hồ sơ` is how people begin to tell of one, too; behind `HS` and a code they complain at most, or disown it. */
function isLookUp({ words }: Leading, argument: string, awaited: Awaited): boolean {
  if (argument.length > LONGEST_LOOK_UP) return false;
  const kept = keptOf(awaited);
  const around = aroundLeadingCode(argument);
  if (awaited.answeredAround?.(around, isAsking(around)) === true) return false;
  const last = words.at(-1)?.folded;
  if (last !== 'so' && last !== 'hoso') return looksUpByKeyword(around, kept);
  // As much as this tells something, whatever it asks besides.
  return argument.length > LONGEST_READ ? kept === 'nothing' && looksUpByKeyword(around, kept) : looksUp(around, kept);
}

function argumentAfter(leading: Leading, head: Head, awaited: Awaited): string | undefined {
  const { words, glued, target } = leading;
  const { name } = target;
  const rest = restOf(head, leading);
  if (rest === undefined || !takesArgument(name)) return undefined;
  if (rest.glued && !(glued && isGluedCode(withoutPoliteEnd(rest.argument)))) return undefined;
  if (name === 'PA' && words[0]?.folded === 'pa' && isOtherwisePa(rest)) return undefined;
  if (name === 'PA' && target.ordinaryWord === true && isNoComplaint(rest.argument)) return undefined;
  // A place may be named like a polite word (Quang Minh, Phong Nha), and what is complained of is kept as it is.
  const argument = name === 'PA' || name === 'XH' ? rest.argument : withoutPoliteEnd(rest.argument);
  if (!isArgument(name, argument)) return undefined;
  return name === 'HS' && !isLookUp(leading, rest.argument, awaited) ? undefined : argument;
}

/** Whether a text begins with an ordinary word for a complaint: where it was awaited it is kept, then offered as one. */
export function isComplaintText(text: string, lexicon: Lexicon): boolean {
  const head = headOf(text, lexicon);
  if (head === undefined) return false;
  return head.spellings.some((leading) => {
    const { target } = leading;
    if (target.name !== 'PA' || target.ordinaryWord !== true) return false;
    const rest = restOf(head, leading);
    return rest !== undefined && !rest.glued && saysSomething(rest.argument) && !isNoComplaint(rest.argument);
  });
}

const callTo = ({ name, survey }: Target, argument?: string): KeywordCall => ({
  name,
  ...(argument === undefined ? {} : { argument }),
  ...(survey === undefined ? {} : { survey }),
});
