import { isSendingTime, nextSendingTime, sendingEndsAt } from '@mscore/vietnam';
import { changeSession } from './copies';
import { defaultPolicy, policyOf } from './policy';
import type { ConversationState, Session } from './state';
import type { Survey } from './survey';

/** Milliseconds. */
export const HOUR = 3_600_000;
/** Milliseconds. */
export const DAY = 24 * HOUR;

/** A timer of the state. `dueAt` is in milliseconds since the epoch. */
export interface Timer {
  readonly timer: 'reminder' | 'expiry' | 'invitation' | 'notice';
  readonly dueAt: number;
}

/** Whether messages that we start may be sent now. */
export function maySend(survey: Survey, now: number): boolean {
  return isSendingTime(now, ruleOf(survey));
}

/**
 * The first moment from `at` on at which a message that we start may be sent. What waited for the morning is spread
 * over its first hour, by the response it belongs to, so that it does not all go out at once before the replies.
 */
export function sendingTime(survey: Survey, at: number, spreadBy: string): number {
  const open = nextSendingTime(at, ruleOf(survey));
  if (open === at) return at;
  const spread = open + (sumOf(spreadBy) % 3600) * 1000;
  return maySend(survey, spread) ? spread : open;
}

/** When a message that we start at `at` is no longer to be sent: the end of that day's sending hours. */
export const sendingEnds = (survey: Survey, at: number): number => sendingEndsAt(at, ruleOf(survey));

function ruleOf(survey: Survey) {
  const { sendHours, blockedDays } = policyOf(survey);
  return { from: sendHours.from, to: sendHours.to, blocked: blockedDays };
}

/** A number that is always the same for the same text, and another for most others. */
function sumOf(text: string): number {
  let sum = 7;
  for (let at = 0; at < text.length; at += 1) sum = (sum * 31 + text.charCodeAt(at)) % 1_000_003;
  return sum;
}

/** A session whose waiting question was said just now: its reminder and its end are counted from here. */
export function armed(survey: Survey, session: Session, now: number): Session {
  const hours = policyOf(survey).expireHoursAfterLastPrompt;
  const expireAt = sendingTime(survey, now + hours * HOUR, session.response);
  return changeSession(session, { expireAt, remindAt: reminderAt(survey, session, now) });
}

/** When the next reminder comes, counted from now; `undefined` when there is none. */
export function reminderAt(survey: Survey, session: Session, now: number): number | undefined {
  const { reminders } = policyOf(survey);
  const { reminded = 0, response } = session;
  const next = mayBeReminded(session) ? reminders[reminded] : undefined;
  if (next === undefined) return undefined;
  // Reminders are told from the first time the question was put, and this counts from the one before.
  const hours = next.afterHours - (reminders[reminded - 1]?.afterHours ?? 0);
  return sendingTime(survey, now + hours * HOUR, response);
}

/** Whoever came by themselves and has not agreed yet is left alone. */
const mayBeReminded = ({ consented, origin }: Session): boolean => consented || origin === 'invited';

/**
 * When an open response expires, milliseconds since the epoch. Responses older than timers hold no such time: theirs is
 * counted from the question, by the default, for no survey of then said how long it listens.
 */
export const expiresAt = ({ expireAt, askedAt = 0 }: Session): number =>
  expireAt ?? askedAt + defaultPolicy.expireHoursAfterLastPrompt * HOUR;

/** The next timer of a conversation, the earliest first. */
export function dueOf({ session, invitation, notices }: ConversationState): Timer | undefined {
  let next: Timer | undefined;
  const take = (timer: Timer['timer'], dueAt: number | undefined): void => {
    if (dueAt !== undefined && (next === undefined || dueAt < next.dueAt)) next = { timer, dueAt };
  };
  take('reminder', session?.remindAt);
  take('expiry', session && expiresAt(session));
  take('invitation', invitation?.dueAt);
  take('notice', notices?.[0]?.dueAt);
  return next;
}
