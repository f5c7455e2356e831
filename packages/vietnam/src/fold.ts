import { plainDigits } from './digits';
import { isPlain, otherRuns, plainAgrees, plainWithoutMarks } from './letters';

/**
 * How words are compared. A message is cleaned once into two forms of the same words: with marks and without.
 */
export interface Words {
  /** NFC, lower case, single spaces, nothing around it that carries no meaning. */
  readonly marked: string;
  /** The same without marks, đ as d. */
  readonly folded: string;
}

/** Drops the marks of a text and keeps everything else as it is: how `vi-ascii` is derived from `vi`. */
export const withoutMarks = (text: string): string =>
  plainWithoutMarks(isPlain(text) ? text : text.replace(otherRuns, unmarked));

// Marks are all that a character takes from its neighbours, and none is left: run by run it comes to the same.
const unmarked = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');

// Zero-width and directional characters, and what makes a plain character an emoji (variation selectors, keycaps).
const invisible = /\p{Cf}|[\uFE00-\uFE0F]|\u20E3/gu;
// Quotes, brackets, sentence marks and emoji people put around an answer. Signs that may change its meaning
// (- + / ? % < > = ~ #) stay, so that what holds them is never taken for a plain answer.
const around = '\\s.,!;:\'"()\\[\\]{}*_«»“”‘’…^\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\p{RI}';
const leading = new RegExp(`^[${around}]+`, 'u');
// Anchored at the end by looking back from it, so that a long run inside a text costs nothing twice.
const trailing = new RegExp(`(?<![${around}])[${around}]+$`, 'u');

// What else than single spaces stands between words; they are what nearly all do.
const otherSpaces = /[^\S ]\s*| \s+/g;

/**
 * Cleans a message or a word of a definition for comparison. Never throws; full-width forms and the digits of other
 * scripts become plain ones.
 */
export function wordsOf(text: string): Words {
  const marked = withoutSigns(plainForm(text).replace(otherSpaces, ' '));
  return { marked, folded: withoutMarks(marked) };
}

/** Most messages are plain letters and digits already, or once their marks have found their letters. */
function plainForm(text: string): string {
  const composed = isPlain(text) ? text : text.normalize('NFC');
  return isPlain(composed)
    ? composed.toLowerCase()
    : plainDigits(text).replace(invisible, '').toLowerCase().normalize('NFC');
}

/** The same as the two expressions would take off, as far as ASCII goes; they are asked where a text has other signs. */
const asciiAround: ReadonlySet<string> = new Set(' \t\n\v\f\r.,!;:\'"()[]{}*_^');

function withoutSigns(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && asciiAround.has(text.charAt(start))) start += 1;
  while (end > start && asciiAround.has(text.charAt(end - 1))) end -= 1;
  const rest = text.slice(start, end);
  const known = isPlain(rest.charAt(0)) && isPlain(rest.charAt(rest.length - 1));
  return known ? rest : rest.replace(leading, '').replace(trailing, '');
}

/**
 * Whether a message is a word of the definition: the same letters, and no mark that contradicts it. Missing marks
 * never matter (`dong y`, `đong ý`), wrong ones do: `dừng` (stop) is not `đúng` (right), though both fold to `dung`.
 * The tone belongs to the syllable, so either letter may carry it (`thoả`, `thỏa`).
 */
export function sameWords(message: Words, word: Words): boolean {
  if (message.folded !== word.folded) return false;
  if (message.marked === message.folded || message.marked === word.marked) return true;
  if (!message.marked.includes(' ') && !word.marked.includes(' ')) return agrees(message.marked, word.marked);
  const typed = message.marked.split(' ');
  const meant = word.marked.split(' ');
  return typed.length === meant.length && typed.every((syllable, at) => agrees(syllable, meant[at] ?? ''));
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

function agrees(typed: string, meant: string): boolean {
  if (isPlain(typed) && isPlain(meant)) return typed.length === meant.length && plainAgrees(typed, meant);
  const letters = [...typed];
  const meantLetters = [...meant];
  if (letters.length !== meantLetters.length) return false;
  const each = letters.every(
    (letter, at) => letter === meantLetters[at] || letter === withoutMarks(meantLetters[at] ?? ''),
  );
  return each || toneApart(typed) === toneApart(meant);
}

/** A syllable with its tone taken from the letter that carries it and written behind. */
function toneApart(syllable: string): string {
  const decomposed = syllable.normalize('NFD');
  return decomposed.replace(tones, '') + (decomposed.match(tones)?.join('') ?? '');
}

/** Whether nothing in a text says anything: spaces, punctuation, symbols and emoji only. */
export const saysNothing = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

/** Whether one of some folded phrases occurs in a folded text as whole words. */
export function holdsAnyPhrase(folded: string, phrases: readonly string[]): boolean {
  const words = ` ${folded.replace(notOfWords, ' ').trim()} `;
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}

// A single space parts words already.
const notOfWords = /(?! [\p{L}\p{N}])[^\p{L}\p{N}]+/gu;
