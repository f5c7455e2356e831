import { sameWords, type Words, wordsOf } from './fold';

/** A phrase as its words, with marks where they belong. */
export type Phrase = readonly Words[];

/** Phrases by their first and by their last word, folded; the longest first. */
export interface Phrases {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly byLast: ReadonlyMap<string, readonly Phrase[]>;
  /** How many words the longest has. */
  readonly longest: number;
}

/** Prepares phrases, written with marks and single spaces, for comparison with what was typed. */
export function phrasesOf(texts: readonly string[]): Phrases {
  // Lists are long and made of few words.
  const known = new Map<string, Words>();
  const word = (text: string): Words => {
    const words = known.get(text) ?? wordsOf(text);
    known.set(text, words);
    return words;
  };
  const phrases = texts
    .map((text): Phrase => text.split(' ').map(word))
    .sort((left, right) => right.length - left.length);
  return {
    byFirst: groupedBy(phrases, (phrase) => phrase[0]),
    byLast: groupedBy(phrases, (phrase) => phrase.at(-1)),
    longest: phrases[0]?.length ?? 0,
  };
}

function groupedBy(
  phrases: readonly Phrase[],
  word: (phrase: Phrase) => Words | undefined,
): ReadonlyMap<string, readonly Phrase[]> {
  const groups = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const key = word(phrase)?.folded ?? '';
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [phrase]);
    else group.push(phrase);
  }
  return groups;
}

/** How many words the longest phrase takes that begins at a place; 0 when none does. */
export function phraseAt({ byFirst }: Phrases, words: readonly Words[], at: number): number {
  const first = words[at];
  const candidates = first && byFirst.get(first.folded);
  if (candidates === undefined) return 0;
  for (const phrase of candidates) if (standsAt(phrase, words, at)) return phrase.length;
  return 0;
}

/** How many words the longest phrase of several lists takes that begins at a place; 0 when none does. */
export function longestAt(lists: readonly Phrases[], words: readonly Words[], at: number): number {
  let longest = 0;
  for (const phrases of lists) longest = Math.max(longest, phraseAt(phrases, words, at));
  return longest;
}

/** How many words the longest phrase takes that ends before a place, and begins at another at the earliest; 0 when none does. */
export function phraseBefore({ byLast }: Phrases, words: readonly Words[], end: number, from = 0): number {
  const last = words[end - 1];
  const candidates = last && byLast.get(last.folded);
  if (candidates === undefined) return 0;
  for (const phrase of candidates) {
    const at = end - phrase.length;
    if (at >= from && standsAt(phrase, words, at)) return phrase.length;
  }
  return 0;
}

/** How many words the longest phrase of several lists takes that ends before a place; 0 when none does. */
export function longestBefore(lists: readonly Phrases[], words: readonly Words[], end: number): number {
  let longest = 0;
  for (const phrases of lists) longest = Math.max(longest, phraseBefore(phrases, words, end));
  return longest;
}

/** Whether words are one phrase, the whole of it: those from one place to before another. */
export function isPhrase({ byFirst }: Phrases, words: readonly Words[], from = 0, to = words.length): boolean {
  const first = from < to ? words[from] : undefined;
  const candidates = first && byFirst.get(first.folded);
  if (candidates === undefined) return false;
  return candidates.some((phrase) => phrase.length === to - from && standsAt(phrase, words, from));
}

/** Whether one of some phrases begins among words, from one place to before another. */
export function holdsPhrase(phrases: Phrases, words: readonly Words[], from = 0, to = words.length): boolean {
  for (let at = from; at < to; at += 1) if (phraseAt(phrases, words, at) > 0) return true;
  return false;
}

/** Where some phrases end that begin at a place and stand one behind another. */
export function afterPhrases(phrases: Phrases, words: readonly Words[], from: number): number {
  let at = from;
  for (let length = 1; length > 0; at += length) length = phraseAt(phrases, words, at);
  return at;
}

/** Where some phrases begin that end before a place and stand one behind another, at another place at the earliest. */
export function beforePhrases(phrases: Phrases, words: readonly Words[], to: number, from = 0): number {
  let end = to;
  for (let length = 1; length > 0; end -= length) length = phraseBefore(phrases, words, end, from);
  return end;
}

/** Every word of some phrases, without marks. */
export const foldedWordsOf = ({ byFirst }: Phrases): readonly string[] =>
  [...byFirst.values()].flat(2).map(({ folded }) => folded);

function standsAt(phrase: Phrase, words: readonly Words[], at: number): boolean {
  for (let index = 0; index < phrase.length; index += 1) {
    const [typed, meant] = [words[at + index], phrase[index]];
    if (typed === undefined || meant === undefined || !sameWords(typed, meant)) return false;
  }
  return true;
}

/** Every phrase of one list followed by every phrase of another. */
export const combined = (first: readonly string[], second: readonly string[]): readonly string[] =>
  first.flatMap((left) => second.map((right) => `${left} ${right}`));
