import type { SurveyHash } from '@mscore/contracts';
import { spokenOf } from './alone';
import { type Course, changeCourse, request, resume, say } from './course';
import { type Context, type Decision, languageOf, type Outcome, surveyOf } from './decision';
import type { Effect, RequestEffect } from './effects';
import { settle } from './settle';
import type { ConversationState } from './state';
import type { Survey, SystemText } from './survey';
import type { ServiceName } from './system-texts';
import { repeatQuestion } from './way';

/** What is said and asked beside the questions of a survey, whether one is open or not. */
export interface Talk {
  readonly context: Context;
  readonly state: ConversationState;
  readonly now: number;
  /** The open response. */
  readonly course?: Course;
  /** What comes of it while none is open. */
  readonly effects: readonly Effect[];
  /** We speak first. */
  readonly lane?: 'bulk';
}

/** A conversation in which something is to be said. */
export function openTalk(context: Context, state: ConversationState, now: number, at = now): Talk {
  const { session } = state;
  const talk: Talk = { context, state, now, effects: [] };
  return session === undefined ? talk : { ...talk, course: resume(context, session, now, at) };
}

/** Says a system text. */
export function tell(talk: Talk, name: SystemText, values?: Readonly<Record<string, string>>): Talk {
  const { course, context, lane } = talk;
  const text = { of: 'system', name, ...(values === undefined ? {} : { values }) } as const;
  if (course !== undefined) {
    return { ...talk, course: say(lane === undefined ? course : changeCourse(course, { lane }), text) };
  }
  const effect: Effect = {
    kind: 'reply',
    text: {
      survey: context.survey,
      language: languageIn(talk),
      ...spokenOf(surveyOf(context, context.survey), context.services, text),
    },
    ...(lane === undefined ? {} : { lane }),
  };
  return { ...talk, effects: [...talk.effects, effect] };
}

/** Asks a service. Where none answers, the request is kept for the one that will, and the citizen hears so. */
export function askService(talk: Talk, service: ServiceName, effect: RequestEffect): Talk {
  const { course, context } = talk;
  const asked: Talk =
    course === undefined
      ? { ...talk, effects: [...talk.effects, effect] }
      : { ...talk, course: request(course, effect) };
  return context.services.has(service) ? asked : question(tell(asked, 'received'));
}

/** The waiting question again, once there is consent: whoever only looked something up is not invited again. */
export function question(talk: Talk, also?: 'before-consent'): Talk {
  const { course } = talk;
  if (course === undefined || (!course.session.consented && also === undefined)) return talk;
  return { ...talk, course: repeatQuestion(course) };
}

/** What a talk amounts to. */
export const settleTalk = ({ state, course, effects }: Talk, outcome: Outcome): Decision =>
  course === undefined ? { state, effects, outcome } : settle(state, course, outcome);

/** The survey that speaks: the open one's version, else the one in force. */
export const speakingSurvey = ({ context, course }: Talk): Survey =>
  course?.survey ?? surveyOf(context, context.survey);

/** The language that is spoken. */
export const languageIn = ({ context, state, course }: Talk): string =>
  course?.session.language ?? languageOf(surveyOf(context, context.survey), state);

/** The version in force of a survey, `undefined` when there is none of that name. */
export const inForce = (context: Context, id: string | undefined): SurveyHash | undefined =>
  id === undefined ? context.survey : context.surveyIds.get(id);
