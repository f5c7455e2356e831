import { negations, phraseAt } from '@mscore/vietnam';
import type { WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import { lookUpDigit } from './at-node';
import type { Message, Token } from './message';
import type { Part } from './parts';
import { sameMeaning, type Vocabulary, vocabularyOf } from './vocabulary';

/**
 * The one thing that several parts say: labels that mean the same (`vâng đồng ý`), a number and its label (`1=Có`).
 * A label that begins with a denial directly before another is no agreement: `không, chưa rõ` is, `không từ chối` and
 * `không có chen hàng` are not, where `không có` is a label as well.
 */
export function agreement(node: WaitingNode, message: Message, parts: readonly Part[]): Verdict | undefined {
  if (parts.length < 2) return undefined;
  const vocabulary = vocabularyOf(node, message.language);
  const said = parts.filter(({ kind }) => kind === 'label' || kind === 'number' || kind === 'denied');
  const numbers = said.filter(({ kind }) => kind === 'number');
  if (said.length < 2 || numbers.length > 1 || parts.some(({ kind }) => kind === 'hedge')) return undefined;
  if (deniesNext(message.spelled, parts)) return undefined;
  const verdicts = said.map((part) => verdictOfPart(vocabulary, part));
  const [first] = verdicts;
  if (first === undefined || (first.kind !== 'answer' && first.kind !== 'refuse')) return undefined;
  const agreed = verdicts.every((verdict) => verdict !== undefined && sameMeaning(verdict, first));
  return agreed ? { ...first, rule: 'agreeing' } : undefined;
}

function verdictOfPart(vocabulary: Vocabulary, part: Part): Verdict | undefined {
  if (part.kind === 'label') return part.verdict;
  const [value, ...more] = part.kind === 'number' ? part.values : [];
  return value === undefined || more.length > 0 ? undefined : lookUpDigit(vocabulary, value);
}

function deniesNext(tokens: readonly Token[], parts: readonly Part[]): boolean {
  let at = 0;
  return parts.some((part, index) => {
    const from = at;
    at += part.length;
    const next = parts[index + 1]?.kind;
    // Unmarked, nỏ (không in Quang Tri) looks like the English word.
    const denial = phraseAt(negations, tokens, from) > 0 || tokens[from]?.marked === 'no';
    const denies = part.kind === 'label' && denial;
    return denies && (next === 'label' || next === 'denied');
  });
}

/** Every number that a message may stand for, in the order they were typed; none when it says something else. */
export const candidatesIn = (parts: readonly Part[]): readonly number[] =>
  parts.flatMap((part) => {
    if (part.kind === 'number') return part.values;
    if (part.kind === 'denied') return part.candidates;
    return part.kind === 'label' ? valueSaid(part.verdict) : [];
  });

function valueSaid(verdict: Verdict): readonly number[] {
  if (verdict.kind === 'answer') return [verdict.value];
  return verdict.kind === 'refuse' && verdict.rule !== 'refusal' ? [2] : [];
}
