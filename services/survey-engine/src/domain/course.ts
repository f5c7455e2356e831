import type { SealedAddress, SealedText } from '@mscore/contracts';
import {
  type Context,
  type ConversationState,
  type Decision,
  decide,
  type Effect,
  noteSent,
  type Outcome,
  type Turn,
} from '@mscore/survey';
import type { Handled } from './handled';
import type { LongTexts, Taken } from './held-texts';
import type { Secrets } from './joined-turn';
import { noteEnd } from './long-texts';
import type { FindRoute, Route } from './routes';

export interface EffectsOfCause {
  /** Event id. */
  readonly cause: string;
  readonly effects: readonly Effect[];
  /** What they are composed from where the event that caused them does not say it all. */
  readonly source?: Source;
}

/** Where effects go, and the words they need. */
export interface Source extends Route {
  readonly address: SealedAddress;
  /** The words of a comment, sealed under the id of the cause. */
  readonly text?: SealedText;
}

/** What a step may know beside the conversation itself. */
export interface StepDeps {
  readonly context: Context;
  readonly secrets: Secrets;
  readonly route: FindRoute;
}

/** A conversation within a step. */
export interface Course {
  readonly address: SealedAddress | undefined;
  readonly carrier: string | undefined;
  /** The way the last text came. */
  readonly route: Route | undefined;
  readonly state: ConversationState;
  readonly handled: Handled;
  readonly longTexts: LongTexts | undefined;
  readonly effects: readonly EffectsOfCause[];
  readonly taken: readonly Taken['how'][];
}

/**
 * A course with some fields changed. Written out, because V8 makes other hidden classes of what is spread at many places,
 * and copying those takes ten times as long.
 */
export const changeCourse = (course: Course, changes: Partial<Course>): Course =>
  Object.assign(
    {
      address: course.address,
      carrier: course.carrier,
      route: course.route,
      state: course.state,
      handled: course.handled,
      longTexts: course.longTexts,
      effects: course.effects,
      taken: course.taken,
    },
    changes,
  );

/** What a decision is taken for, and what its effects are composed from where the cause does not say it all. */
export interface Origin extends Pick<EffectsOfCause, 'cause'> {
  readonly source?: (effects: readonly Effect[]) => Source | undefined;
}

/** Decides one message, or one joined text. */
export function decideTurn(
  deps: StepDeps,
  course: Course,
  turn: Turn,
  origin: Origin,
  now: number,
): readonly [Course, Outcome] {
  const decision = decide(deps.context, course.state, turn, now);
  return [take(deps, course, decision, origin), decision.outcome];
}

/** Decides what no text caused: its effects go out by the way of the person's last one. */
export function takeUnasked(
  deps: StepDeps,
  course: Course,
  decision: Decision,
  cause: string,
): readonly [Course, Outcome] {
  const source = (effects: readonly Effect[]) => unaskedSource(deps, course, effects);
  return [take(deps, course, decision, { cause, source }), decision.outcome];
}

/** The short code that what we say unasked goes by: that of the person's last text, else the installation's default. */
export const unaskedBy = ({ route }: StepDeps, course: Pick<Course, 'route' | 'carrier'>): string | undefined =>
  route(course.route, course.carrier)?.shortCode;

/** A course after a decision, which knows by which requests it was said. */
function take(deps: StepDeps, course: Course, decision: Decision, { cause, source }: Origin): Course {
  const { effects } = decision;
  const before = course.effects.reduce((sum, of) => (of.cause === cause ? sum + of.effects.length : sum), 0);
  const from = source?.(effects);
  const way = deps.route(from ?? course.route, course.carrier);
  const sent = (index: number) => deps.secrets.request(cause, before + index);
  const state = noteSent(course.state, decision, sent, way?.link ?? '', way?.shortCode);
  return noteEnds(add(changeCourse(course, { state }), cause, effects, from), effects);
}

/** @throws RangeError where there is no link to write by: sent again, it is decided anew. */
function unaskedSource(
  { route }: StepDeps,
  { address, carrier, ...course }: Course,
  effects: readonly Effect[],
): Source | undefined {
  if (address === undefined || effects.every(({ kind }) => kind === 'fact')) return undefined;
  const way = route(course.route, carrier);
  if (way === undefined) throw new RangeError('there is no link to write by');
  return { address, ...way };
}

/** Adds what a cause made happen. */
export function add(course: Course, cause: string, effects: readonly Effect[], source: Source | undefined): Course {
  if (effects.length === 0) return course;
  const caused: EffectsOfCause = { cause, effects, ...(source === undefined ? {} : { source }) };
  return changeCourse(course, { effects: [...course.effects, caused] });
}

/** Responses that ended, where late words may still come for them. */
function noteEnds(course: Course, effects: readonly Effect[]): Course {
  let { longTexts } = course;
  if (longTexts === undefined) return course;
  for (const effect of effects) {
    if (effect.kind !== 'fact' || effect.type !== 'response.ended') continue;
    longTexts = noteEnd(longTexts, effect.data.response, effect.data.n);
  }
  return changeCourse(course, { longTexts });
}
