import { isPhrase, moreThan, negations, notYet, phraseAt, yesOrNo } from '@mscore/vietnam';
import type { NumberNode, ScaleNode, WaitingNode } from '../survey';
import type { Rule, Verdict } from '../verdict';
import { type Slice, slicesOf } from './affixes';
import type { Message, Token } from './message';
import { type NumberRead, numberIn } from './numbers';
import { bare, lookUp, type Vocabulary, vocabularyOf } from './vocabulary';

/**
 * What a message means to the waiting node that is no entry of it as it stands, when that is sure: a number, or either
 * after polite words were taken off.
 */
export function atNode(node: WaitingNode, message: Message): Verdict | undefined {
  const vocabulary = vocabularyOf(node, message.language);
  return letterForDigit(node, vocabulary, message) ?? afterAffixes(node, vocabulary, message);
}

function afterAffixes(node: WaitingNode, vocabulary: Vocabulary, message: Message): Verdict | undefined {
  for (const slice of slicesOf(node, vocabulary, message, message.spelled)) {
    const { tokens, whole } = slice;
    const number = node.kind === 'text' ? undefined : numberIn(node, tokens, message);
    if (!meets(slice, number)) continue;
    const verdict =
      lookUp(vocabulary, tokens) ??
      opposite(node, vocabulary, tokens) ??
      (number?.sure === true ? verdictOf(node, vocabulary, number) : undefined) ??
      beyondTop(node, tokens, message);
    if (verdict !== undefined) return whole ? verdict : byRule(verdict, 'affixed');
  }
  return undefined;
}

/** `9+`, `trên 9 lần` where nine stands for "nine or more". Of smaller numbers it is not known how many more. */
function beyondTop(node: WaitingNode, tokens: readonly Token[], message: Message): Verdict | undefined {
  if (node.kind !== 'number' || node.topCode === undefined) return undefined;
  const more = phraseAt(moreThan, tokens, 0);
  const plus = tokens.at(-1)?.folded === '+' ? 1 : 0;
  if (more > 0 === plus > 0) return undefined;
  const number = numberIn(node, tokens.slice(more, tokens.length - plus), message);
  const beyond = number?.sure === true && number.value >= node.max && number.value <= node.topCode;
  return beyond ? { kind: 'answer', value: node.max, rule: number.by, flags: ['top-coded'] } : undefined;
}

/**
 * Whether a slice is what the words before it need it to be. A label that begins with a digit will do for a number
 * (`cho 1 tieng`). At a text node nothing is a number.
 */
const meets = ({ needs, tokens }: Slice, number: NumberRead | undefined): boolean => {
  if (needs === 'number') return number !== undefined || tokens[0]?.kind === 'number';
  return needs === 'nothing' || number?.withUnit === true;
};

/** What a number means to a node: one of its values, a digit it declares for something else, or nothing it has. */
export function verdictOf(node: WaitingNode, vocabulary: Vocabulary, number: NumberRead): Verdict {
  const { value, by, flags } = number;
  // "0 diem" is a score; a bare 0 may be the digit declared for skipping.
  const declared = number.withUnit ? undefined : lookUpDigit(vocabulary, value);
  if (declared !== undefined) return withFlags(by === 'digits' ? declared : byRule(declared, by), flags);
  switch (node.kind) {
    case 'consent':
    case 'text':
      return { kind: 'outOfRange', value };
    case 'choice':
      return withFlags(plainNo(vocabulary, node.options.length, value) ?? { kind: 'outOfRange', value }, flags);
    case 'scale':
    case 'number':
      return withFlags(inRange(node, value, by), flags);
    default:
      return node satisfies never;
  }
}

function inRange(node: NumberNode | ScaleNode, value: number, rule: Rule): Verdict {
  if (value >= node.min && value <= node.max) return { kind: 'answer', value, rule, flags: [] };
  const top = node.kind === 'number' ? (node.topCode ?? node.max) : node.max;
  return value > node.max && value <= top
    ? { kind: 'answer', value: node.max, rule, flags: ['top-coded'] }
    : { kind: 'outOfRange', value };
}

export const lookUpDigit = (vocabulary: Vocabulary, value: number): Verdict | undefined =>
  lookUp(vocabulary, [bare(String(value))]);

/** The "no" of a yes/no question, which 0 stands for as well. */
function plainNo(vocabulary: Vocabulary, options: number, value: number): Verdict | undefined {
  if (value !== 0 || options !== 2) return undefined;
  const no = vocabulary.yesNo && lookUpDigit(vocabulary, vocabulary.yesNo.no);
  return no && byRule(no, 'digits');
}

/**
 * Not the one option is the other, where there are exactly two. "Chưa đồng ý" (not yet) refuses nothing, and not a "no"
 * is not a "yes".
 */
function opposite(node: WaitingNode, vocabulary: Vocabulary, tokens: readonly Token[]): Verdict | undefined {
  const length = phraseAt(negations, tokens, 0);
  if (length === 0 || length >= tokens.length) return undefined;
  const denied = deniedIn(vocabulary, tokens.slice(length));
  if (denied?.kind !== 'answer') return undefined;
  if (node.kind === 'consent') {
    return isPhrase(notYet, tokens, 0, length) ? undefined : { kind: 'refuse', rule: 'negation' };
  }
  if (node.kind !== 'choice' || node.options.length !== 2) return undefined;
  const other = node.options.find(({ value }) => value !== denied.value);
  return other === undefined ? undefined : { kind: 'answer', value: other.value, rule: 'negation', flags: [] };
}

/** What is denied, if it is said in words and denies nothing itself. */
export function deniedIn(vocabulary: Vocabulary, tokens: readonly Token[]): Verdict | undefined {
  const inWords = tokens.every(({ kind }) => kind === 'word') && phraseAt(negations, tokens, 0) === 0;
  return inWords ? lookUp(vocabulary, tokens) : undefined;
}

/** Digits as they look on a phone: they count as the whole message only, and without marks (`ờ` is a word). */
export const lookalikes: ReadonlyMap<string, number> = new Map([
  ['l', 1],
  ['i', 1],
  ['o', 0],
]);

/** Another reading of a word that a node declares, were it not declared, and where that comes from. */
export interface Reading {
  readonly by: 'number' | 'politeness' | 'negation';
  readonly verdict: Verdict;
}

/**
 * How the rules would read a message whose whole is no entry of the node: as a number, as another entry once polite
 * words are off, as the opposite of one. For the prover, which refuses words that are read in two ways.
 */
export function readingsByRule(node: WaitingNode, message: Message): readonly Reading[] {
  const vocabulary = vocabularyOf(node, message.language);
  const digit = letterForDigit(node, vocabulary, message);
  return [
    ...reading('number', digit),
    ...slicesOf(node, vocabulary, message, message.spelled).flatMap((slice) => {
      const { tokens, whole } = slice;
      const number = node.kind === 'text' ? undefined : numberIn(node, tokens, message);
      if (!meets(slice, number)) return [];
      return [
        ...(whole ? [] : reading('politeness', lookUp(vocabulary, tokens))),
        ...reading('number', number && verdictOf(node, vocabulary, number)),
        ...reading('negation', opposite(node, vocabulary, tokens)),
      ];
    }),
  ];
}

const reading = (by: Reading['by'], verdict: Verdict | undefined): readonly Reading[] =>
  verdict === undefined ? [] : [{ by, verdict }];

function letterForDigit(node: WaitingNode, vocabulary: Vocabulary, { words }: Message): Verdict | undefined {
  const value = node.kind === 'choice' || node.kind === 'number' ? lookalikes.get(words.marked) : undefined;
  // "o" may be ờ where a yes is an answer.
  if (value === undefined || (vocabulary.yesNo !== undefined && yesOrNo.has(words.marked))) return undefined;
  return verdictOf(node, vocabulary, { value, by: 'digits', sure: true, withUnit: false, flags: ['letter-for-digit'] });
}

const withFlags = (verdict: Verdict, flags: NumberRead['flags']): Verdict =>
  verdict.kind === 'answer' && flags.length > 0 ? { ...verdict, flags: [...verdict.flags, ...flags] } : verdict;

function byRule(verdict: Verdict, rule: Rule): Verdict {
  return verdict.kind === 'answer' || verdict.kind === 'refuse' || verdict.kind === 'skip'
    ? { ...verdict, rule }
    : verdict;
}
