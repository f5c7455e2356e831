import type { ResponseEnded, ResponseId } from '@mscore/contracts';
import { spokenOf } from './alone';
import { changeSession } from './copies';
import { type Context, surveyOf } from './decision';
import type { Effect, FactEffect, RequestEffect, TextReference } from './effects';
import type { PreviousAnswer, Session } from './state';
import type { Survey } from './survey';

/** A response on its way through one decision: where it stands and what has come of it so far. */
export interface Course {
  readonly context: Context;
  /** The version its session is pinned to. */
  readonly survey: Survey;
  readonly session: Session;
  /** Why it ended, when it did. */
  readonly ended: ResponseEnded['reason'] | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When what is decided here happened: a message arrived, a timer came. Milliseconds since the epoch. */
  readonly at: number;
  /** What every answer and comment of this decision is marked with. */
  readonly marks: readonly CourseMark[];
  /** We speak first: nobody waits for these texts. */
  readonly lane: 'bulk' | undefined;
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
  ended: undefined,
  now,
  at,
  marks: [],
  lane: undefined,
  effects: [],
});

/** A course with some fields changed. Written out, as those of {@link changeSession} are. */
export const changeCourse = (course: Course, changes: Partial<Course>): Course =>
  Object.assign(
    {
      context: course.context,
      survey: course.survey,
      session: course.session,
      ended: course.ended,
      now: course.now,
      at: course.at,
      marks: course.marks,
      lane: course.lane,
      effects: course.effects,
    },
    changes,
  );

/** A course whose session has some fields changed. */
export const changeSessionOf = (course: Course, changes: Partial<Session>): Course =>
  changeCourse(course, { session: changeSession(course.session, changes) });

/** Adds a fact with the next ordinal, and what it changes in the session. */
export function record(
  course: Course,
  fact: (base: { response: ResponseId; n: number }) => FactEffect,
  changes: Partial<Session> = {},
): Course {
  const n = course.session.n + 1;
  const effect = fact({ response: course.session.response, n });
  return changeCourse(course, {
    session: changeSession(course.session, { ...changes, n }),
    effects: [...course.effects, effect],
  });
}

/** Adds a reply in the session's language. */
export function say(course: Course, text: Omit<TextReference, 'survey' | 'language'>): Course {
  const { survey, language, values } = course.session;
  const known = values === undefined ? text.values : { ...values, ...text.values };
  const spoken = spokenOf(course.survey, course.context.services, text);
  const reference: TextReference = { survey, language, ...spoken, ...(known === undefined ? {} : { values: known }) };
  const effect: Effect = {
    kind: 'reply',
    text: reference,
    ...(course.lane === undefined ? {} : { lane: course.lane }),
  };
  return changeCourse(course, { effects: [...course.effects, effect] });
}

/** Asks another service for something. */
export const request = (course: Course, effect: RequestEffect): Course =>
  changeCourse(course, { effects: [...course.effects, effect] });

/** Notes how the waiting question was left, for a reply that comes too early for the next. */
export function notePrevious(course: Course, { node, how, value }: Omit<PreviousAnswer, 'at'>): Course {
  return changeSessionOf(course, { previous: { node, how, value, at: course.at } });
}
