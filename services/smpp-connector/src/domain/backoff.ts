import type { LinkProfile } from './profile';

/** Why the last attempt to be bound ended, as far as it decides when to try again. */
export type Setback = 'connection' | 'credentials' | 'already-bound';

const FIRST_MS = 1_000;
const LONGEST_MS = 60_000;
/**
 * Milliseconds to wait before the next attempt.
 * Connections use exponential backoff with full jitter, so that many gateways do not return at the same moment.
 * Wrong credentials do not heal by trying, but an operator may mend them at the other side: never "dead until restart".
 * @param attempt failures in a row, from 1
 * @param random in [0, 1)
 */
export function backoffMs(
  setback: Setback,
  attempt: number,
  random: number,
  timers: Pick<LinkProfile['timers'], 'alreadyBoundMs' | 'credentialsMs'>,
): number {
  switch (setback) {
    case 'credentials':
      return timers.credentialsMs;
    case 'already-bound':
      return timers.alreadyBoundMs;
    case 'connection':
      return Math.floor(random * Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1)));
    default:
      return setback satisfies never;
  }
}
