import { sameWords, type Words, wordsOf } from './fold';

/** A number in words. */
export interface SpokenNumber {
  readonly value: number;
  /** False when the words may as well be others: `tam` is tám (8), tạm or tầm. */
  readonly sure: boolean;
}

const words = (...texts: readonly string[]): readonly Words[] => texts.map(wordsOf);

const digits: readonly (readonly [value: number, words: readonly Words[]])[] = [
  [1, words('một')],
  [2, words('hai')],
  [3, words('ba')],
  [4, words('bốn', 'tư')],
  [5, words('năm')],
  [6, words('sáu')],
  [7, words('bảy', 'bẩy')],
  [8, words('tám')],
  [9, words('chín')],
];
/** How some of them sound behind a ten. */
const afterTen: readonly (readonly [value: number, words: readonly Words[]])[] = [
  ...digits.filter(([value]) => value !== 5),
  [1, words('mốt')],
  [5, words('lăm', 'nhăm')],
];
const ten = words('mười');
const tens = words('mươi');
const zero = words('không');

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
  const known = [...digits, [10, ten] as const].find(([, forms]) => forms.some((form) => sameWords(word, form)));
  if (known === undefined) return undefined;
  const [value, forms] = known;
  const asTyped = forms.some((form) => form.marked === word.marked);
  if (!unsureUnmarked.has(word.folded) || word.marked !== word.folded) return { value, sure: true };
  if (marked) return asTyped ? { value, sure: true } : undefined;
  return { value, sure: false };
}

/** `mười hai`, `hai mươi`, `hai mươi lăm`: several words are no others, with or without marks. */
function compound(spoken: readonly Words[]): SpokenNumber | undefined {
  const [first, second, third] = spoken;
  if (first === undefined || second === undefined) return undefined;
  if (third === undefined && isOneOf(ten, first)) {
    const unit = valueIn(afterTen, second);
    return unit === undefined ? undefined : { value: 10 + unit, sure: true };
  }
  const tenfold = valueIn(digits, first);
  if (tenfold === undefined || !isOneOf(tens, second)) return undefined;
  const unit = third === undefined ? 0 : valueIn(afterTen, third);
  return unit === undefined ? undefined : { value: tenfold * 10 + unit, sure: true };
}

const isOneOf = (forms: readonly Words[], word: Words): boolean => forms.some((form) => sameWords(word, form));

const valueIn = (numbers: typeof digits, word: Words): number | undefined =>
  numbers.find(([, forms]) => isOneOf(forms, word))?.[0];

/** Whether a word is không, which counts as nought before a unit only. */
export const isZeroWord = (word: Words): boolean => isOneOf(zero, word);

const halves = words('rưỡi', 'rưởi');
/** Whether a word adds a half: `tám rưỡi` is 8.5. */
export const isHalf = (word: Words): boolean => isOneOf(halves, word);
