import { dossierCodeAmong, wordsOf } from '@mscore/vietnam';
import { perObject, remembering } from '../remembered';
import { hasCodeDigits, isArgument, isBareCode, isGluedCode, saysSomething } from './arguments';
import { isNoComplaint, isOtherwisePa } from './complaints';
import { type Head, headOf, LONGEST_WITH_END, restOf, withoutPoliteEnd } from './head';
import { type Leading, type Lexicon, type Target, wholeIn } from './lexicon';
import { onlyAsks } from './looking-up';
import { optsOut } from './opting-out';
import { LONGEST, type Reading, readingsOf } from './readings';
import { type Keyword, takesArgument } from './spellings';

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
}

/** The keyword of a message, whichever it is: opting out, one with an argument, one alone, in this order. */
export function callOf(text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined {
  const { textAwaited, numberAwaited, otherwise } = readersOf(lexicon);
  if (awaited.textAwaited === true) return textAwaited(text);
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
 * words that only ask about it too, unless a text is awaited.
 * Glued only where the keyword takes a dossier code and nothing else is there.
 */
export function callWithArgument(
  text: string,
  lexicon: Lexicon,
  { textAwaited = false, questionAsked = false }: Awaited = {},
): KeywordCall | undefined {
  const head = headOf(text, lexicon);
  if (head === undefined) return codeIn(text, textAwaited);
  for (const leading of head.spellings) {
    if (textAwaited && leading.target.ordinaryWord === true) continue;
    if (questionAsked && leading.target.name === 'XH' && lacksMarks(leading, head)) continue;
    const argument = argumentAfter(leading, head);
    if (argument !== undefined) return callTo(leading.target, argument);
  }
  // A complaint that names a dossier asks nothing about it.
  return codeIn(text, textAwaited || head.spellings.some((leading) => isAnother(leading, head)));
}

const isAnother = (leading: Leading, head: Head): boolean =>
  leading.target.name !== 'HS' && restOf(head, leading)?.glued === false;

/** Whether a spelling has marks and what was typed for it has none. */
const lacksMarks = ({ words }: Leading, head: Head): boolean =>
  words.some(({ marked, folded }) => marked !== folded) &&
  head.words.slice(0, words.length).every(({ marked, folded }) => marked === folded);

/** A whole dossier code, which is HS: alone, or among words that ask about it where it need not be. */
function codeIn(text: string, alone: boolean): KeywordCall | undefined {
  // A look at the length and at the digits spares most messages the rest.
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_WITH_END || !/\p{N}{2}/u.test(trimmed) || !hasCodeDigits(trimmed)) return undefined;
  const code = withoutPoliteEnd(trimmed);
  if (isBareCode(code)) return { name: 'HS', argument: code };
  if (alone) return undefined;
  const among = dossierCodeAmong(trimmed);
  return among !== undefined && onlyAsks(among.beside) ? { name: 'HS', argument: among.code } : undefined;
}

/** `Hồ sơ` is how people begin to tell of one, too; nobody begins a story with `HS` and a code. */
function tellsOfIt({ words }: Leading, argument: string): boolean {
  if (words.at(-1)?.folded !== 'so' && words.at(-1)?.folded !== 'hoso') return false;
  const among = dossierCodeAmong(argument);
  return among !== undefined && !onlyAsks(among.beside);
}

function argumentAfter(leading: Leading, head: Head): string | undefined {
  const { words, glued, target } = leading;
  const { name } = target;
  const rest = restOf(head, leading);
  if (rest === undefined || !takesArgument(name)) return undefined;
  if (rest.glued && !(glued && isGluedCode(withoutPoliteEnd(rest.argument)))) return undefined;
  if (name === 'PA' && words[0]?.folded === 'pa' && isOtherwisePa(rest)) return undefined;
  if (name === 'PA' && target.ordinaryWord === true && isNoComplaint(rest.argument)) return undefined;
  if (name === 'HS' && tellsOfIt(leading, rest.argument)) return undefined;
  // A place may be named like a polite word (Quang Minh, Phong Nha), and what is complained of is kept as it is.
  const argument = name === 'PA' || name === 'XH' ? rest.argument : withoutPoliteEnd(rest.argument);
  return isArgument(name, argument) ? argument : undefined;
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
