import type { Words } from '@mscore/vietnam';
import { joined } from './lexicon';
import { withoutPoliteness } from './polite';
import { tokensOf } from './tokens';

/** Longest message that can still be a keyword alone, and the most words of one; others are not taken apart. */
export const LONGEST = 100;
const MOST_TOKENS = 16;

/** A message without spaces and some of its politeness. */
export interface Reading extends Words {
  /** The polite words that stood before it. */
  readonly before: readonly Words[];
}

/** The message as a whole and with less and less of its politeness. */
export function readingsOf(text: string): readonly Reading[] {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return [];
  return readingsAmong(tokensOf(text));
}

/** The same for whoever has taken the text apart already. */
export function readingsAmong(tokens: readonly Words[]): readonly Reading[] {
  if (tokens.length > MOST_TOKENS) return [];
  return withoutPoliteness(tokens).map(({ start, words }) => {
    const { marked, folded } = joined(words);
    return { marked, folded, before: start === 0 ? [] : tokens.slice(0, start) };
  });
}
