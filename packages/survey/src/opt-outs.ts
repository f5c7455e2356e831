import { changeState } from './copies';
import type { ConversationState, Session } from './state';

/** Every short code: what conversations mean that opted out before that was told apart. */
const EVERYWHERE = '*';

/**
 * When somebody opted out of surveys on a short code, milliseconds since the epoch; `undefined` where they did not.
 * @param shortCode absent where nobody knows by which one something would go: then every opt-out counts
 */
export function optedOutAt(state: ConversationState, shortCode: string | undefined): number | undefined {
  const times = Object.entries(optOutsIn(state)).flatMap(([on, at]) =>
    shortCode === undefined || on === shortCode || on === EVERYWHERE ? [at] : [],
  );
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Every opt-out in force: since when, by short code; `*` for all of them. */
export const optOutsIn = ({ optedOut = {} }: ConversationState): Readonly<Record<string, number>> =>
  typeof optedOut === 'number' ? { [EVERYWHERE]: optedOut } : optedOut;

/** The state of somebody who wants no surveys on a short code. */
export const optedOutOn = (state: ConversationState, shortCode: string, now: number): ConversationState =>
  changeState(state, { optedOut: { ...optOutsIn(state), [shortCode]: now } });

/** The state of somebody who wants surveys on a short code again: whoever had opted out of all of them does so on all. */
export function optedIn(state: ConversationState, shortCode: string): ConversationState {
  const left = Object.entries(optOutsIn(state)).filter(([on]) => on !== shortCode && on !== EVERYWHERE);
  return changeState(state, { optedOut: left.length === 0 ? undefined : Object.fromEntries(left) });
}

/** Whether a response is held on a short code: its last prompt went by it, or nobody knows by which it went. */
export const isHeldOn = ({ shortCode }: Session, on: string): boolean => shortCode === undefined || shortCode === on;
