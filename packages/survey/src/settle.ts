import { changeSession, changeState } from './copies';
import type { Course } from './course';
import type { Decision, Outcome } from './decision';
import type { TextReference } from './effects';
import { type ConversationState, PAST_RESPONSES, type Session } from './state';
import type { SystemText } from './survey';
import { armed, HOUR, sendingTime } from './timing';

/**
 * The state after a course: its session, or its response among the past ones when it ended. Whatever was said about the
 * waiting question puts its reminder and the end of the response off.
 */
export function settle(state: ConversationState, course: Course, outcome: Outcome): Decision {
  const { effects, ended, session, survey, now } = course;
  if (ended !== undefined) return { state: close(state, course), effects, outcome };
  const said = effects.some(
    (effect) => effect.kind === 'reply' && (effect.lane === undefined || asks(session, effect.text)),
  );
  return { state: changeState(state, { session: said ? armed(survey, session, now) : session }), effects, outcome };
}

function close(state: ConversationState, { session, ended, survey, now }: Course): ConversationState {
  const { invitation } = state;
  const past = [...(state.past ?? []), session.response].slice(-PAST_RESPONSES);
  const reachable = ended === 'completed' || ended === 'expired';
  return changeState(state, {
    session: undefined,
    past,
    closed: reachable ? { session: atRest(session), at: now, reason: ended } : undefined,
    // Nobody is asked the next thing in the same breath.
    invitation: invitation && {
      ...invitation,
      dueAt: sendingTime(survey, Math.max(now + HOUR, invitation.notBefore), invitation.response),
    },
  });
}

/** A summary that nobody confirmed stays with it: a late yes or no is one to that. */
const atRest = (session: Session): Session => changeSession(session, { remindAt: undefined, expireAt: undefined });

/** Whether a text puts the question that waits. */
export const asks = ({ node, several }: Session, { of, name }: TextReference): boolean =>
  several === undefined ? of === 'node' && name === node : name === ('confirmBatch' satisfies SystemText);
