import { type Words, wordsOf } from '@mscore/vietnam';
import { perObject, remembering } from '../remembered';
import { hasCodeDigits, isArgument, isBareCode, isGluedCode, saysSomething } from './arguments';
import { type Head, headOf, restOf, withoutPoliteEnd } from './head';
import { joined, type Leading, type Lexicon, type Target, wholeIn } from './lexicon';
import { isHuyByName, isOptOutSentence, withoutRefusal } from './opt-out';
import { withoutPoliteness } from './polite';
import { type Keyword, takesArgument } from './spellings';
import { tokensOf } from './tokens';

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
  /** A text of one's own: PHAN ANH, KN, GOP Y and XEP HANG at its beginning are words of it; `PA` still is a keyword. */
  readonly textAwaited?: boolean;
}

/** The keyword of a message, whichever it is: opting out, one with an argument, one alone, in this order. */
export const callOf = (text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined =>
  readersOf(lexicon)[awaited.textAwaited === true ? 'textAwaited' : 'otherwise'](text);

const readersOf = perObject((lexicon: Lexicon) => {
  const reader = (awaited: Awaited) =>
    remembering((text): KeywordCall | undefined => {
      const readings = readingsOf(text);
      return (
        optOutAmong(readings, text, lexicon) ??
        callWithArgument(text, lexicon, awaited) ??
        callAmong(readings, text, lexicon, awaited)
      );
    });
  return { textAwaited: reader({ textAwaited: true }), otherwise: reader({}) };
});

/** HUY, a synonym or a plain sentence, as the whole message but for polite words. Outranks everything. */
export const optOutIn = (text: string, lexicon: Lexicon): KeywordCall | undefined =>
  optOutAmong(readingsOf(text), text, lexicon);

function optOutAmong(readings: readonly Reading[], text: string, lexicon: Lexicon): KeywordCall | undefined {
  if (readings.length === 0) return undefined;
  const isOptOut = (reading: Reading) => isOptingOut(reading, lexicon);
  if (readings.some(isOptOut)) return { name: 'HUY' };
  const beside = withoutRefusal(text);
  return beside !== undefined && readingsOf(beside).some(isOptOut) ? { name: 'HUY' } : undefined;
}

function isOptingOut(reading: Reading, lexicon: Lexicon): boolean {
  const name = wholeIn(lexicon, reading)?.name;
  if (name === 'HUY') return !isHuyByName(reading.marked, reading.before);
  return name === undefined && isOptOutSentence(reading.marked);
}

/** A keyword that is the whole message but for polite words: case, missing marks, spaces and punctuation do not matter. */
export const callWithoutArgument = (text: string, lexicon: Lexicon, awaited: Awaited = {}): KeywordCall | undefined =>
  callAmong(readingsOf(text), text, lexicon, awaited);

function callAmong(
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

/** Longest message that can still be a keyword alone, and the most words of one; others are not taken apart. */
const LONGEST = 100;
const MOST_TOKENS = 16;

/** A message without spaces and some of its politeness. */
interface Reading extends Words {
  /** The polite words that stood before it. */
  readonly before: readonly Words[];
}

/** The message as a whole and with less and less of its politeness. */
function readingsOf(text: string): readonly Reading[] {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return [];
  const tokens = tokensOf(text);
  if (tokens.length > MOST_TOKENS) return [];
  return withoutPoliteness(tokens).map(({ start, words }) => ({
    ...joined(words),
    before: start === 0 ? [] : tokens.slice(0, start),
  }));
}

/**
 * A keyword as the first word with a well-shaped argument behind it, or a whole dossier code alone, which is HS.
 * Glued only where the keyword takes a dossier code and nothing else is there.
 */
export function callWithArgument(
  text: string,
  lexicon: Lexicon,
  { textAwaited = false }: Awaited = {},
): KeywordCall | undefined {
  const head = headOf(text, lexicon);
  if (head === undefined) return bareCode(text);
  for (const leading of lexicon.leading) {
    if (textAwaited && leading.target.ordinaryWord === true) continue;
    const argument = argumentAfter(leading, head);
    if (argument !== undefined) return callTo(leading.target, argument);
  }
  return bareCode(text);
}

function bareCode(text: string): KeywordCall | undefined {
  // A look at the digits spares most messages the rest.
  if (!/\p{N}{2}/u.test(text) || !hasCodeDigits(text)) return undefined;
  const code = withoutPoliteEnd(text.trim());
  return isBareCode(code) ? { name: 'HS', argument: code } : undefined;
}

function argumentAfter(leading: Leading, head: Head): string | undefined {
  const { words, glued, target } = leading;
  const { name } = target;
  const rest = restOf(head, leading);
  if (rest === undefined || !takesArgument(name)) return undefined;
  if (rest.glued && !(glued && isGluedCode(withoutPoliteEnd(rest.argument)))) return undefined;
  if (name === 'PA' && words[0]?.folded === 'pa' && isOtherwisePa(rest)) return undefined;
  // A place may be named like a polite word (Quang Minh, Phong Nha), and what is complained of is kept as it is.
  const argument = name === 'PA' || name === 'XH' ? rest.argument : withoutPoliteEnd(rest.argument);
  return isArgument(name, argument) ? argument : undefined;
}

/** How children call their father, which is `pa` in the south. A plain `a` is not among them: `PA a Nam` is of anh Nam. */
const calling: ReadonlySet<string> = new Set(['ơi', 'oi', 'ui', 'à', 'ạ', 'ah', 'nè', 'ne']);

/**
 * Pa Cô (Pa Kô) is a people, and `pa ơi` calls one's father. Marks that say `có` (there is) end the doubt, and so does
 * a colon before the word.
 */
function isOtherwisePa({ between, argument }: { readonly between: string; readonly argument: string }): boolean {
  if (!/^[\s-]*$/u.test(between)) return false;
  const next = /^[\p{L}\p{M}\p{Cf}]+/u.exec(argument)?.[0] ?? '';
  const { marked, folded } = wordsOf(next);
  return (folded === 'co' && marked !== 'có') || marked === 'kô' || calling.has(marked);
}

/** Whether a text begins with an ordinary word for a complaint: where it was awaited it is kept, then offered as one. */
export function isComplaintText(text: string, lexicon: Lexicon): boolean {
  const head = headOf(text, lexicon);
  return lexicon.leading.some((leading) => {
    const { target } = leading;
    if (head === undefined || target.name !== 'PA' || target.ordinaryWord !== true) return false;
    const rest = restOf(head, leading);
    return rest !== undefined && !rest.glued && saysSomething(rest.argument);
  });
}

const callTo = ({ name, survey }: Target, argument?: string): KeywordCall => ({
  name,
  ...(argument === undefined ? {} : { argument }),
  ...(survey === undefined ? {} : { survey }),
});
