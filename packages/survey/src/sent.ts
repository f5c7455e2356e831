import type { MessageFailed } from '@mscore/contracts';
import { changeSession, changeState } from './copies';
import { resume } from './course';
import type { Context, Decision } from './decision';
import type { Effect, ReplyEffect } from './effects';
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
 * @param shortCode the short code it goes by, where one is known
 */
export function noteSent(
  before: ConversationState,
  { state, effects }: Decision,
  sent: (index: number) => SentAs,
  link: string,
  shortCode?: string,
): ConversationState {
  const last = effects.findLastIndex(isReply);
  const lastSaid = effects[last];
  if (lastSaid === undefined) return state;
  const { request, mark } = sent(last);
  const { session } = state;
  if (session === undefined) return noteThanks(before, state, mark);
  // A new question is said last; what was said before it in the same breath is not it.
  const fresh = before.session?.epoch !== session.epoch || before.session.response !== session.response;
  const marks = (): string =>
    effects.map((effect, index) => (index === last ? mark : isReply(effect) ? sent(index).mark : '')).join('');
  const said = fresh ? mark : bounded((session.said ?? '') + marks());
  // Of what we start the waiting question alone is taken back by an answer: a step of a case is true whatever is
  // answered.
  const asked = isReply(lastSaid) && asks(session, lastSaid.text);
  const unsent = asked && lastSaid.lane === 'bulk' ? { request, link } : session.unsent;
  const by = asked ? (shortCode ?? session.shortCode) : session.shortCode;
  return changeState(state, { session: changeSession(session, { said, unsent, shortCode: by }) });
}

const isReply = (effect: Effect): effect is ReplyEffect => effect.kind === 'reply';

/** The question, and what was said last. */
function bounded(said: string): string {
  const most = SAID_KEPT * MARK_LENGTH;
  return said.length <= most ? said : said.slice(0, MARK_LENGTH) + said.slice(MARK_LENGTH - most);
}

function noteThanks(before: ConversationState, state: ConversationState, mark: string): ConversationState {
  if (state.closed === undefined || state.closed.at === before.closed?.at) return state;
  return changeState(state, {
    closed: { ...state.closed, session: changeSession(state.closed.session, { said: mark }) },
  });
}

/**
 * What the network said of a message that we started. The very same state when it is none of this conversation's, or
 * nothing follows.
 */
export function decideSent(context: Context, state: ConversationState, sent: SentOutcome, now: number): Decision {
  const { session } = state;
  if (session?.unsent?.request !== sent.request) return { state, effects: [], outcome: 'ignored' };
  const { unsent } = session;
  const others = changeSession(session, { unsent: undefined });
  const noted = (next: Session): Decision => ({
    state: changeState(state, { session: next }),
    effects: [],
    outcome: 'noted',
  });
  switch (sent.type) {
    case 'message.accepted':
      // What comes of an invitation is still to be heard of: a number may not exist.
      return noted(isInvitation(session) ? changeSession(others, { unsent: { ...unsent, accepted: true } }) : others);
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
      return {
        state: changeState(state, { session: changeSession(session, { remindAt }) }),
        effects: [],
        outcome: 'postponed',
      };
    }
    case 'unknown':
      // It may be there: silence will end it, or an answer.
      return { state: changeState(state, { session }), effects: [], outcome: 'noted' };
    case 'rejected':
    case 'unroutable':
    case 'undelivered':
    case undefined:
      return settle(state, end(course, 'undeliverable'), 'undeliverable');
    default:
      return reason satisfies never;
  }
}
