import { tellCase } from './answers';
import { changeSession, changeState } from './copies';
import { type Course, changeCourse, resume } from './course';
import type { Context, Decision } from './decision';
import { sendInvitation } from './invitations';
import { saidElse } from './judging';
import { optedOutAt } from './opt-outs';
import { settle } from './settle';
import type { ConversationState, Session } from './state';
import { isWaiting, nodeOf } from './survey';
import { expiresAt, maySend, reminderAt, sendingTime, type Timer } from './timing';
import { enter, repeatQuestion } from './way';
import { mayStart, noteStarted } from './windows';

/**
 * A timer has come. It does nothing unless the state still holds exactly this one: another answer, another question or
 * the end of the survey have armed others or none.
 * @param by the short code that what we say unasked would go by, where one is known
 */
export function decideTimer(
  context: Context,
  state: ConversationState,
  timer: Timer,
  now: number,
  by?: string,
): Decision {
  const stale: Decision = { state, effects: [], outcome: 'stale-timer' };
  const { session, invitation, notices } = state;
  // A clock that is behind the one that armed it must not bring anything early.
  if (now < timer.dueAt) return stale;
  switch (timer.timer) {
    case 'reminder':
      return session === undefined || session.remindAt !== timer.dueAt
        ? stale
        : remind(context, state, session, now, by);
    case 'expiry':
      return session === undefined || expiresAt(session) !== timer.dueAt ? stale : expire(context, state, session, now);
    case 'invitation':
      return invitation?.dueAt === timer.dueAt ? sendInvitation(context, state, now, by) : stale;
    case 'notice':
      return notices?.[0]?.dueAt === timer.dueAt ? tellNotice(context, state, now) : stale;
    default:
      return timer.timer satisfies never;
  }
}

/** Says the waiting question again, in the same epoch: whoever answers it answers the question. */
function remind(
  context: Context,
  state: ConversationState,
  session: Session,
  now: number,
  by: string | undefined,
): Decision {
  const course = resume(context, session, now);
  const { survey } = course;
  if (!maySend(survey, now))
    return postponed(state, changeSession(session, { remindAt: sendingTime(survey, now, session.response) }));
  // Within a dialogue that was agreed to nothing is started.
  const started = !session.consented;
  const counting: Session = changeSession(session, { reminded: (session.reminded ?? 0) + 1, remindAt: undefined });
  // Who opted out and rates a dossier all the same is answered, never spoken to first.
  const silent = optedOutAt(state, by) !== undefined || (started && !mayStart(survey, state, now));
  if (silent) return postponed(state, { ...counting, remindAt: reminderAt(survey, counting, now) });
  const counted = started ? noteStarted(state, now) : state;
  const again: Course = changeCourse(course, { lane: 'bulk', session: counting });
  const asked = repeatQuestion(again, started ? undefined : 'reminder');
  return saidElse(state, settle(counted, asked, 'reminded'), now);
}

/** Nobody answered. Where the way of silence leads to another text, that one too keeps sending hours. */
function expire(context: Context, state: ConversationState, session: Session, now: number): Decision {
  const course = resume(context, session, now);
  const { survey } = course;
  if (!maySend(survey, now))
    return postponed(state, changeSession(session, { expireAt: sendingTime(survey, now, session.response) }));
  const node = nodeOf(survey, session.node);
  if (!isWaiting(node)) throw new RangeError(`survey ${survey.id}: a session waits at ${node.id}, which asks nothing`);
  const silent = enter(changeCourse(course, { lane: 'bulk' }), node.next.silence);
  return saidElse(state, settle(state, silent, 'expired'), now);
}

function tellNotice(context: Context, state: ConversationState, now: number): Decision {
  const [notice, ...rest] = state.notices ?? [];
  if (notice === undefined) return { state, effects: [], outcome: 'stale-timer' };
  return tellCase(context, changeState(state, { notices: rest.length === 0 ? undefined : rest }), notice.update, now);
}

const postponed = (state: ConversationState, session: Session): Decision => ({
  state: changeState(state, { session }),
  effects: [],
  outcome: 'postponed',
});
