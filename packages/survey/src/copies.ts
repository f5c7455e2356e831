import type { ConversationState, Session } from './state';

// A step copies state and session a dozen times. V8 makes a new hidden class of what `{ ...session, tries }` yields for
// every place in the code that says so, and soon no place knows the class of what it gets: such a copy takes ten times
// as long as one that is written out and always of the same class. For the same reason no field is ever taken out: it
// becomes undefined, which JSON leaves out.

/** Every field of an object, whether it is there or not. */
type Whole<T> = { readonly [Field in keyof Required<T>]: T[Field] };

/** A state as it was stored, with all its fields; what is none of them is left behind. */
export const openState = (state: ConversationState): ConversationState =>
  changeState(state, {
    session: state.session && openSession(state.session),
    closed: state.closed && { ...state.closed, session: openSession(state.closed.session) },
  });

/** A state with some fields changed. */
export const changeState = (state: ConversationState, changes: Partial<ConversationState>): ConversationState =>
  Object.assign(copyOfState(state), changes);

/** A session with some fields changed. */
export const changeSession = (session: Session, changes: Partial<Session>): Session =>
  Object.assign(openSession(session), changes);

const copyOfState = (state: ConversationState): Whole<ConversationState> => ({
  language: state.language,
  optedOut: state.optedOut,
  session: state.session,
  usageTold: state.usageTold,
  usageMuted: state.usageMuted,
  past: state.past,
  closed: state.closed,
  invitation: state.invitation,
  invitedAt: state.invitedAt,
  ratings: state.ratings,
  started: state.started,
  sent: state.sent,
  round: state.round,
  notices: state.notices,
  judging: state.judging,
  judgingSince: state.judgingSince,
});

/** A session with all its fields. */
export const openSession = (session: Session): Whole<Session> => ({
  response: session.response,
  survey: session.survey,
  origin: session.origin,
  language: session.language,
  node: session.node,
  answers: session.answers,
  consented: session.consented,
  flags: session.flags,
  epoch: session.epoch,
  askedAt: session.askedAt,
  values: session.values,
  dossier: session.dossier,
  said: session.said,
  shortCode: session.shortCode,
  previous: session.previous,
  several: session.several,
  reminded: session.reminded,
  remindAt: session.remindAt,
  expireAt: session.expireAt,
  unsent: session.unsent,
  tries: session.tries,
  n: session.n,
});
