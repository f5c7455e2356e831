import type { Attribution } from './attribution';
import { type Course, changeCourse, notePrevious, request } from './course';
import type { Outcome } from './decision';
import { item } from './follow';
import { policyOf } from './policy';
import { type ItemResult, recordComment } from './records';
import type { PreviousAnswer } from './state';
import { isParticipation, isWaiting, nodeOf, type Survey, type WaitingNode } from './survey';
import { understand } from './understand';
import type { Verdict } from './verdict';
import { destination, enter, followUp, repeatQuestion } from './way';

/** A reply with what it means at the waiting question. */
export interface EarlyReply {
  readonly text: string;
  readonly verdict: Verdict;
}

/**
 * What comes of a reply that can hardly have been written to the waiting question: it repeats the answer before, or
 * corrects it, or goes with it. `undefined`: it is an answer to the waiting question after all, given fast.
 */
export function followEarly(
  course: Course,
  attribution: Exclude<Attribution, 'current'>,
  reply: EarlyReply,
): [Course, Outcome] | undefined {
  const { previous, askedAt } = course.session;
  const since = course.at - (previous?.at ?? askedAt ?? 0);
  const inTime = since <= policyOf(course.survey).correctionSeconds * 1000;
  // The question is long said and never reached the network: whoever writes waits for it.
  if (attribution === 'before' && !inTime) return [repeatQuestion(keepWords(course, reply)), 'asked-again'];
  if (previous === undefined) return attribution === 'fast' ? undefined : [course, 'early'];
  const node = waitingAt(course.survey, previous.node);
  const meant = understand(node, reply.text, course.session.language);
  if (repeats(previous, meant)) return [course, 'duplicate'];
  if (attribution === 'fast' && isAnswer(reply.verdict)) return undefined;
  if (inTime && isAnswer(meant)) return [correct(course, node, meant), 'corrected'];
  const goesWithIt = attribution === 'before' || (previous.how === 'comment' && reply.verdict.kind === 'comment');
  return goesWithIt ? [addTo(course, node, reply.text), 'early'] : undefined;
}

/** Words that answer nothing are kept all the same. */
function keepWords(course: Course, { text, verdict }: EarlyReply): Course {
  if (verdict.kind !== 'comment' && verdict.kind !== 'ambiguous') return course;
  return addTo(course, waitingAt(course.survey, course.session.node), text);
}

/** Replaces the answer given before: the last counts, both are kept. The question that waits waits on. */
export function correct(course: Course, node: WaitingNode, verdict: AnswerVerdict): Course {
  if (isParticipation(node)) return verdict.kind === 'answer' ? course : enter(course, node.next.refused);
  const marked: Course = changeCourse(course, { marks: [...course.marks, 'correction'] });
  const recorded = item(marked, node, resultOf(node, verdict));
  const noted = { ...notePrevious(recorded, { node: node.id, ...leavingOf(verdict) }), marks: course.marks };
  const to = destination(course.survey, wayOf(node, verdict), noted.session);
  // Who agrees after all is handed over; a yes before it would have made this one a repetition.
  if (course.ended !== undefined) {
    return node.kind === 'consent' && to.kind === 'handoff' ? request(noted, followUp(noted.session)) : noted;
  }
  // Another answer may lead another way.
  return to.id === course.session.node ? noted : enter(noted, to.id);
}

export type AnswerVerdict = Extract<Verdict, { kind: 'answer' | 'skip' | 'refuse' }>;

export const isAnswer = (verdict: Verdict): verdict is AnswerVerdict =>
  verdict.kind === 'answer' || verdict.kind === 'skip' || verdict.kind === 'refuse';

/** Whether a reply says what the answer before said. */
export const repeats = ({ how, value }: Omit<PreviousAnswer, 'at'>, meant: Verdict): boolean =>
  (how === 'answer' && meant.kind === 'answer' && meant.value === value) ||
  (how === 'skip' && meant.kind === 'skip') ||
  (how === 'refusal' && meant.kind === 'refuse');

function leavingOf(verdict: AnswerVerdict): Pick<PreviousAnswer, 'how' | 'value'> {
  if (verdict.kind === 'answer') return { how: 'answer', value: verdict.value };
  return { how: verdict.kind === 'skip' ? 'skip' : 'refusal' };
}

function resultOf(node: WaitingNode, verdict: AnswerVerdict): ItemResult {
  const { rule } = verdict;
  switch (verdict.kind) {
    case 'answer':
      return { how: 'answer', value: verdict.value, rule, flags: verdict.flags };
    case 'skip':
      return { how: 'skip', rule };
    case 'refuse':
      return node.kind === 'consent' ? { how: 'answer', value: 2, rule } : { how: 'refusal', rule };
    default:
      return verdict satisfies never;
  }
}

function wayOf({ kind, next }: WaitingNode, verdict: AnswerVerdict): string {
  if (kind === 'consent') return verdict.kind === 'answer' ? next.agreed : next.refused;
  if (verdict.kind === 'answer') return next.answer;
  return verdict.kind === 'skip' ? next.skip : next.refusal;
}

/** Words that came right behind an answer belong to it. Before consent nothing of what people write is kept. */
const addTo = (course: Course, node: WaitingNode, text: string): Course =>
  course.session.consented ? recordComment(course, node, text, ['early']) : course;

function waitingAt(survey: Survey, id: string): WaitingNode {
  const node = nodeOf(survey, id);
  if (!isWaiting(node)) throw new RangeError(`survey ${survey.id}: ${id} was answered and asks nothing`);
  return node;
}
