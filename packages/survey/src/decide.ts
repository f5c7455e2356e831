import { type CommentMark, type Course, end, recordComment, repeatQuestion, resume, say } from './course';
import { type Context, type Decision, keywordIn, optedIn, settle, surveyOf, type Turn } from './decision';
import { follow, misunderstood } from './follow';
import { decideIdle } from './idle';
import type { Keyword } from './keywords';
import type { ConversationState, Session } from './state';
import { isWaiting, nodeOf, type SystemText, type WaitingNode } from './survey';
import { understand, understandIncomplete } from './understand';

/** Whether a message is a person's and new: all others change nothing, whatever the state. */
export const isAnswerable = (turn: Pick<Turn, 'person' | 'repeat'>): boolean => turn.person && !turn.repeat;

/**
 * What follows from one message. Pure: `now` (milliseconds since the epoch) is the only time there is.
 * @throws RangeError when the session is pinned to a survey the context does not hold.
 */
export function decide(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (turn.person && turn.repeat && turn.doubtful) return decideDoubtful(context, state, turn, now);
  if (!isAnswerable(turn)) return { state, effects: [], outcome: 'ignored' };
  const { session } = state;
  if (session === undefined) return decideIdle(context, state, turn, now);
  const course = resume(surveyOf(context, session.survey), session, now);
  if (isOlder(turn, session)) return decideOlder(state, course, turn);
  const node = waitingNode(course);
  // Bytes that are no text cost a try like any reply that is not understood.
  if (turn.text === undefined) return settle(state, misunderstood(course, node), 'misunderstood');
  const verdict =
    turn.incomplete === true ? understandIncomplete(turn.text) : understand(node, turn.text, session.language);
  if (verdict.kind === 'keyword') return decideKeyword(state, course, verdict.call.name);
  return settle(state, ...follow(course, node, verdict, turn));
}

/**
 * Either the network delivered an old message again or somebody wrote the same words once more. Asking again harms
 * neither; taking a redelivery for an answer would. Opting out twice is opting out.
 */
function decideDoubtful(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (keywordIn(turn) === 'HUY') {
    return decide(context, state, { ...turn, repeat: false }, now);
  }
  if (state.session === undefined) return { state, effects: [], outcome: 'ignored' };
  const course = resume(surveyOf(context, state.session.survey), state.session, now);
  return settle(state, repeatQuestion(course), 'asked-again');
}

/**
 * A message that was sent before the open question was put answers neither it nor anything: its words are kept beside
 * the answers, and nothing is said, for nobody waits for a word on it. Opting out is never too late.
 */
function decideOlder(state: ConversationState, course: Course, turn: Turn): Decision {
  const { text, incomplete, redriven, beforeConsent } = turn;
  const keyword = keywordIn(turn);
  if (keyword === 'HUY') return decideKeyword(state, course, keyword);
  const outcome = redriven === true ? 'redriven' : 'late';
  const keeps = course.session.consented && beforeConsent === undefined;
  if (text === undefined || keyword !== undefined || !keeps) return { state, effects: [], outcome };
  const marks: readonly CommentMark[] = incomplete === true ? ['incomplete', outcome] : [outcome];
  return settle(state, recordComment(course, waitingNode(course), text, marks), outcome);
}

/** Whether a message was sent before the open question was put. Sessions that do not know since when it is open take it. */
const isOlder = ({ at, late, asked }: Turn, { response, epoch, askedAt = 0 }: Session): boolean =>
  late === true ||
  (at !== undefined && at < askedAt) ||
  (asked !== undefined && (asked === 'nothing' || asked.response !== response || asked.epoch !== epoch));

/** A keyword while a session is open: a try is never lost to one. */
function decideKeyword(state: ConversationState, course: Course, keyword: Keyword): Decision {
  const system = (from: Course, name: SystemText) => say(from, { of: 'system', name });
  switch (keyword) {
    case 'HUY':
      return settle({ ...state, optedOut: course.now }, system(end(course, 'opted-out'), 'optedOut'), 'keyword');
    case 'THOI':
      return settle(state, system(end(course, 'stopped'), 'ended'), 'keyword');
    case 'DK':
      return settle(optedIn(state), repeatQuestion(system(course, 'optedIn')), 'keyword');
    case 'DG':
    case 'XOA':
    case 'DL':
    case 'HS':
    case 'PA':
    case 'VV':
    case 'XH':
    case 'GOI':
    case 'NN':
      return settle(state, repeatQuestion(course), 'keyword');
    case 'TG':
      return settle(state, repeatQuestion(system(course, 'help')), 'keyword');
    default:
      return keyword satisfies never;
  }
}

function waitingNode({ survey, session }: Course): WaitingNode {
  const node = nodeOf(survey, session.node);
  if (!isWaiting(node)) throw new RangeError(`survey ${survey.id}: a session waits at ${node.id}, which asks nothing`);
  return node;
}
