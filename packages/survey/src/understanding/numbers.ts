import {
  isHalf,
  isPhrase,
  isZeroWord,
  numberInWords,
  outOf,
  outOfTen,
  type Phrases,
  phraseBefore,
  phrasesOf,
  scoreUnits,
  scoreUnitsEnglish,
} from '@mscore/vietnam';
import type { NumberNode, ScaleNode, WaitingNode } from '../survey';
import type { AnswerFlag } from '../verdict';
import type { Message, Token } from './message';

/** A number that a slice of a message is, the whole of it. */
export interface NumberRead {
  readonly value: number;
  readonly by: 'digits' | 'number-word';
  /** False for words that may be others (`tam`). */
  readonly sure: boolean;
  /** Whether the node's unit stood behind it, or the ten that a score is out of. */
  readonly withUnit: boolean;
  readonly flags: readonly AnswerFlag[];
}

type Bare = Pick<NumberRead, 'value' | 'by' | 'sure'> & Partial<Pick<NumberRead, 'flags' | 'withUnit'>>;

// One leading zero is how some people write a digit; more are a code.
const whole = /^(?:0|0?[1-9][0-9]{0,2})$/;
const decimalHalf = /^(0|[1-9][0-9]?)[.,]5$/;
const ofTen = /^(\d+(?:[.,]5)?) ?\/ ?10$/;
const repeated = /^(\d)\1{2,}$/;

/** The number that tokens are, as the whole of them, with or without the node's unit. */
export function numberIn(node: WaitingNode, tokens: readonly Token[], message: Message): NumberRead | undefined {
  const unit = unitBefore(node, tokens, message.language);
  const rest = tokens.slice(0, tokens.length - unit);
  if (rest.length === 0) return undefined;
  const read = inDigits(node, rest) ?? inWords(node, rest, unit > 0, message);
  return read === undefined ? undefined : { flags: [], withUnit: unit > 0, ...read };
}

function inDigits(node: WaitingNode, tokens: readonly Token[]): Bare | undefined {
  const [first, ...more] = tokens;
  if (first?.kind !== 'number') return undefined;
  const plain = first.folded;
  if (node.kind === 'choice' && more.length === 0 && repeated.test(plain)) return repeatedDigit(node, plain);
  if (more.length === 0 && whole.test(plain)) return digits(Number(plain));
  return node.kind === 'scale' ? scoreInDigits(node, plain, more) : undefined;
}

/** A score as people write one: `8,5`, `8 rưỡi`, `9/10`. */
function scoreInDigits({ max }: ScaleNode, plain: string, more: readonly Token[]): Bare | undefined {
  const outOfTen = max === 10 ? marksOfTen(plain, more) : undefined;
  if (outOfTen !== undefined) return score(outOfTen, true);
  if (more.length === 0) return score(plain);
  const [half] = more;
  const adds = more.length === 1 && half !== undefined && isHalf(half) && whole.test(plain);
  return adds ? digits(Number(plain) + 0.5) : undefined;
}

/** Halves are the only parts of a point anybody means: `9,8` may be nine or eight. */
const score = (text: string, outOfTen = false): Bare | undefined =>
  whole.test(text) || decimalHalf.test(text)
    ? { ...digits(Number(text.replace(',', '.'))), ...(outOfTen ? { withUnit: true } : {}) }
    : undefined;

/** `9/10`, `9 trên 10`, `9 out of 10`: the nine. */
function marksOfTen(plain: string, more: readonly Token[]): string | undefined {
  if (more.length === 0) return ofTen.exec(plain)?.[1];
  return more.at(-1)?.folded === '10' && isPhrase(outOf, more.slice(0, -1)) ? plain : undefined;
}

const digits = (value: number): Bare => ({ value, by: 'digits', sure: true });

/** A key that was pressed too long. Where the digit is no option the number is what it looks like. */
function repeatedDigit(node: Extract<WaitingNode, { kind: 'choice' }>, plain: string): Bare | undefined {
  const digit = Number(plain[0]);
  if (node.options.some(({ value }) => value === digit)) return { ...digits(digit), flags: ['repeated-digit'] };
  return whole.test(plain) ? digits(Number(plain)) : undefined;
}

function inWords(node: WaitingNode, tokens: readonly Token[], unit: boolean, message: Message): Bare | undefined {
  const [first] = tokens;
  if (first === undefined || tokens.some(({ kind }) => kind !== 'word')) return undefined;
  // "khong lan" counts nothing; "khong diem" may as well decline to give a score.
  if (unit && tokens.length === 1 && isZeroWord(first))
    return { value: 0, by: 'number-word', sure: node.kind === 'number' };
  const half = node.kind === 'scale' && tokens.length > 1 && isHalf(tokens.at(-1) ?? first);
  const spoken = half ? tokens.slice(0, -1) : tokens;
  const read = numberInWords(spoken, message.marked, message.language);
  if (read !== undefined) {
    return { value: read.value + (half ? 0.5 : 0), by: 'number-word', sure: read.sure || unit || half };
  }
  // Marks elsewhere and none on a word before the unit ("tam điểm"): likely the number, and not surely.
  const unmarked = unit ? numberInWords(spoken, false, message.language) : undefined;
  return unmarked === undefined ? undefined : { ...unmarked, by: 'number-word', sure: false };
}

function unitBefore(node: WaitingNode, tokens: readonly Token[], language: string): number {
  return Math.max(0, ...unitsOf(node, language).map((units) => phraseBefore(units, tokens, tokens.length)));
}

const units = new WeakMap<NumberNode, Phrases>();

const scaleUnits = { vi: [scoreUnits], en: [scoreUnits, scoreUnitsEnglish] } as const;
const unitsOfTen = { vi: [...scaleUnits.vi, outOfTen], en: [...scaleUnits.en, outOfTen] } as const;

/** The units that may stand behind a number at a node. */
export function unitsOf(node: WaitingNode, language: string): readonly Phrases[] {
  if (node.kind === 'scale') return (node.max === 10 ? unitsOfTen : scaleUnits)[language === 'en' ? 'en' : 'vi'];
  if (node.kind !== 'number' || node.unit === undefined) return [];
  const known = units.get(node) ?? phrasesOf(node.unit);
  units.set(node, known);
  return [known];
}
