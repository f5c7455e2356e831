import type { Origin, ResponseEnded, ResponseId, SurveyHash } from '@mscore/contracts';
import { holdsPhrase, wordsOf } from '@mscore/vietnam';
import { dispositionOf } from './disposition';
import type { Effect, FactEffect, TextReference } from './effects';
import { holds } from './guard';
import type { Session } from './state';
import { type CommentFlag, type ConsentNode, nodeOf, type QuestionNode, type Survey, type WaitingNode } from './survey';
import type { AnswerFlag, Rule } from './verdict';

/** A response on its way through one decision: where it stands and what has come of it so far. */
export interface Course {
  readonly survey: Survey;
  readonly session: Session;
  readonly ended: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly effects: readonly Effect[];
}

/** An open session taken up again. */
export const resume = (survey: Survey, session: Session, now: number): Course => ({
  survey,
  session,
  ended: false,
  now,
  effects: [],
});

/** A new response, standing before its first node. */
export function begin(
  survey: Survey,
  hash: SurveyHash,
  response: ResponseId,
  origin: Origin,
  language: string,
  now: number,
): Course {
  const session: Session = {
    response,
    survey: hash,
    origin,
    language,
    node: '',
    answers: {},
    consented: false,
    flags: [],
    epoch: 0,
    tries: 0,
    n: 0,
  };
  const data = { survey: hash, surveyId: survey.id, origin, language, channel: 'sms' as const };
  return record(resume(survey, session, now), (base) => ({
    kind: 'fact',
    type: 'response.invited',
    data: { ...base, ...data },
  }));
}

/** Goes on to a node: through branches, to the next prompt or the end. */
export function enter(course: Course, id: string, hint?: string): Course {
  const { survey, session } = course;
  const node = nodeOf(survey, id);
  switch (node.kind) {
    case 'branch': {
      const found = node.cases.find(({ when }) => holds(when, session));
      return enter(course, found?.to ?? node.otherwise, hint);
    }
    case 'handoff':
      return enter(course, node.next, hint);
    case 'end': {
      const ended = end(course, node.reason);
      if (node.text !== undefined) return say(ended, { of: 'node', name: id });
      return node.system === undefined ? ended : say(ended, { of: 'system', name: node.system });
    }
    case 'consent':
    case 'choice':
    case 'number':
    case 'scale':
    case 'text': {
      const waiting = { ...session, node: id, tries: 0, epoch: session.epoch + 1, askedAt: course.now };
      return say({ ...course, session: waiting }, { of: 'node', name: id, ...(hint === undefined ? {} : { hint }) });
    }
    default:
      return node satisfies never;
  }
}

/** Ends the response; its disposition follows from the answers. */
export function end(course: Course, reason: ResponseEnded['reason']): Course {
  const disposition = dispositionOf(course.survey, course.session.answers);
  const recorded = record(course, (base) => ({
    kind: 'fact',
    type: 'response.ended',
    data: { ...base, reason, disposition },
  }));
  return { ...recorded, ended: true };
}

/** Adds a reply in the session's language. */
export function say(course: Course, text: Omit<TextReference, 'survey' | 'language'>): Course {
  const { survey, language } = course.session;
  return { ...course, effects: [...course.effects, { kind: 'reply', text: { survey, language, ...text } }] };
}

/** Says the waiting question again: the same prompt, so neither epoch nor tries change. */
export const repeatQuestion = (course: Course): Course => say(course, { of: 'node', name: course.session.node });

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
  readonly rule: Rule | 'too-many-tries';
  readonly flags?: readonly AnswerFlag[];
}

/** Records what became of an item. */
export function recordItem(
  course: Course,
  node: QuestionNode | ConsentNode,
  variable: string,
  item: ItemResult,
): Course {
  const { value, how, rule, flags = [] } = item;
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

/** What a comment is marked with beside what its words say: it lacks words, or is older than the question it stands at. */
export type CommentMark = 'incomplete' | 'late' | 'redriven';

/** Records the words of the message at hand as a comment on the waiting node. */
export function recordComment(
  course: Course,
  node: WaitingNode,
  text: string,
  marks: readonly CommentMark[] = [],
): Course {
  const complaint = readsLikeComplaint(course.survey, text);
  const answers = node.kind === 'text' && !marks.some((mark) => mark !== 'incomplete');
  const flags: readonly string[] = [...(answers ? [] : ['beside-question']), ...marks, ...complaintFlag(complaint)];
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
  survey: Survey,
  { response, node, variable, n }: EndedResponse,
  text: string,
): FactEffect {
  const marks: readonly CommentMark[] = ['incomplete', 'late'];
  const flags = [...marks, ...complaintFlag(readsLikeComplaint(survey, text))];
  return {
    kind: 'fact',
    type: 'comment.recorded',
    data: { response, n: n + 1, node, variable, length: text.length, flags },
  };
}

const complaintFlag = (complaint: boolean): readonly string[] => (complaint ? ['complaint'] : []);

function readsLikeComplaint(survey: Survey, text: string): boolean {
  const { folded } = wordsOf(text);
  return survey.complaintWords.some((word) => holdsPhrase(folded, word));
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
