import { type CommentMark, type Course, enter, recordComment, recordConsent, recordItem, say } from './course';
import type { Outcome, Turn } from './decision';
import { type ConsentNode, isParticipation, type QuestionNode, type SystemText, type WaitingNode } from './survey';
import type { Verdict } from './verdict';

/** What a reply to the waiting node leads to. */
export function follow(
  course: Course,
  node: WaitingNode,
  verdict: Exclude<Verdict, { kind: 'keyword' }>,
  { text = '', incomplete }: Pick<Turn, 'text' | 'incomplete'>,
): [Course, Outcome] {
  switch (verdict.kind) {
    case 'answer':
      return [followAnswer(course, node, verdict), 'answered'];
    case 'refuse':
      return [followRefusal(course, node, verdict), 'refused'];
    case 'skip':
      return [followSkip(course, node, verdict), 'skipped'];
    case 'comment': {
      const marks: readonly CommentMark[] = incomplete === true ? ['incomplete'] : [];
      // Before consent nothing of what people write is kept.
      const kept = course.session.consented || node.kind === 'text' ? recordComment(course, node, text, marks) : course;
      return node.kind === 'text'
        ? [enter(kept, node.next.answer), 'commented']
        : [misunderstood(kept, node), 'misunderstood'];
    }
    case 'ambiguous':
    case 'question':
    case 'wrongPerson':
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
  if (isParticipation(node)) return enter(recordConsent(course, node, rule), node.next.agreed);
  const recorded = item(course, node, { how: 'answer', value, rule, flags });
  return enter(recorded, node.kind === 'consent' ? node.next.agreed : node.next.answer);
}

/** Refusing an item is not refusing the survey, so the reply adds how to stop for good. */
function followRefusal(course: Course, node: WaitingNode, { rule }: VerdictOf<'refuse'>): Course {
  if (isParticipation(node)) return enter(course, node.next.refused);
  if (node.kind === 'consent') {
    return enter(item(course, node, { how: 'answer', value: 2, rule }), node.next.refused);
  }
  return enter(item(course, node, { how: 'refusal', rule }), node.next.refusal, 'howToStop' satisfies SystemText);
}

function followSkip(course: Course, node: WaitingNode, { rule }: VerdictOf<'skip'>): Course {
  // A consent declares no skip words; were it skipped, silence about agreement is no agreement.
  if (node.kind === 'consent') return enter(course, node.next.refused);
  return enter(item(course, node, { how: 'skip', rule }), node.next.skip);
}

function item(course: Course, node: QuestionNode | ConsentNode, result: Parameters<typeof recordItem>[3]): Course {
  return node.variable === undefined ? course : recordItem(course, node, node.variable, result);
}

/** One try is gone: the hint while tries are left, else the item is given up. */
export function misunderstood(course: Course, node: WaitingNode): Course {
  const tries = course.session.tries + 1;
  if (tries < course.survey.policy.tries) {
    const tried = { ...course, session: { ...course.session, tries } };
    return say(tried, { of: 'system', name: node.invalid ?? ('invalid' satisfies SystemText) });
  }
  const given = item(course, node, { how: 'too-many-tries', rule: 'too-many-tries' });
  return enter(given, node.next.tooManyTries);
}
