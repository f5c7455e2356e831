import { sameWords, type Words, wordsOf } from '@mscore/vietnam';
import { builtIn, forbidden, type Keyword, keywords, mayBeGlued, ordinaryWords, takesArgument } from './spellings';
import { tokensOf } from './tokens';

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
  /** Whoever wrote it left its marks out: with any it is the same word. */
  readonly anyMarks?: boolean;
}

/** A spelling that may be a whole message. */
export interface Whole {
  /** Without spaces. */
  readonly words: Words;
  readonly anyMarks: boolean;
  readonly target: Target;
}

/** A spelling something may stand behind. */
export interface Leading {
  /** Its words, one after another at the beginning of a message. */
  readonly words: readonly Words[];
  readonly anyMarks: boolean;
  /** Whether the last of them may run into a dossier code. */
  readonly glued: boolean;
  readonly target: Target;
}

/** The first words of spellings that something may stand behind, without marks: a look at them spares most messages the rest. */
export interface Beginnings {
  readonly words: ReadonlySet<string>;
  /** Those that may run into a dossier code. */
  readonly glued: readonly string[];
}

/** The keywords of one short code, prepared for looking up; `createLexicon` makes one. */
export interface Lexicon {
  /** Whole messages, by what they are without marks and spaces. */
  readonly whole: ReadonlyMap<string, readonly Whole[]>;
  /** Those with an argument, longest first. */
  readonly leading: readonly Leading[];
  readonly beginnings: Beginnings;
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
  const whole = new Map<string, readonly Whole[]>();
  for (const { word, target, anyMarks = false } of spellings) {
    const key = squeezed(word);
    const one = { words: joined(tokensOf(word)), anyMarks, target };
    if (!isForbidden(key)) whole.set(key, [...(whole.get(key) ?? []), one]);
  }
  const leading = spellings.filter(({ target }) => takesArgument(target.name)).flatMap(leadingOf);
  return {
    whole,
    leading: leading.sort((left, right) => length(right) - length(left)),
    beginnings: {
      words: new Set(leading.map(firstWord)),
      glued: [...new Set(leading.filter(({ glued }) => glued).map(firstWord))],
    },
  };
}

const firstWord = ({ words }: Leading): string => words[0]?.folded ?? '';

/** What a whole message without spaces stands for. */
export const wholeIn = ({ whole }: Lexicon, typed: Words): Target | undefined =>
  whole.get(typed.folded)?.find(({ words, anyMarks }) => anyMarks || sameWords(typed, words))?.target;

/** Words run together. */
export function joined(words: readonly Words[]): Words {
  let [marked, folded] = ['', ''];
  for (const word of words) {
    marked += word.marked;
    folded += word.folded;
  }
  return { marked, folded };
}

const forbiddenWords: ReadonlySet<string> = new Set(forbidden.map(squeezed));

/** Whether a squeezed word may never be a keyword as the whole message. */
export const isForbidden = (word: string): boolean => forbiddenWords.has(word);

const length = ({ words }: Leading): number => words.map(({ folded }) => folded).join(' ').length;

/** As separate words, and as one: `ho so`, `hoso`. */
function leadingOf({ word, target, anyMarks = false }: Spelling): readonly Leading[] {
  const words = tokensOf(word);
  const glued = mayBeGlued(target.name);
  const forms = words.length === 1 ? [words] : [words, [joined(words)]];
  return forms.map((form) => ({ words: form, anyMarks, glued, target }));
}

/** The built-in keywords alone. */
export const plainLexicon: Lexicon = lexiconOf(builtInSpellings);
