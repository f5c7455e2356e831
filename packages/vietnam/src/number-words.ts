import { sameWords, type Words, wordsOf } from './fold';

/** A number in words. */
export interface SpokenNumber {
  readonly value: number;
  /** False when the words may as well be others: `tam` is tám (8), tạm or tầm. */
  readonly sure: boolean;
}

/** Numbers by the words they are said with, folded. */
type Numbers = ReadonlyMap<string, readonly Said[]>;
interface Said {
  readonly word: Words;
  readonly value: number;
}

function numbersOf(said: readonly (readonly [value: number, ...texts: readonly string[]])[]): Numbers {
  const numbers = new Map<string, readonly Said[]>();
  for (const [value, ...texts] of said) {
    for (const word of texts.map(wordsOf)) {
      numbers.set(word.folded, [...(numbers.get(word.folded) ?? []), { word, value }]);
    }
  }
  return numbers;
}

const exceptFive: Parameters<typeof numbersOf>[0] = [
  [1, 'một'],
  [2, 'hai'],
  [3, 'ba'],
  [4, 'bốn', 'tư'],
  [6, 'sáu'],
  [7, 'bảy', 'bẩy'],
  [8, 'tám'],
  [9, 'chín'],
];
const digits = numbersOf([...exceptFive, [5, 'năm']]);
/** How they sound behind a ten. */
const afterTen = numbersOf([...exceptFive, [1, 'mốt'], [5, 'lăm', 'nhăm']]);
const ten = numbersOf([[10, 'mười']]);
const tens = numbersOf([[10, 'mươi']]);
const upToTen: Numbers = new Map([...digits, ...ten]);
const zero = numbersOf([[0, 'không']]);

/** Without marks these may be other words, so alone they are no numbers. */
const unsureUnmarked: ReadonlySet<string> = new Set(['tam', 'sau', 'nam', 'ba', 'tu', 'bay', 'muoi']);

const english: ReadonlyMap<string, number> = new Map(
  ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, value) => [
    word,
    value,
  ]),
);

/**
 * The number that words are, as the whole of them: Vietnamese from one to 99, and one word from `zero` to `ten` where
 * the language is English. Zero is left to the caller (see {@link isZeroWord}): không is "no" more often than nought.
 * @param marked whether the message they stand in carries marks: then an unmarked `sau` or `nam` is that very word
 *   (after, male), and no number.
 */
export function numberInWords(spoken: readonly Words[], marked: boolean, language: string): SpokenNumber | undefined {
  const [only] = spoken;
  if (only === undefined || spoken.length > 3) return undefined;
  if (spoken.length > 1) return compound(spoken);
  const inEnglish = language === 'en' ? english.get(only.marked) : undefined;
  return inEnglish === undefined ? single(only, marked) : { value: inEnglish, sure: true };
}

function single(word: Words, marked: boolean): SpokenNumber | undefined {
  const value = valueIn(upToTen, word);
  if (value === undefined) return undefined;
  if (!unsureUnmarked.has(word.folded) || word.marked !== word.folded) return { value, sure: true };
  if (!marked) return { value, sure: false };
  const asTyped = upToTen.get(word.folded)?.some((said) => said.word.marked === word.marked);
  return asTyped ? { value, sure: true } : undefined;
}

/** `mười hai`, `hai mươi`, `hai mươi lăm`: several words are no others, with or without marks. */
function compound(spoken: readonly Words[]): SpokenNumber | undefined {
  const [first, second, third] = spoken;
  if (first === undefined || second === undefined) return undefined;
  if (third === undefined && valueIn(ten, first) !== undefined) {
    const unit = valueIn(afterTen, second);
    return unit === undefined ? undefined : { value: 10 + unit, sure: true };
  }
  const tenfold = valueIn(digits, first);
  if (tenfold === undefined || valueIn(tens, second) === undefined) return undefined;
  const unit = third === undefined ? 0 : valueIn(afterTen, third);
  return unit === undefined ? undefined : { value: tenfold * 10 + unit, sure: true };
}

const valueIn = (numbers: Numbers, word: Words): number | undefined =>
  numbers.get(word.folded)?.find((said) => sameWords(word, said.word))?.value;

/** Whether a word is không, which counts as nought before a unit only. */
export const isZeroWord = (word: Words): boolean => valueIn(zero, word) !== undefined;

const halves = numbersOf([[0.5, 'rưỡi', 'rưởi']]);
/** Whether a word adds a half: `tám rưỡi` is 8.5. */
export const isHalf = (word: Words): boolean => valueIn(halves, word) !== undefined;

/** The words that are numbers or parts of them, without marks, in every language. */
export const numberWords: ReadonlySet<string> = new Set([
  ...[upToTen, afterTen, tens, zero].flatMap((numbers) => [...numbers.keys()]),
  ...english.keys(),
]);
