import { durationIn } from '@mscore/vietnam';
import type { ChoiceNode, Option, WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import type { Message } from './message';

const anySign = /['’′´`]/;
const eachSign = /(\p{Nd}) ?(['’′´`]{1,2})(?![\p{L}\p{N}])/gu;

/** A text with the signs for minutes and seconds written out (`15'`), where options stand for times or a number counts. */
export function signsInFull(node: WaitingNode, text: string): string {
  const counts = node.kind === 'scale' || node.kind === 'number' || isTimed(node);
  // Within quotes the sign only ends them.
  if (!counts || !anySign.test(text) || anySign.test(text.trimStart().charAt(0))) return text;
  return text.replace(eachSign, (_, digit: string, sign: string) => `${digit} ${sign.length === 1 ? 'phút' : 'giây'} `);
}

const isTimed = (node: WaitingNode): node is ChoiceNode =>
  node.kind === 'choice' && node.options.some(({ minutes }) => minutes !== undefined);

/** The option that a time belongs to, where options stand for times; a time that may belong to several is asked about. */
export function duration(node: WaitingNode, { spelled, language }: Message): Verdict | undefined {
  if (!isTimed(node)) return undefined;
  const named = durationIn(spelled, language);
  if (named === undefined) return undefined;
  const candidates = node.options.filter((option) => overlaps(option, named)).map(({ value }) => value);
  const [value, ...others] = candidates;
  if (value === undefined) return undefined;
  return others.length > 0 ? { kind: 'ambiguous', candidates } : { kind: 'answer', value, rule: 'duration', flags: [] };
}

/** Whether two spans of minutes share one. */
export const overlaps = (
  { minutes }: Pick<Option, 'minutes'>,
  { from, to }: { readonly from: number; readonly to: number },
): boolean => minutes !== undefined && from <= endOf(minutes) && to >= minutes.from;

export const endOf = ({ to }: NonNullable<Option['minutes']>): number => to ?? Number.POSITIVE_INFINITY;
