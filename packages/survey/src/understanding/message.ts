import { isPlain, standardSpelling, vietnameseLetters, type Words, withoutMarks, wordsOf } from '@mscore/vietnam';

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

/**
 * A word or a number, else a sign. A decimal and a ratio are one token; "k0" is a way to write không.
 * @param letter what a letter is, inside brackets.
 * @param marks what may stand behind one within a word.
 */
const tokenOf = (letter: string, marks: string, flags: string): RegExp =>
  new RegExp(`k0(?![${letter}\\d])|\\d+(?:[.,]\\d+)?(?: ?/ ?\\d+)?|[${letter}][${letter}${marks}]*|\\S`, flags);
const anyToken = tokenOf('\\p{L}', '\\p{M}', 'gu');
const plainToken = tokenOf(`a-zA-Z${vietnameseLetters}`, '', 'g');

/** Takes a message apart. Words only, without tokens, where it is too long to be an answer. */
export function readMessage(text: string, language: string): Message {
  const trimmed = text.trim();
  const words = trimmed.length > LONGEST_READ ? { marked: '', folded: '' } : withoutSmiley(wordsOf(trimmed));
  const tokens = tokensOf(words.marked);
  return { words, tokens, spelled: inFull(tokens, language), marked: words.marked !== words.folded, language };
}

/** The tokens of cleaned words. */
export function tokensOf(marked: string): readonly Token[] {
  const plain = isPlain(marked);
  // Folding leaves each letter of a plain text in its place.
  const folded = plain ? withoutMarks(marked) : undefined;
  const tokens: Token[] = [];
  let end = 0;
  for (const text of marked.match(plain ? plainToken : anyToken) ?? []) {
    const start = marked.indexOf(text, end);
    const glued = start > 0 && start === end;
    end = start + text.length;
    const unmarked = folded === marked ? text : (folded?.slice(start, end) ?? withoutMarks(text));
    tokens.push({ kind: kindOf(text), glued, marked: text, folded: unmarked });
  }
  return tokens;
}

function kindOf(token: string): Token['kind'] {
  const first = token.charCodeAt(0);
  if (first >= LETTER_A && first <= LETTER_Z) return 'word';
  if (first >= DIGIT_0 && first <= DIGIT_9) return 'number';
  return /^\p{L}/u.test(token) ? 'word' : 'sign';
}
const [LETTER_A, LETTER_Z] = [0x61, 0x7a];
const [DIGIT_0, DIGIT_9] = [0x30, 0x39];

// ":)", "=))", ":D", ":v" and "<3" behind a space; the brackets are gone with the other signs at the end.
const smiley = / (?:[:;=]['-]?[dpv]?|<3)$/;

function withoutSmiley(words: Words): Words {
  const { marked, folded } = words;
  // A tilde draws out what was said.
  if (marked.endsWith('~')) return withoutSmiley({ marked: marked.slice(0, -1), folded: folded.slice(0, -1) });
  const length = marked.length - marked.replace(smiley, '').length;
  return length === 0 ? words : { marked: marked.slice(0, -length), folded: folded.slice(0, -length) };
}

/** Tokens with short forms written out; the same array where there are none. */
export function inFull(tokens: readonly Token[], language: string): readonly Token[] {
  let spelled: Token[] | undefined;
  for (const [at, token] of tokens.entries()) {
    const standard = token.kind === 'word' ? standardSpelling(token, language) : undefined;
    if (standard !== undefined) {
      spelled ??= tokens.slice(0, at);
      const [first, ...others] = tokensOf(standard.marked);
      if (first !== undefined) spelled.push({ ...first, glued: token.glued }, ...others);
    } else {
      spelled?.push(token);
    }
  }
  return spelled ?? tokens;
}

/** How the words of a slice are looked up. */
export function joined(tokens: readonly Words[]): Words {
  const [first] = tokens;
  if (first === undefined) return { marked: '', folded: '' };
  let { marked, folded } = first;
  for (let at = 1; at < tokens.length; at += 1) {
    const token = tokens[at];
    marked += ` ${token?.marked}`;
    folded += ` ${token?.folded}`;
  }
  return { marked, folded };
}
