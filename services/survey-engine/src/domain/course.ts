import type { SealedAddress, SealedText } from '@mscore/contracts';
import {
  type Context,
  type ConversationState,
  commentAfterEnd,
  decide,
  type Effect,
  type EndedResponse,
  type Outcome,
  type Turn,
} from '@mscore/survey';
import type { Handled } from './handled';
import { type Secrets, wordsOfText } from './joined-turn';
import { type KeptComment, type LongTexts, noteComment, noteEnd, type Taken } from './long-texts';

export interface EffectsOfCause {
  /** Event id. */
  readonly cause: string;
  readonly effects: readonly Effect[];
  /** What they are composed from where the event that caused them does not say it all. */
  readonly source?: Source;
}

/** A joined text, as far as its effects need it. */
export interface Source {
  readonly address: SealedAddress;
  readonly link: string;
  readonly shortCode: string;
  /** The words of a comment, sealed under the id of the cause. */
  readonly text?: SealedText;
}

/** What a step may know beside the conversation itself. */
export interface StepDeps {
  readonly context: Context;
  readonly secrets: Secrets;
}

/** A conversation within a step. */
export interface Course {
  readonly address: SealedAddress | undefined;
  readonly state: ConversationState;
  readonly handled: Handled;
  readonly longTexts: LongTexts | undefined;
  readonly effects: readonly EffectsOfCause[];
  readonly taken: readonly Taken['how'][];
}

/** Decides one message, or one joined text. */
export function decideTurn(
  { context }: StepDeps,
  course: Course,
  turn: Turn,
  origin: Pick<EffectsOfCause, 'cause'> & { readonly source?: (effects: readonly Effect[]) => Source | undefined },
  now: number,
): readonly [Course, Outcome] {
  const { state, effects, outcome } = decide(context, course.state, turn, now);
  const decided = noteEnds(add({ ...course, state }, origin.cause, effects, origin.source?.(effects)), effects);
  return [decided, outcome];
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
  const course = { ...before, taken: [...before.taken, how] };
  const source = (effects: readonly Effect[]) => sourceOf(deps, course, cause, text, effects, words.text);
  if (how === 'late' && hasEnded(comment) && words.text !== undefined) {
    const effect = commentAfterEnd(context, comment, words.text);
    const kept = add(course, cause, [effect], source([effect]));
    return [{ ...kept, longTexts: kept.longTexts && noteEnd(kept.longTexts, comment.response, effect.data.n) }, 'late'];
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
    ...(begunIn === course.state.session?.response ? {} : { beforeConsent: true }),
    ...(text.redriven === undefined ? {} : { redriven: true }),
  };
  const [decided, outcome] = decideTurn(deps, course, turn, { cause, source }, now);
  const kept = keptComment(course.state, decided.effects.slice(course.effects.length));
  if (decided.longTexts === undefined || kept === undefined) return [decided, outcome];
  return [{ ...decided, longTexts: noteComment(decided.longTexts, text, kept) }, outcome];
}

/** What had been asked when a text was begun decides what it answers; its time where that is not known. */
function askedBy({ asked, at }: Taken['text'], { session }: ConversationState): Pick<Turn, 'asked'> {
  if (asked !== undefined) return { asked };
  return session?.askedAt !== undefined && at < session.askedAt ? { asked: 'nothing' } : {};
}

const hasEnded = (comment: KeptComment | undefined): comment is EndedResponse => comment?.n !== undefined;

function add(course: Course, cause: string, effects: readonly Effect[], source: Source | undefined): Course {
  if (effects.length === 0) return course;
  const caused: EffectsOfCause = { cause, effects, ...(source === undefined ? {} : { source }) };
  return { ...course, effects: [...course.effects, caused] };
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
  return { ...course, longTexts };
}

/** Where the comment among effects was kept, and whether its response has ended with them. */
function keptComment({ session }: ConversationState, caused: readonly EffectsOfCause[]): KeptComment | undefined {
  if (session === undefined) return undefined;
  const facts = caused.flatMap(({ effects }) => effects).filter((effect) => effect.kind === 'fact');
  const comment = facts.find(({ type }) => type === 'comment.recorded');
  if (comment?.type !== 'comment.recorded') return undefined;
  const end = facts.find(({ type }) => type === 'response.ended');
  const { response, node, variable } = comment.data;
  return { response, survey: session.survey, node, variable, ...(end === undefined ? {} : { n: end.data.n }) };
}
