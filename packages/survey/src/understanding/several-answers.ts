import { plainDigits } from '@mscore/vietnam';
import type { QuestionNode } from '../survey';
import { understand } from '../understand';
import type { Verdict } from '../verdict';
import { LONGEST_READ } from './message';

export type Answer = Extract<Verdict, { kind: 'answer' }>;

const between = /[\s,;\-–—]+/u;

/**
 * Several answers in one text (`9 8 1 2 1 2`): one for each of the nodes, in their order, when the text is exactly so
 * many numbers with nothing but spaces, commas, semicolons, dashes or line breaks between them, and each number is an
 * answer to its node on its own. Undefined for anything else, a single answer included: that is no series. Whoever
 * takes a series has the citizen confirm it.
 */
export function severalAnswers(
  nodes: readonly QuestionNode[],
  text: string,
  language: string,
): readonly Answer[] | undefined {
  if (nodes.length < 2 || text.length > LONGEST_READ) return undefined;
  const typed = plainDigits(text)
    .trim()
    .replace(/[.,;]+$/, '')
    .split(between);
  if (typed.length !== nodes.length || !typed.every((each) => /^\d{1,3}$/.test(each))) return undefined;
  const verdicts = nodes.map((node, at) => understand(node, typed[at] ?? '', language));
  const answers = verdicts.filter((verdict) => verdict.kind === 'answer');
  return answers.length === nodes.length ? answers : undefined;
}
