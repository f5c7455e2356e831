import type { PartOfText } from '@mscore/contracts';
import { type Course, end, enter, recordComment, repeatQuestion, resume, say } from './course';
import { type Context, type Decision, optedIn, settle, surveyOf, type Turn } from './decision';
import { follow, misunderstood } from './follow';
import { gather } from './gather';
import { answerStray, decideIdle } from './idle';
import { type Keyword, keywordOf, serviceAsked } from './keywords';
import type { ConversationState } from './state';
import { isWaiting, nodeOf, type SystemText, type WaitingNode } from './survey';
import { understand } from './understand';

/** Whether a message is a person's and new: all others change nothing, whatever the state. */
export const isAnswerable = (turn: Pick<Turn, 'person' | 'repeat'>): boolean => turn.person && !turn.repeat;

/**
 * What follows from one message. Pure: `now` (milliseconds since the epoch) is the only time there is.
 * @throws RangeError when the session is pinned to a survey the context does not hold.
 */
export function decide(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (turn.person && turn.repeat && turn.doubtful) return decideDoubtful(context, state, turn, now);
  if (!isAnswerable(turn)) return { state, effects: [], outcome: 'ignored' };
  if (turn.part !== undefined && turn.part.total > 1) return decidePart(context, state, turn, turn.part, now);
  const { session } = state;
  if (session === undefined) return decideIdle(context, state, turn, now);
  const course = resume(surveyOf(context, session.survey), session);
  const node = waitingNode(course);
  // Bytes that are no text cost a try like any reply that is not understood.
  if (turn.text === undefined) return settle(state, misunderstood(course, node), 'misunderstood');
  const verdict = understand(node, turn.text, session.language);
  if (verdict.kind === 'keyword') return decideKeyword(state, course, verdict.name, now);
  return settle(state, ...follow(course, node, verdict, turn.text));
}

/**
 * Either the network delivered an old message again or somebody wrote the same words once more. Asking again harms
 * neither; taking a redelivery for an answer would. Opting out twice is opting out.
 */
function decideDoubtful(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  if (turn.text !== undefined && keywordOf(turn.text) === 'HUY') {
    return decide(context, state, { ...turn, repeat: false }, now);
  }
  if (state.session === undefined) return { state, effects: [], outcome: 'ignored' };
  const course = resume(surveyOf(context, state.session.survey), state.session);
  return settle(state, repeatQuestion(course), 'asked-again');
}

/** A part of a long text is a comment at once, and the conversation goes on when the last part is there. */
function decidePart(context: Context, before: ConversationState, turn: Turn, part: PartOfText, now: number): Decision {
  const gathered = gather(before, part, now, turn.text === undefined ? undefined : serviceAsked(turn.text));
  if (gathered.kind === 'duplicate') return { state: before, effects: [], outcome: 'ignored' };
  const { kind, state } = gathered;
  const { session } = state;
  if (session === undefined) {
    return kind === 'complete'
      ? answerStray(context, state, gathered.service, now)
      : { state, effects: [], outcome: 'part' };
  }
  const open = resume(surveyOf(context, session.survey), session);
  const node = waitingNode(open);
  const name = `part-${part.part}-of-${part.total}`;
  const kept = session.consented && turn.text !== undefined ? recordComment(open, node, turn.text, name) : open;
  if (kind === 'waiting') return settle(state, kept, 'part');
  return node.kind === 'text'
    ? settle(state, enter(kept, node.next.answer), 'commented')
    : settle(state, misunderstood(kept, node), 'misunderstood');
}

/** A keyword while a session is open: a try is never lost to one. */
function decideKeyword(state: ConversationState, course: Course, keyword: Keyword, now: number): Decision {
  const system = (from: Course, name: SystemText) => say(from, { of: 'system', name });
  switch (keyword) {
    case 'HUY':
      return settle({ ...state, optedOut: now }, system(end(course, 'opted-out'), 'optedOut'), 'keyword');
    case 'THOI':
      return settle(state, system(end(course, 'stopped'), 'ended'), 'keyword');
    case 'DK':
      return settle(optedIn(state), repeatQuestion(system(course, 'optedIn')), 'keyword');
    case 'DG':
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
