import { type Course, changeSessionOf, notePrevious, request, say } from './course';
import type { Outcome, Turn } from './decision';
import { type CommentMark, recordComment, recordConsent, recordItem } from './records';
import { offerSeveral } from './several';
import type { PreviousAnswer, Session } from './state';
import { type ConsentNode, isParticipation, type QuestionNode, type SystemText, type WaitingNode } from './survey';
import type { Verdict } from './verdict';
import { end, enter, repeatQuestion } from './way';

/** What a reply to the waiting node leads to. */
export function follow(
  course: Course,
  node: WaitingNode,
  verdict: Exclude<Verdict, { kind: 'keyword' }>,
  turn: Pick<Turn, 'text' | 'incomplete'>,
): [Course, Outcome] {
  switch (verdict.kind) {
    case 'answer':
      return [followAnswer(course, node, verdict), 'answered'];
    case 'refuse':
      return [followRefusal(course, node, verdict), 'refused'];
    case 'skip':
      return [followSkip(course, node, verdict), 'skipped'];
    case 'comment':
      return followComment(course, node, turn);
    case 'ambiguous':
      return followAmbiguous(course, node, turn);
    case 'question':
      return [repeatQuestion(say(course, { of: 'system', name: aboutUs(course.session) })), 'question'];
    case 'wrongPerson':
      return [followWrongPerson(course), 'wrong-person'];
    case 'outOfRange':
    case 'empty':
    case 'noise':
      return [misunderstood(course, node), 'misunderstood'];
    default:
      return verdict satisfies never;
  }
}

type VerdictOf<K extends Verdict['kind']> = Extract<Verdict, { kind: K }>;

function followAnswer(course: Course, node: WaitingNode, { value, rule, flags }: VerdictOf<'answer'>): Course {
  const previous: Left = { node: node.id, how: 'answer', value };
  if (isParticipation(node)) return go(recordConsent(course, node, rule), previous, node.next.agreed);
  const recorded = item(course, node, { how: 'answer', value, rule, flags });
  return go(recorded, previous, node.kind === 'consent' ? node.next.agreed : node.next.answer);
}

/** Refusing an item is not refusing the survey, so the reply adds how to stop for good. */
function followRefusal(course: Course, node: WaitingNode, { rule }: VerdictOf<'refuse'>): Course {
  const previous: Left = { node: node.id, how: 'refusal' };
  if (isParticipation(node)) return enter(course, node.next.refused);
  if (node.kind === 'consent') {
    return go(item(course, node, { how: 'answer', value: 2, rule }), previous, node.next.refused);
  }
  const refused = item(course, node, { how: 'refusal', rule });
  return go(refused, previous, node.next.refusal, 'howToStop' satisfies SystemText);
}

function followSkip(course: Course, node: WaitingNode, { rule }: VerdictOf<'skip'>): Course {
  // A consent declares no skip words; were it skipped, silence about agreement is no agreement.
  if (node.kind === 'consent') return enter(course, node.next.refused);
  return go(item(course, node, { how: 'skip', rule }), { node: node.id, how: 'skip' }, node.next.skip);
}

function followComment(
  course: Course,
  node: WaitingNode,
  { text = '', incomplete }: Pick<Turn, 'text' | 'incomplete'>,
): [Course, Outcome] {
  const kept = keepComment(course, node, text, incomplete === true ? ['incomplete'] : []);
  if (node.kind !== 'text') return [misunderstood(kept, node), 'misunderstood'];
  return [go(kept, { node: node.id, how: 'comment' }, node.next.answer), 'commented'];
}

/** Asked about once, never guessed. Answers to all that is left to ask are confirmed as a whole. */
function followAmbiguous(course: Course, node: WaitingNode, { text = '' }: Pick<Turn, 'text'>): [Course, Outcome] {
  const several = offerSeveral(course, node, text);
  if (several !== undefined) return [several, 'several'];
  const reference = { of: 'system', name: 'ambiguous' satisfies SystemText, question: node.id } as const;
  // Words that might be more than an answer are kept with it.
  const kept = /\p{L}{2}/u.test(text) ? keepComment(course, node, text, []) : course;
  return [misunderstood(kept, node, reference), 'ambiguous'];
}

/** Before consent nothing of what people write is kept. */
export function keepComment(course: Course, node: WaitingNode, text: string, marks: readonly CommentMark[]): Course {
  return course.session.consented ? recordComment(course, node, text, marks) : course;
}

function followWrongPerson(course: Course): Course {
  const { dossier } = course.session;
  const told = say(end(course, 'wrong-person'), { of: 'system', name: 'wrongPerson' satisfies SystemText });
  return dossier === undefined ? told : request(told, { kind: 'request', type: 'dossier.disowned', data: { dossier } });
}

/** Who asks, and for whom. */
export const aboutUs = (session: Pick<Session, 'values'> | undefined): SystemText =>
  session?.values?.unit === undefined ? 'aboutUs.walkIn' : 'aboutUs';

type Left = Omit<PreviousAnswer, 'at'>;

const go = (course: Course, left: Left, to: string, hint?: string): Course =>
  enter(notePrevious(course, left), to, hint);

export function item(
  course: Course,
  node: QuestionNode | ConsentNode,
  result: Parameters<typeof recordItem>[3],
): Course {
  return node.variable === undefined ? course : recordItem(course, node, node.variable, result);
}

/** One try is gone: the hint while tries are left, else the item is given up. */
export function misunderstood(course: Course, node: WaitingNode, reference?: Parameters<typeof say>[1]): Course {
  const tries = course.session.tries + 1;
  if (tries < course.survey.policy.tries) {
    const tried = changeSessionOf(course, { tries });
    return say(tried, reference ?? { of: 'system', name: node.invalid ?? ('invalid' satisfies SystemText) });
  }
  const given = item(course, node, { how: 'too-many-tries', rule: 'too-many-tries' });
  return go(given, { node: node.id, how: 'too-many-tries' }, node.next.tooManyTries);
}
