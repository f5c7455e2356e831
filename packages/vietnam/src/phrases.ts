import { sameWords, type Words, wordsOf } from './fold';

/** A phrase as its words, with marks where they belong. */
export type Phrase = readonly Words[];

/** Phrases by their first and by their last word, folded; the longest first. */
export interface Phrases {
  readonly byFirst: ReadonlyMap<string, readonly Phrase[]>;
  readonly byLast: ReadonlyMap<string, readonly Phrase[]>;
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
  const candidates = byFirst.get(words[at]?.folded ?? '') ?? [];
  return candidates.find((phrase) => standsAt(phrase, words, at))?.length ?? 0;
}

/** How many words the longest phrase takes that ends before a place; 0 when none does. */
export function phraseBefore({ byLast }: Phrases, words: readonly Words[], end: number): number {
  const candidates = byLast.get(words[end - 1]?.folded ?? '') ?? [];
  return candidates.find((phrase) => standsAt(phrase, words, end - phrase.length))?.length ?? 0;
}

/** Whether words are one phrase, the whole of it. */
export const isPhrase = (phrases: Phrases, words: readonly Words[]): boolean =>
  (phrases.byFirst.get(words[0]?.folded ?? '') ?? []).some(
    (phrase) => phrase.length === words.length && standsAt(phrase, words, 0),
  );

const standsAt = (phrase: Phrase, words: readonly Words[], at: number): boolean =>
  phrase.every((meant, index) => {
    const typed = words[at + index];
    return typed !== undefined && sameWords(typed, meant);
  });

/** Every phrase of one list followed by every phrase of another. */
export const combined = (first: readonly string[], second: readonly string[]): readonly string[] =>
  first.flatMap((left) => second.map((right) => `${left} ${right}`));
