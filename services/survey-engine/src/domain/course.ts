import type { ResponseId, SealedAddress, SealedText } from '@mscore/contracts';
import {
  type Context,
  type ConversationState,
  commentAfterEnd,
  type Decision,
  decide,
  type Effect,
  type EndedResponse,
  noteSent,
  type Outcome,
  type Turn,
} from '@mscore/survey';
import type { Handled } from './handled';
import { type Secrets, wordsOfText } from './joined-turn';
import { type KeptComment, type LongTexts, noteComment, noteEnd, type Taken } from './long-texts';
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

/** Decides a long text as the turn it is. */
export function decideText(
  deps: StepDeps,
  before: Course,
  { text, how, comment }: Taken,
  cause: string,
  now: number,
): readonly [Course, Outcome] {
  const { context, secrets } = deps;
  const words = wordsOfText(secrets, text);
  const course = changeCourse(before, { taken: [...before.taken, how] });
  const source = (effects: readonly Effect[]) => sourceOf(deps, course, cause, text, effects, words.text);
  if (how === 'late' && hasEnded(comment) && words.text !== undefined) {
    const effect = commentAfterEnd(context, comment, words.text);
    const kept = add(course, cause, [effect], source([effect]));
    return [
      changeCourse(kept, { longTexts: kept.longTexts && noteEnd(kept.longTexts, comment.response, effect.data.n) }),
      'late',
    ];
  }
  const begunIn = how === 'late' ? comment?.response : text.response;
  const turn: Turn = {
    person: true,
    repeat: false,
    newResponse: secrets.newResponse(text.parts[0].id),
    at: text.at,
    link: text.link,
    shortCode: text.shortCode,
    ...askedBy(text, course.state),
    ...words,
    ...(how === 'late' ? { late: true } : {}),
    ...(begunIn === lastResponse(course.state) ? {} : { beforeConsent: true }),
    ...(text.redriven === undefined ? {} : { redriven: true }),
  };
  const [decided, outcome] = decideTurn(deps, course, turn, { cause, source }, now);
  const kept = keptComment(course.state, decided.effects.slice(course.effects.length));
  if (decided.longTexts === undefined || kept === undefined) return [decided, outcome];
  return [changeCourse(decided, { longTexts: noteComment(decided.longTexts, text, kept) }), outcome];
}

/** The open response, or the one that ended last. */
const lastResponse = ({ session, closed }: ConversationState): ResponseId | undefined =>
  (session ?? closed?.session)?.response;

/**
 * What had been asked when a text was begun decides what it answers; its time where that is not known. While no survey is
 * open what was begun after the last one ended is as late as any text of one part.
 */
function askedBy({ asked, at }: Taken['text'], { session, closed }: ConversationState): Pick<Turn, 'asked'> {
  if (asked === 'nothing' && session === undefined && closed !== undefined && at >= closed.at) return {};
  if (asked !== undefined) return { asked };
  return session?.askedAt !== undefined && at < session.askedAt ? { asked: 'nothing' } : {};
}

const hasEnded = (comment: KeptComment | undefined): comment is EndedResponse => comment?.n !== undefined;

function add(course: Course, cause: string, effects: readonly Effect[], source: Source | undefined): Course {
  if (effects.length === 0) return course;
  const caused: EffectsOfCause = { cause, effects, ...(source === undefined ? {} : { source }) };
  return changeCourse(course, { effects: [...course.effects, caused] });
}

function sourceOf(
  { secrets }: StepDeps,
  { address }: Course,
  cause: string,
  { link, shortCode }: Taken['text'],
  effects: readonly Effect[],
  words = '',
): Source | undefined {
  if (address === undefined) return undefined;
  return { address, link, shortCode, ...(effects.some(needsWords) ? { text: secrets.seal(cause, words) } : {}) };
}

const needsWords = (effect: Effect): boolean =>
  effect.kind === 'fact' ? effect.type === 'comment.recorded' : effect.kind === 'request' && 'words' in effect;

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

/** Where the comment among effects was kept, and whether its response has ended with them. */
function keptComment(
  { session, closed }: ConversationState,
  caused: readonly EffectsOfCause[],
): KeptComment | undefined {
  const facts = caused.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'fact');
  const comment = facts.find(({ type }) => type === 'comment.recorded');
  if (comment?.type !== 'comment.recorded') return undefined;
  const end = facts.find(({ type }) => type === 'response.ended');
  const { response, node, variable } = comment.data;
  // A response that had expired may keep a comment too.
  const kept = [session, closed?.session].find((each) => each?.response === response);
  if (kept === undefined) return undefined;
  return { response, survey: kept.survey, node, variable, ...(end === undefined ? {} : { n: end.data.n }) };
}
