import type { MessageFailed } from '@mscore/contracts';
import { resume } from './course';
import type { Context, Decision } from './decision';
import type { Effect } from './effects';
import { asks, settle } from './settle';
import { type ConversationState, MARK_LENGTH, SAID_KEPT, type Session } from './state';
import { HOUR, sendingTime } from './timing';
import { end } from './way';

/** What became of a message of ours. */
export interface SentOutcome {
  readonly type: 'message.accepted' | 'message.delivered' | 'message.failed';
  readonly request: string;
  /** Why it failed. */
  readonly reason?: MessageFailed['reason'];
}

/** The id of the request an effect becomes, and its mark. */
export interface SentAs {
  readonly request: string;
  readonly mark: string;
}

/**
 * The state that knows what was just said: what a reply's writer was sent is compared with it.
 * @param sent the request that the effect at an index of `decision.effects` becomes
 */
export function noteSent(
  before: ConversationState,
  { state, effects }: Decision,
  sent: (index: number) => SentAs,
  link: string,
): ConversationState {
  const replies = effects.flatMap((effect, index) => (effect.kind === 'reply' ? [index] : []));
  const last = replies.at(-1);
  if (last === undefined) return state;
  if (state.session === undefined) return noteThanks(before, state, sent(last).mark);
  const { session } = state;
  // A new question is said last; what was said before it in the same breath is not it.
  const fresh = before.session?.epoch !== session.epoch || before.session.response !== session.response;
  const marks = (fresh ? [last] : replies).map((index) => sent(index).mark).join('');
  const said = fresh ? marks : bounded((session.said ?? '') + marks);
  return { ...state, session: withUnsent({ ...session, said }, effects[last], sent(last).request, link) };
}

/** The question, and what was said last. */
function bounded(said: string): string {
  const most = SAID_KEPT * MARK_LENGTH;
  return said.length <= most ? said : said.slice(0, MARK_LENGTH) + said.slice(MARK_LENGTH - most);
}

function noteThanks(before: ConversationState, state: ConversationState, mark: string): ConversationState {
  if (state.closed === undefined || state.closed === before.closed) return state;
  return { ...state, closed: { ...state.closed, session: { ...state.closed.session, said: mark } } };
}

/** Of what we start the waiting question alone is taken back by an answer: a step of a case is true whatever is answered. */
function withUnsent(session: Session, effect: Effect | undefined, request: string, link: string): Session {
  if (effect?.kind !== 'reply' || effect.lane !== 'bulk' || !asks(session, effect.text)) return session;
  return { ...session, unsent: { request, link } };
}

/**
 * What the network said of a message that we started. The very same state when it is none of this conversation's, or
 * nothing follows.
 */
export function decideSent(context: Context, state: ConversationState, sent: SentOutcome, now: number): Decision {
  const { session } = state;
  if (session?.unsent?.request !== sent.request) return { state, effects: [], outcome: 'ignored' };
  const { unsent, ...others } = session;
  const noted = (next: Session): Decision => ({ state: { ...state, session: next }, effects: [], outcome: 'noted' });
  switch (sent.type) {
    case 'message.accepted':
      // What comes of an invitation is still to be heard of: a number may not exist.
      return noted(isInvitation(session) ? { ...others, unsent: { ...unsent, accepted: true } } : others);
    case 'message.delivered':
      return noted(others);
    case 'message.failed':
      return isInvitation(session) ? invitationFailed(context, state, others, sent.reason, now) : noted(others);
    default:
      return sent.type satisfies never;
  }
}

/** Whether what was said is the invitation itself: a question that was agreed to has its reminder. */
const isInvitation = ({ consented, origin, reminded = 0 }: Session): boolean =>
  !consented && origin === 'invited' && reminded === 0;

function invitationFailed(
  context: Context,
  state: ConversationState,
  session: Session,
  reason: SentOutcome['reason'],
  now: number,
): Decision {
  const course = resume(context, session, now);
  switch (reason) {
    case 'expired': {
      // Our own queue was too long: it is said again as soon as that may be.
      const remindAt = sendingTime(course.survey, now + HOUR, session.response);
      return { state: { ...state, session: { ...session, remindAt } }, effects: [], outcome: 'postponed' };
    }
    case 'unknown':
      // It may be there: silence will end it, or an answer.
      return { state: { ...state, session }, effects: [], outcome: 'noted' };
    case 'rejected':
    case 'unroutable':
    case 'undelivered':
    case undefined:
      return settle(state, end(course, 'undeliverable'), 'undeliverable');
    default:
      return reason satisfies never;
  }
}
