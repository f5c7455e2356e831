import {
  type ConversationState,
  commentAfterEnd,
  type Effect,
  type EndedResponse,
  type Outcome,
  type Turn,
} from '@mscore/survey';
import { add, type Course, changeCourse, decideTurn, type EffectsOfCause, type Source, type StepDeps } from './course';
import type { KeptComment, Taken } from './held-texts';
import { wordsOfText } from './joined-turn';
import { noteComment, noteEnd } from './long-texts';

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
    ...(begunIn === lastSession(course.state)?.response ? {} : { beforeConsent: true }),
    ...(text.redriven === undefined ? {} : { redriven: true }),
  };
  const [decided, outcome] = decideTurn(deps, course, turn, { cause, source }, now);
  const kept = keptComment(course.state, decided.effects.slice(course.effects.length));
  if (decided.longTexts === undefined || kept === undefined) return [decided, outcome];
  return [changeCourse(decided, { longTexts: noteComment(decided.longTexts, text, kept) }), outcome];
}

/** The open response, or the one that ended last. */
export const lastSession = ({ session, closed }: ConversationState): ConversationState['session'] =>
  session ?? closed?.session;

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
