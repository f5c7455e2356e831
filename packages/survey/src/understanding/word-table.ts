import { foldedWordsOf, type Phrases, phrasesOf, type Words } from '@mscore/vietnam';
import type { Entry } from './entries';
import { inFull, joined, tokensOf } from './message';

/** Entries prepared for look-up. */
export interface WordTable {
  /** By the folded form of their tokens. */
  readonly byFolded: ReadonlyMap<string, readonly Entry[]>;
  /** The same as phrases, to find them within a message. */
  readonly phrases: Phrases;
  /** Every word of those, folded. */
  readonly words: ReadonlySet<string>;
  /** The longest folded form, in UTF-16 units. */
  readonly longest: number;
}

/** Prepares entries for look-up. */
export function tableOf(entries: readonly Entry[]): WordTable {
  const byFolded = new Map<string, Entry[]>();
  const texts: string[] = [];
  for (const { words, verdict } of entries) {
    for (const form of formsOf(words)) {
      const group = byFolded.get(form.folded);
      if (group === undefined) byFolded.set(form.folded, [{ words: form, verdict }]);
      else group.push({ words: form, verdict });
      texts.push(form.marked);
    }
  }
  const phrases = phrasesOf(texts);
  const longest = Math.max(0, ...[...byFolded.keys()].map(({ length }) => length));
  return { byFolded, phrases, words: new Set(foldedWordsOf(phrases)), longest };
}

/** A word as its tokens, as declared and with short forms written out. */
function formsOf(words: Words): readonly Words[] {
  const tokens = tokensOf(words.marked);
  const [typed, standard] = [joined(tokens), joined(inFull(tokens, 'vi'))];
  return typed.marked === standard.marked ? [typed] : [typed, standard];
}
