import type { Origin, ResponseEnded, ResponseId, ResponseReopened, SurveyHash } from '@mscore/contracts';
import { holdsAnyPhrase, wordsOf } from '@mscore/vietnam';
import { type Context, lexiconOf, surveyOf } from './decision';
import { dispositionOf } from './disposition';
import type { Effect, FactEffect, RequestEffect, TextReference } from './effects';
import { holds } from './guard';
import { isComplaintText } from './keywords';
import type { PreviousAnswer, Session } from './state';
import {
  type BranchNode,
  type CommentFlag,
  type ConsentNode,
  nodeOf,
  type QuestionNode,
  type Survey,
  type SurveyNode,
  type SystemText,
  type WaitingNode,
} from './survey';
import type { AnswerFlag, Rule } from './verdict';

/** A response on its way through one decision: where it stands and what has come of it so far. */
export interface Course {
  readonly context: Context;
  /** The version its session is pinned to. */
  readonly survey: Survey;
  readonly session: Session;
  /** Why it ended, when it did. */
  readonly ended?: ResponseEnded['reason'];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When what is decided here happened: a message arrived, a timer came. Milliseconds since the epoch. */
  readonly at: number;
  /** What every answer and comment of this decision is marked with. */
  readonly marks: readonly CourseMark[];
  /** We speak first: nobody waits for these texts. */
  readonly lane?: 'bulk';
  readonly effects: readonly Effect[];
}

/**
 * `fast`: so soon after the question that it was hardly read · `late`: after the response had expired ·
 * `correction`: it replaces the answer given before.
 */
export type CourseMark = 'fast' | 'late' | 'correction';

/** An open session taken up again. */
export const resume = (context: Context, session: Session, now: number, at: number = now): Course => ({
  context,
  survey: surveyOf(context, session.survey),
  session,
  now,
  at,
  marks: [],
  effects: [],
});

/** What a response begins with. */
export interface Beginning {
  readonly survey: SurveyHash;
  readonly response: ResponseId;
  readonly origin: Origin;
  readonly language: string;
  readonly dossier?: string;
  readonly values?: Readonly<Record<string, string>>;
  readonly early?: true;
}

/** A new response, standing before its first node. */
export function begin(context: Context, beginning: Beginning, now: number): Course {
  const { survey, response, origin, language, dossier, values, early } = beginning;
  const session: Session = {
    response,
    survey,
    origin,
    language,
    node: '',
    answers: {},
    consented: false,
    flags: [],
    epoch: 0,
    tries: 0,
    n: 0,
    ...(dossier === undefined ? {} : { dossier }),
    ...(values === undefined ? {} : { values }),
  };
  const data = { survey, surveyId: surveyOf(context, survey).id, origin, language, channel: 'sms' as const };
  return record(resume(context, session, now), (base) => ({
    kind: 'fact',
    type: 'response.invited',
    data: { ...base, ...data, ...(early === undefined ? {} : { early }) },
  }));
}

/** Goes on to a node: through branches, to the next prompt or the end. */
export function enter(course: Course, id: string, hint?: string): Course {
  const { survey, session } = course;
  const node = destination(survey, id, session);
  switch (node.kind) {
    case 'handoff':
      return enter(request(course, followUp(session)), node.next, hint);
    case 'end': {
      const ended = end(course, node.reason);
      if (node.text !== undefined) return say(ended, { of: 'node', name: node.id });
      return node.system === undefined ? ended : say(ended, { of: 'system', name: node.system });
    }
    case 'consent':
    case 'choice':
    case 'number':
    case 'scale':
    case 'text':
      return say(put(withdrawUnsent(course), node.id), {
        of: 'node',
        name: node.id,
        ...(hint === undefined ? {} : { hint }),
      });
    default:
      return node satisfies never;
  }
}

/** Where a target leads through branches: the first node that is none. */
export function destination(
  survey: Survey,
  id: string,
  answered: Pick<Session, 'answers' | 'flags'>,
): Exclude<SurveyNode, BranchNode> {
  const node = nodeOf(survey, id);
  if (node.kind !== 'branch') return node;
  const found = node.cases.find(({ when }) => holds(when, answered));
  return destination(survey, found?.to ?? node.otherwise, answered);
}

/** A new prompt at a node: nothing that was sent before can have answered it. */
export function put(course: Course, node: string): Course {
  const { several: _, reminded: __, said: ___, ...session } = course.session;
  return { ...course, session: { ...session, node, tries: 0, epoch: session.epoch + 1, askedAt: course.now } };
}

/** What was said unasked and may still be unsent is no longer true. */
function withdrawUnsent(course: Course): Course {
  const { unsent, ...session } = course.session;
  if (unsent === undefined) return course;
  return { ...course, session, effects: [...course.effects, { kind: 'withdraw', ...unsent }] };
}

const followUp = ({ language, response }: Session): RequestEffect => ({
  kind: 'request',
  type: 'case.requested',
  data: { kind: 'follow-up', language, response },
});

/** Asks another service for something. */
export const request = (course: Course, effect: RequestEffect): Course => ({
  ...course,
  effects: [...course.effects, effect],
});

/** Ends the response; its disposition follows from the answers. */
export function end(course: Course, reason: ResponseEnded['reason']): Course {
  const disposition = dispositionOf(course.survey, course.session, reason);
  const recorded = record(withdrawUnsent(course), (base) => ({
    kind: 'fact',
    type: 'response.ended',
    data: { ...base, reason, disposition },
  }));
  return { ...recorded, ended: reason };
}

/** Takes up a response that had expired. */
export function reopen(
  context: Context,
  session: Session,
  why: ResponseReopened['why'],
  now: number,
  at: number,
): Course {
  const reopened = record(resume(context, session, now, at), (base) => ({
    kind: 'fact',
    type: 'response.reopened',
    data: { ...base, why },
  }));
  return why === 'late-answer' ? { ...reopened, marks: ['late'] } : reopened;
}

/** Adds a reply in the session's language. */
export function say(course: Course, text: Omit<TextReference, 'survey' | 'language'>): Course {
  const { survey, language, values } = course.session;
  const known = values === undefined ? text.values : { ...values, ...text.values };
  const reference: TextReference = { survey, language, ...text, ...(known === undefined ? {} : { values: known }) };
  const effect: Effect = {
    kind: 'reply',
    text: reference,
    ...(course.lane === undefined ? {} : { lane: course.lane }),
  };
  return { ...course, effects: [...course.effects, effect] };
}

/** Says the waiting question again: the same prompt, so neither epoch nor tries change. */
export function repeatQuestion(course: Course, prefix?: SystemText): Course {
  const { several, node } = course.session;
  const before = prefix === undefined ? {} : { prefix };
  return several === undefined
    ? say(course, { of: 'node', name: node, ...before })
    : say(course, { of: 'system', name: 'confirmBatch', values: { answers: several.join(' ') }, ...before });
}

/** Records the agreement to the survey itself. */
export function recordConsent(course: Course, node: ConsentNode, rule: Rule): Course {
  const { language } = course.session;
  const recorded = record(course, (base) => ({
    kind: 'fact',
    type: 'response.consented',
    data: { ...base, node: node.id, language, rule },
  }));
  return { ...recorded, session: { ...recorded.session, consented: true } };
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
  const flags = [...(item.flags ?? []), ...course.marks];
  const recorded = record(course, (base) => ({
    kind: 'fact',
    type: 'answer.recorded',
    data: {
      ...base,
      node: node.id,
      variable,
      ...(value === undefined ? {} : { value }),
      how,
      rule,
      ...(flags.length === 0 ? {} : { flags }),
    },
  }));
  return answered(recorded, variable, value ?? null);
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
  const recorded = record(course, (base) => ({
    kind: 'fact',
    type: 'comment.recorded',
    data: { ...base, node: node.id, variable, length: text.length, ...(flags.length === 0 ? {} : { flags }) },
  }));
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
  if (isComplaintText(text, lexiconOf(context, '*'))) return true;
  return holdsAnyPhrase(wordsOf(text).folded, survey.complaintWords);
}

function withFlag(course: Course, flag: CommentFlag): Course {
  const { session } = course;
  if (session.flags.includes(flag)) return course;
  return { ...course, session: { ...session, flags: [...session.flags, flag] } };
}

const answered = (course: Course, variable: string, value: number | string | null): Course => ({
  ...course,
  session: { ...course.session, answers: { ...course.session.answers, [variable]: value } },
});

/** Adds a fact with the next ordinal. */
function record(course: Course, fact: (base: { response: ResponseId; n: number }) => FactEffect): Course {
  const n = course.session.n + 1;
  const effect = fact({ response: course.session.response, n });
  return { ...course, session: { ...course.session, n }, effects: [...course.effects, effect] };
}

/** Notes how the waiting question was left, for a reply that comes too early for the next. */
export function notePrevious(course: Course, previous: Omit<PreviousAnswer, 'at'>): Course {
  return { ...course, session: { ...course.session, previous: { ...previous, at: course.at } } };
}
