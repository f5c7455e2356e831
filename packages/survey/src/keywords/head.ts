import { sameWords, type Words } from '@mscore/vietnam';
import { type Beginnings, type Leading, type Lexicon, MOST_WORDS } from './lexicon';
import { politeAtEnd } from './polite';
import { tokensOf, wordOf } from './tokens';

/** The first words of a text, with their places in it. */
export interface Head {
  readonly text: string;
  /** The spellings that begin like the first of them, longest first. */
  readonly spellings: readonly Leading[];
  readonly words: readonly HeadWord[];
}

interface HeadWord extends Words {
  readonly raw: string;
  /** Offset in the text, in UTF-16 units. */
  readonly start: number;
}

/** What stands behind a keyword. */
export interface Rest {
  /** Whether nothing parted the keyword from it. */
  readonly glued: boolean;
  /** What parted them. */
  readonly between: string;
  /** As typed, without the spaces and the punctuation before it. */
  readonly argument: string;
}

// Marks and invisible characters belong to the word they stand in.
const run = /[\p{L}\p{N}\p{M}\p{Cf}]+/gu;
// Steps through the first runs of a text; the other is for all of them and keeps no place.
const nextRun = new RegExp(run);

/** Longer than any keyword with a code glued to it, in UTF-16 units: such a run is no keyword and not looked into. */
const LONGEST_RUN = 100;

/**
 * Reads as many words as a keyword may have; `undefined` where no keyword begins like the first of them, which is so
 * with most messages.
 */
export function headOf(text: string, { leading, beginnings }: Lexicon): Head | undefined {
  const words: HeadWord[] = [];
  nextRun.lastIndex = 0;
  for (let found = nextRun.exec(text); found !== null; found = nextRun.exec(text)) {
    const { 0: raw, index } = found;
    if (raw.length > LONGEST_RUN) break;
    const { marked, folded } = wordOf(raw);
    if (folded === '') continue;
    if (words.length === 0 && !isBeginning(beginnings, folded)) return undefined;
    words.push({ raw, marked, folded, start: index });
    if (words.length === MOST_WORDS) break;
  }
  const [first] = words;
  return first && { text, spellings: leading.filter((one) => beginsLike(one, first.folded)), words };
}

const isBeginning = ({ words, glued }: Beginnings, folded: string): boolean =>
  words.has(folded) || glued.some((word) => folded.startsWith(word));

const beginsLike = ({ words: [first], glued }: Leading, folded: string): boolean =>
  first !== undefined && (folded === first.folded || (glued && folded.startsWith(first.folded)));

/** Longest word that is taken apart: a keyword and a code without separators. */
const LONGEST_GLUED = 60;

/** What stands behind the words of a keyword, if the text begins with them. */
export function restOf({ text, words: typed }: Head, { words, anyMarks }: Leading): Rest | undefined {
  const last = typed[words.length - 1];
  const lastWord = words.at(-1);
  if (last === undefined || lastWord === undefined || !last.folded.startsWith(lastWord.folded)) return undefined;
  const glued = last.folded !== lastWord.folded;
  if (glued && last.raw.length > LONGEST_GLUED) return undefined;
  const isTyped = (word: Words, at: number): boolean => {
    const one = at === words.length - 1 ? beginning(last, word) : typed[at];
    return one !== undefined && (anyMarks ? one.folded === word.folded : sameWords(one, word));
  };
  if (!words.every(isTyped)) return undefined;
  const rest = text.slice(last.start + (glued ? lengthOf(last.raw, lastWord.folded) : last.raw.length));
  const between = /^[^\p{L}\p{N}]*/u.exec(rest)?.[0] ?? '';
  return { glued, between, argument: withoutClosing(rest.slice(between.length).trimEnd(), between) };
}

/** As many letters of a word as another has; a letter and its marks are one character in both forms. */
const beginning = ({ marked, folded }: Words, { folded: { length } }: Words): Words => ({
  marked: marked.slice(0, length),
  folded: folded.slice(0, length),
});

/** How much of a word as typed is its first letters. */
function lengthOf(raw: string, letters: string): number {
  let length = 0;
  for (const character of raw) {
    const reached = wordOf(raw.slice(0, length)).folded === letters;
    if (reached && !/^[\p{M}\p{Cf}]$/u.test(character)) break;
    length += character.length;
  }
  return length;
}

/** `PA (can bo hach sach)`: what was opened before the argument is closed behind it. */
const withoutClosing = (argument: string, between: string): string =>
  /[\p{Ps}\p{Pi}"'<]/u.test(between) ? argument.replace(/[\s\p{Pe}\p{Pf}"'>]+$/u, '') : argument;

/** Longest text whose end is searched for polite words. */
const LONGEST_WITH_END = 160;

/** A text up to its last word that is not only polite; as it is where there is none. */
export function withoutPoliteEnd(text: string): string {
  if (text.length > LONGEST_WITH_END) return text;
  const spans = [...text.matchAll(run)].filter(({ 0: raw }) => wordOf(raw).folded !== '');
  const polite = politeAtEnd(tokensOf(spans.map(({ 0: raw }) => raw).join(' ')));
  const last = spans[spans.length - 1 - polite];
  return last === undefined ? text : text.slice(0, last.index + last[0].length);
}
