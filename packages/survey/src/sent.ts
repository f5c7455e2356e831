import { resume } from './course';
import type { Context, Decision } from './decision';
import type { Effect, TextReference } from './effects';
import { settle } from './settle';
import { type ConversationState, MARK_LENGTH, SAID_KEPT, type Session } from './state';
import type { SystemText } from './survey';
import { end } from './way';

/** What became of a message of ours. */
export interface SentOutcome {
  readonly type: 'message.accepted' | 'message.delivered' | 'message.failed';
  readonly request: string;
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
  if (effect?.kind !== 'reply' || effect.lane !== 'bulk' || !isQuestion(session, effect.text)) return session;
  return { ...session, unsent: { request, link } };
}

const isQuestion = ({ node, several }: Session, { of, name }: TextReference): boolean =>
  several === undefined ? of === 'node' && name === node : name === ('confirmBatch' satisfies SystemText);

/**
 * What the network said of a message that we started. The very same state when it is none of this conversation's, or
 * nothing follows.
 */
export function decideSent(context: Context, state: ConversationState, sent: SentOutcome, now: number): Decision {
  const nothing: Decision = { state, effects: [], outcome: 'ignored' };
  const { session } = state;
  if (session?.unsent?.request !== sent.request) return nothing;
  const { unsent: _, ...others } = session;
  switch (sent.type) {
    case 'message.accepted':
    case 'message.delivered':
      return { state: { ...state, session: others }, effects: [], outcome: 'noted' };
    case 'message.failed': {
      // An invitation that reaches nobody is the end of it; a question that was agreed to has its reminder.
      const reached = session.consented || session.origin === 'walk-in' || (session.reminded ?? 0) > 0;
      if (reached) return { state: { ...state, session: others }, effects: [], outcome: 'noted' };
      return settle(state, end(resume(context, others, now), 'undeliverable'), 'undeliverable');
    }
    default:
      return sent.type satisfies never;
  }
}
