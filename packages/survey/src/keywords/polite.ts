import { sameWords, type Words, wordsOf } from '@mscore/vietnam';

// Written with their marks, and contradicted by others: `dạ` is polite, `đã` is "already". No `anh`, `chị`, `mình` or
// `ơi`: Huy is also a name, as are Minh Huy and Huy Minh, and `Pa Cô` ends like one who calls somebody cô.
const before = [
  'dạ',
  'thưa',
  'vâng',
  'ok',
  'xin',
  'xin phép',
  'xin cảm ơn',
  'cảm ơn',
  'cám ơn',
  'vui lòng',
  'làm ơn',
  'please',
  'pls',
  'cho',
  'muốn',
  'em',
  'tôi',
  'tui',
  'con',
  'cháu',
];
const after = [
  'ạ',
  'a',
  'à',
  'ah',
  'nhé',
  'nhe',
  'nha',
  'nhá',
  'nghe',
  'nghen',
  'nhen',
  'đi',
  'luôn',
  'với',
  'giùm',
  'dùm',
  'giúp',
  'cho',
  'em',
  'tôi',
  'tui',
  'cho mình',
  'giúp mình',
  'con',
  'cháu',
  'xin cảm ơn',
  'cảm ơn',
  'cám ơn',
  'cảm ơn nhiều',
  'cám ơn nhiều',
  'please',
  'pls',
  'thanks',
  'thank you',
];

/** Every polite word. */
export const politeWords: readonly string[] = [...before, ...after];

type Affix = readonly Words[];
/** Affixes by their first word without marks, in the order in which they are read. */
type Affixes = ReadonlyMap<string, readonly Affix[]>;

function affixesOf(phrases: readonly string[], order: (words: Affix) => Affix): Affixes {
  const affixes = new Map<string, readonly Affix[]>();
  for (const phrase of phrases) {
    const affix = order(phrase.split(' ').map(wordsOf));
    const first = affix[0]?.folded ?? '';
    affixes.set(first, [...(affixes.get(first) ?? []), affix]);
  }
  return affixes;
}

const forwards = (words: Affix): Affix => words;
const backwards = (words: Affix): Affix => [...words].reverse();
const affixesBefore = affixesOf(before, forwards);
const affixesAfter = affixesOf(after, backwards);
const affixesAround = affixesOf([...before, ...after], forwards);

/**
 * Everything a message may be once politeness is taken off, the whole of it first; never nothing. More than one,
 * because a word may be polite in one message and belong to what is said in another (`du lieu cua toi`).
 */
export function withoutPoliteness(tokens: readonly Words[]): readonly Said[] {
  const starts = cuts(tokens, affixesBefore);
  const ends = cutsAtEnd(tokens).map((cut) => tokens.length - cut);
  const said: Said[] = [];
  for (const start of starts) {
    for (const end of ends) {
      const whole = start === 0 && end === tokens.length;
      if (end > start) said.push({ start, words: whole ? tokens : tokens.slice(start, end) });
    }
  }
  return said;
}

/** What is said once politeness is taken off, and where it begins. */
export interface Said {
  readonly start: number;
  readonly words: readonly Words[];
}

/** How many words politeness may take from the beginning: 0 and every sum of affixes. */
function cuts(tokens: readonly Words[], affixes: Affixes): readonly number[] {
  const [first] = tokens;
  if (first === undefined || !affixes.has(first.folded)) return nothing;
  const reached = [0];
  for (const from of reached) {
    for (const phrase of affixes.get(tokens[from]?.folded ?? '') ?? []) {
      const to = from + phrase.length;
      if (!reached.includes(to) && startsWith(tokens, from, phrase)) reached.push(to);
    }
  }
  return reached;
}
const nothing: readonly number[] = [0];

/** The same from the end. */
const cutsAtEnd = (tokens: readonly Words[]): readonly number[] =>
  affixesAfter.has(tokens.at(-1)?.folded ?? '') ? cuts(backwards(tokens), affixesAfter) : nothing;

const startsWith = (tokens: readonly Words[], from: number, phrase: Affix): boolean =>
  phrase.every((word, at) => {
    const token = tokens[from + at];
    return token !== undefined && sameWords(token, word);
  });

/** How many words at the end of a text are only polite; all of them if there is nothing else. */
export const politeAtEnd = (tokens: readonly Words[]): number => Math.max(...cutsAtEnd(tokens));

/** Whether nothing is said beside politeness. */
export const onlyPolite = (tokens: readonly Words[]): boolean => cuts(tokens, affixesAround).includes(tokens.length);
