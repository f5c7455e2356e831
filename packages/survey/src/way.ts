import type { Origin, ResponseEnded, ResponseId, ResponseReopened, SurveyHash } from '@mscore/contracts';
import { changeSession, openSession } from './copies';
import { type Course, changeCourse, record, request, resume, say } from './course';
import { type Context, surveyOf } from './decision';
import { dispositionOf } from './disposition';
import type { RequestEffect } from './effects';
import { holds } from './guard';
import type { Session } from './state';
import { type BranchNode, nodeOf, type Survey, type SurveyNode, type SystemText } from './survey';

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
  const session = openSession({
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
    dossier,
    values,
  });
  const surveyId = surveyOf(context, survey).id;
  return record(resume(context, session, now), ({ n }) => {
    const invited = { response, n, survey, surveyId, origin, language, channel: 'sms' as const };
    return { kind: 'fact', type: 'response.invited', data: early === undefined ? invited : { ...invited, early } };
  });
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
  const { session, now } = course;
  return changeCourse(course, {
    session: changeSession(session, {
      node,
      tries: 0,
      epoch: session.epoch + 1,
      askedAt: now,
      said: '',
      several: undefined,
      reminded: undefined,
    }),
  });
}

/** What was said unasked and may still be unsent is no longer true. */
function withdrawUnsent(course: Course): Course {
  if (course.session.unsent === undefined) return course;
  const { request, link, accepted } = course.session.unsent;
  const session = changeSession(course.session, { unsent: undefined });
  if (accepted === true) return changeCourse(course, { session });
  return changeCourse(course, { session, effects: [...course.effects, { kind: 'withdraw', request, link }] });
}

/** Whoever agreed to be contacted, handed over. */
export const followUp = ({ language, response }: Session): RequestEffect => ({
  kind: 'request',
  type: 'case.requested',
  data: { kind: 'follow-up', language, response },
});

/** Ends the response; its disposition follows from the answers. */
export function end(course: Course, reason: ResponseEnded['reason']): Course {
  const disposition = dispositionOf(course.survey, course.session, reason);
  const recorded = record(withdrawUnsent(course), ({ response, n }) => ({
    kind: 'fact',
    type: 'response.ended',
    data: { response, n, reason, disposition },
  }));
  return changeCourse(recorded, { ended: reason });
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
  return why === 'late-answer' ? changeCourse(reopened, { marks: ['late'] }) : reopened;
}

/** Says the waiting question again: the same prompt, so neither epoch nor tries change. */
export function repeatQuestion(course: Course, prefix?: SystemText): Course {
  const { several, node } = course.session;
  const before = prefix === undefined ? {} : { prefix };
  return several === undefined
    ? say(course, { of: 'node', name: node, ...before })
    : say(course, { of: 'system', name: 'confirmBatch', values: { answers: several.join(' ') }, ...before });
}
