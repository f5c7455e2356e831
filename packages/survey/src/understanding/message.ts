import { standardSpelling, type Words, withoutMarks, wordsOf } from '@mscore/vietnam';

/** A word, a number or a sign of a message. */
export interface Token extends Words {
  readonly kind: 'word' | 'number' | 'sign';
  /** Nothing stands between it and the token before it. */
  readonly glued: boolean;
}

/** A message taken apart once, for every rule. */
export interface Message {
  readonly words: Words;
  readonly tokens: readonly Token[];
  /** The tokens with short forms written out (`ko` as không). */
  readonly spelled: readonly Token[];
  /** Whether any of it carries marks: then words without them are meant so. */
  readonly marked: boolean;
  readonly language: string;
}

/**
 * The longest message that is taken apart, in UTF-16 units: no answer is longer, and a comment needs no tokens. It
 * bounds the work, whatever is sent.
 */
export const LONGEST_READ = 320;

// A decimal and a ratio are one token; "k0" is a way to write không.
const token = /k0(?![\p{L}\d])|\d+(?:[.,]\d+)?(?: ?\/ ?\d+)?|\p{L}[\p{L}\p{M}]*|\S/gu;

/** Takes a message apart. Words only, without tokens, where it is too long to be an answer. */
export function readMessage(text: string, language: string): Message {
  const trimmed = text.trim();
  const words = trimmed.length > LONGEST_READ ? { marked: '', folded: '' } : withoutSmiley(wordsOf(trimmed));
  const tokens = tokensOf(words.marked);
  return {
    words,
    tokens,
    spelled: tokens.flatMap((word) => spelledOut(word, language)),
    marked: words.marked !== words.folded,
    language,
  };
}

/** The tokens of cleaned words. */
export function tokensOf(marked: string): readonly Token[] {
  return [...marked.matchAll(token)].map(({ 0: text, index }) => ({
    kind: /^\d/.test(text) ? 'number' : /^\p{L}|^k0/u.test(text) ? 'word' : 'sign',
    glued: index > 0 && marked[index - 1] !== ' ',
    marked: text,
    folded: withoutMarks(text),
  }));
}

// ":)", "=))", ":D" and ":v" behind a space; the brackets are gone with the other signs at the end.
const smiley = / [:;=]['-]?[dpv]?$/;

const withoutSmiley = ({ marked, folded }: Words): Words => ({
  marked: marked.replace(smiley, ''),
  folded: folded.replace(smiley, ''),
});

/** A token with its short form written out. */
export function spelledOut(word: Token, language: string): readonly Token[] {
  const standard = word.kind === 'word' ? standardSpelling(word, language) : undefined;
  if (standard === undefined) return [word];
  return tokensOf(standard.marked).map((each, at) => (at === 0 ? { ...each, glued: word.glued } : each));
}

/** How the words of a slice are looked up. */
export const joined = (tokens: readonly Words[]): Words => ({
  marked: tokens.map(({ marked }) => marked).join(' '),
  folded: tokens.map(({ folded }) => folded).join(' '),
});
