import type { ResponseId, SurveyHash } from '@mscore/contracts';
import { changeSession } from './copies';
import { type Course, changeCourse, record } from './course';
import { type Context, lexiconOf, surveyOf } from './decision';
import type { FactEffect } from './effects';
import { isComplaintText } from './keywords';
import type { CommentFlag, ConsentNode, QuestionNode, Survey, WaitingNode } from './survey';
import { complainsOfNothing, holdsComplaint } from './understanding/complaints';
import type { AnswerFlag, Rule } from './verdict';

/** Records the agreement to the survey itself. */
export function recordConsent(course: Course, node: ConsentNode, rule: Rule): Course {
  const { language } = course.session;
  return record(
    course,
    ({ response, n }) => ({
      kind: 'fact',
      type: 'response.consented',
      data: { response, n, node: node.id, language, rule },
    }),
    { consented: true },
  );
}

/** How an item was left, with its value when it has one. */
export interface ItemResult {
  readonly how: 'answer' | 'skip' | 'refusal' | 'too-many-tries';
  readonly value?: number;
  readonly rule: Rule | 'too-many-tries' | 'several';
  readonly flags?: readonly AnswerFlag[];
}

/** Records what became of an item. */
export function recordItem(
  course: Course,
  node: QuestionNode | ConsentNode,
  variable: string,
  item: ItemResult,
): Course {
  const { value, how, rule } = item;
  const flags = course.marks.length === 0 ? (item.flags ?? []) : [...(item.flags ?? []), ...course.marks];
  const { session } = course;
  // Each of these is written for every answer: written out, because spreading costs as much as the rest of the answer.
  const fact = ({ response, n }: { response: ResponseId; n: number }): FactEffect => {
    const left =
      value === undefined
        ? { response, n, node: node.id, variable, how, rule }
        : { response, n, node: node.id, variable, value, how, rule };
    return { kind: 'fact', type: 'answer.recorded', data: flags.length === 0 ? left : { ...left, flags } };
  };
  return record(course, fact, { answers: { ...session.answers, [variable]: value ?? null } });
}

/** The state's mark for a free text that was given: the words themselves live in the fact only. */
const GIVEN = 'given';

/**
 * What a comment is marked with beside what its words say: it lacks words, is older than the question it stands at, or
 * was written before that question came.
 */
export type CommentMark = 'incomplete' | 'late' | 'redriven' | 'early';

/** Records the words of the message at hand as a comment on the waiting node. */
export function recordComment(
  course: Course,
  node: WaitingNode,
  text: string,
  marks: readonly CommentMark[] = [],
): Course {
  const complaint = readsLikeComplaint(course.context, course.survey, text);
  const answers = node.kind === 'text' && !marks.some((mark) => mark !== 'incomplete');
  const flags: readonly string[] = [
    ...(answers ? [] : ['beside-question']),
    ...marks,
    ...course.marks,
    ...complaintFlag(complaint),
  ];
  const variable = node.variable ?? node.id;
  const recorded = record(course, ({ response, n }) => {
    const comment = { response, n, node: node.id, variable, length: text.length };
    return { kind: 'fact', type: 'comment.recorded', data: flags.length === 0 ? comment : { ...comment, flags } };
  });
  const marked = complaint ? withFlag(recorded, 'complaint') : recorded;
  return answers ? answered(marked, variable, GIVEN) : marked;
}

/** Where a comment of a response that has ended stands, and the ordinal of the response's last fact. */
export interface EndedResponse {
  readonly response: ResponseId;
  readonly survey: SurveyHash;
  readonly node: string;
  readonly variable: string;
  readonly n: number;
}

/**
 * The late rest of a comment whose response has ended meanwhile: it belongs there, and to nothing that was begun since.
 * It changes no answer and no disposition.
 */
export function commentAfterEnd(
  context: Context,
  { response, survey, node, variable, n }: EndedResponse,
  text: string,
): FactEffect {
  const marks: readonly CommentMark[] = ['incomplete', 'late'];
  const flags = [...marks, ...complaintFlag(readsLikeComplaint(context, surveyOf(context, survey), text))];
  return {
    kind: 'fact',
    type: 'comment.recorded',
    data: { response, n: n + 1, node, variable, length: text.length, flags },
  };
}

const complaintFlag = (complaint: boolean): readonly string[] => (complaint ? ['complaint'] : []);

function readsLikeComplaint(context: Context, survey: Survey, text: string): boolean {
  if (isComplaintText(text, lexiconOf(context, '*')) && !complainsOfNothing(text)) return true;
  return holdsComplaint(survey, text);
}

function withFlag(course: Course, flag: CommentFlag): Course {
  const { session } = course;
  if (session.flags.includes(flag)) return course;
  return changeCourse(course, { session: changeSession(session, { flags: [...session.flags, flag] }) });
}

const answered = (course: Course, variable: string, value: number | string | null): Course =>
  changeCourse(course, {
    session: changeSession(course.session, { answers: { ...course.session.answers, [variable]: value } }),
  });
