import { attributionOf, isOlder } from './attribution';
import { decideCall } from './calls';
import { type Course, changeCourse, resume } from './course';
import { type Context, callIn, type Decision, isOptOut, lexiconOf, type Turn } from './decision';
import { followEarly } from './early';
import { follow, misunderstood } from './follow';
import { decideIdle } from './idle';
import { saidElse } from './judging';
import type { KeywordCall } from './keywords';
import { limited } from './limits';
import { optedOutAt } from './opt-outs';
import { type CommentMark, recordComment } from './records';
import { settle } from './settle';
import { atSummary, followSeveral } from './several';
import type { ConversationState, Session } from './state';
import { isWaiting, nodeOf, type WaitingNode } from './survey';
import { understand, understandIncomplete } from './understand';
import { repeatQuestion } from './way';

/** Whether a message is a person's and new: all others change nothing, whatever the state. */
export const isAnswerable = (turn: Pick<Turn, 'person' | 'repeat'>): boolean => turn.person && !turn.repeat;

/**
 * What follows from one message. Pure: `now` (milliseconds since the epoch) is the only time there is.
 * @throws RangeError when the session is pinned to a survey the context does not hold.
 */
export function decide(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (turn.person && turn.repeat && turn.doubtful) return decideDoubtful(context, state, turn, now);
  if (!isAnswerable(turn)) return { state, effects: [], outcome: 'ignored' };
  if (isOvertaken(context, state, turn)) return { state, effects: [], outcome: 'redriven' };
  const decision =
    state.session === undefined
      ? decideIdle(context, state, turn, now)
      : decideOpen(context, state, state.session, turn, now);
  const call = decision.outcome === 'keyword' ? callIn(context, state, turn) : undefined;
  return saidElse(state, limited(context, state, decision, { call, now }), now);
}

/** Sent again by an operator, and older than the opting out: what joined or began something then does so no more. */
function isOvertaken(context: Context, state: ConversationState, turn: Turn): boolean {
  const optedOut = optedOutAt(state, turn.shortCode);
  if (turn.redriven !== true || optedOut === undefined || turn.at >= optedOut) return false;
  const name = callIn(context, state, turn)?.name;
  return name === 'DK' || name === 'DG';
}

/** A message while a survey is open. */
function decideOpen(context: Context, state: ConversationState, session: Session, turn: Turn, now: number): Decision {
  const course = resume(context, session, now, turn.at);
  if (isOlder(turn, session)) return decideOlder(context, state, course, turn);
  const node = waitingNode(course);
  const { text } = turn;
  // Bytes that are no text cost a try like any reply that is not understood.
  if (text === undefined) return settle(state, misunderstood(course, node), 'misunderstood');
  if (turn.incomplete === true) return settle(state, ...follow(course, node, understandIncomplete(text), turn));
  const understood = understand(node, text, session.language, lexiconOf(context, turn.shortCode));
  const verdict = session.several === undefined ? understood : atSummary(understood, text);
  switch (verdict.kind) {
    case 'keyword':
      return decideCall(context, state, turn, verdict.call, now);
    case 'question':
    case 'wrongPerson':
      return settle(state, ...follow(course, node, verdict, turn));
    default: {
      // What a long text was an answer to is known from when it was begun.
      const asked = turn.asked !== undefined;
      const attribution = asked ? 'current' : attributionOf(session, turn, context.fastReplyMs(turn.link), now);
      const early = attribution === 'current' ? undefined : followEarly(course, attribution, { text, verdict });
      if (early !== undefined) return settle(state, ...early);
      if (session.several !== undefined) return settle(state, ...followSeveral(course, session.several, text));
      const marked: Course = attribution === 'fast' ? changeCourse(course, { marks: ['fast'] }) : course;
      return settle(state, ...follow(marked, node, verdict, turn));
    }
  }
}

/**
 * Either the network delivered an old message again or somebody wrote the same words once more. Asking again harms
 * neither; taking a redelivery for an answer would. Opting out twice is opting out.
 */
function decideDoubtful(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (isOptOut(context, state, turn)) return decide(context, state, { ...turn, repeat: false }, now);
  if (state.session === undefined) return { state, effects: [], outcome: 'ignored' };
  const course = resume(context, state.session, now, turn.at);
  const again = settle(state, repeatQuestion(course), 'asked-again');
  return saidElse(state, limited(context, state, again, { now }), now);
}

/**
 * A message that was sent before the open question was put answers neither it nor anything: its words are kept beside
 * the answers, and nothing is said, for nobody waits for a word on it. Opting out is never too late.
 */
function decideOlder(context: Context, state: ConversationState, course: Course, turn: Turn): Decision {
  const { text, incomplete, redriven, beforeConsent } = turn;
  const call: KeywordCall | undefined = callIn(context, state, turn);
  if (call?.name === 'HUY') return decideCall(context, state, turn, call, course.now);
  const outcome = redriven === true ? 'redriven' : 'late';
  const keeps = course.session.consented && beforeConsent === undefined;
  if (text === undefined || call !== undefined || !keeps) return { state, effects: [], outcome };
  const marks: readonly CommentMark[] = incomplete === true ? ['incomplete', outcome] : [outcome];
  return settle(state, recordComment(course, waitingNode(course), text, marks), outcome);
}

function waitingNode({ survey, session }: Course): WaitingNode {
  const node = nodeOf(survey, session.node);
  if (!isWaiting(node)) throw new RangeError(`survey ${survey.id}: a session waits at ${node.id}, which asks nothing`);
  return node;
}
