import { wordsOf } from '@mscore/vietnam';
import { builtIn, forbidden, type Keyword, keywords, mayBeGlued, ordinaryWords, takesArgument } from './spellings';

/** What a spelling stands for. */
export interface Target {
  readonly name: Keyword;
  /** The survey it starts, with `DG`. */
  readonly survey?: string;
  /** Where a text is awaited it belongs to that text: ordinary words, and all for a complaint but `PA` itself. */
  readonly ordinaryWord?: true;
}

/** A spelling as it was declared. */
export interface Spelling {
  readonly word: string;
  readonly target: Target;
}

/** A spelling something may stand behind. */
export interface Leading {
  /** Its words without marks, one after another at the beginning of a message. */
  readonly words: readonly string[];
  /** Whether the last of them may run into a dossier code. */
  readonly glued: boolean;
  readonly target: Target;
}

/** The keywords of one short code, prepared for looking up; `createLexicon` makes one. */
export interface Lexicon {
  /** Whole messages, without marks and spaces. */
  readonly whole: ReadonlyMap<string, Target>;
  /** Those with an argument, longest first. */
  readonly leading: readonly Leading[];
}

/** The most words a spelling has: so many are looked at to find the keyword before an argument. */
export const MOST_WORDS = 4;

/** The words of a spelling without marks; punctuation ends a word. */
export const wordsIn = (word: string): readonly string[] => wordsOf(word).folded.match(/[\p{L}\p{N}]+/gu) ?? [];

/** A spelling or a message without marks, spaces and punctuation. */
export const squeezed = (word: string): string => wordsIn(word).join('');

const ordinary: ReadonlySet<string> = new Set(ordinaryWords.map(squeezed));

export const builtInSpellings: readonly Spelling[] = keywords.flatMap((name) =>
  builtIn[name].map((word) => ({ word, target: targetOf(name, word) })),
);

/** What a spelling of a keyword stands for. */
export function targetOf(name: Keyword, word: string): Target {
  const key = squeezed(word);
  const isOrdinary = name === 'PA' ? key !== 'pa' : ordinary.has(key);
  return isOrdinary ? { name, ordinaryWord: true } : { name };
}

/** Prepares spellings for looking up. Of two that are alike the first counts. */
export function lexiconOf(spellings: readonly Spelling[]): Lexicon {
  const whole = new Map<string, Target>();
  for (const { word, target } of spellings) {
    const key = squeezed(word);
    if (!whole.has(key) && !isForbidden(key)) whole.set(key, target);
  }
  const leading = spellings.filter(({ target }) => takesArgument(target.name)).flatMap(leadingOf);
  return { whole, leading: leading.sort((left, right) => length(right) - length(left)) };
}

const forbiddenWords: ReadonlySet<string> = new Set(forbidden.map(squeezed));

/** Whether a squeezed word may never be a keyword as the whole message. */
export const isForbidden = (word: string): boolean => forbiddenWords.has(word);

const length = ({ words }: Leading): number => words.join(' ').length;

/** As separate words, and as one: `ho so`, `hoso`. */
function leadingOf({ word, target }: Spelling): readonly Leading[] {
  const words = wordsIn(word);
  const glued = mayBeGlued(target.name);
  const forms = words.length === 1 ? [words] : [words, [words.join('')]];
  return forms.map((form) => ({ words: form, glued, target }));
}

/** The built-in keywords alone. */
export const plainLexicon: Lexicon = lexiconOf(builtInSpellings);
