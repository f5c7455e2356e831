import type { Slowness } from '../link-status';

/** What a link's sender stands at, as far as it says what holds its messages back. */
export interface Standing {
  readonly bound: boolean;
  /** Messages that could go out. */
  readonly waiting: number;
  readonly window: number;
  /** Messages begun whose outcome is not saved yet. */
  readonly open: number;
  /** Submit_sm that wait for their response. */
  readonly onWire: number;
  /** So many are put off that no others are begun. */
  readonly puttingOff: boolean;
  readonly paused: boolean;
  /** PDUs per second. */
  readonly configuredRate: number;
  readonly rate: number;
  /** The rate allows none now. */
  readonly rateUsedUp: boolean;
  /** Median answer, ms. */
  readonly roundTripMs: number | undefined;
}

/** A message centre that takes longer for half its answers is what to look at, not our window. */
const SLOW_ANSWER_MS = 200;

/** What holds the messages back that wait; undefined when none do, or when they are about to go. */
export function slownessOf(standing: Standing): Slowness | undefined {
  const { bound, waiting, window, open, onWire, puttingOff, paused, configuredRate, rate, rateUsedUp, roundTripMs } =
    standing;
  if (waiting === 0) return undefined;
  if (!bound) return 'unbound';
  if (puttingOff) return 'deferred';
  if (paused || (rateUsedUp && rate < configuredRate)) return 'throttled';
  if (rateUsedUp) return 'rate';
  if (onWire >= window) return (roundTripMs ?? 0) > SLOW_ANSWER_MS ? 'round-trip' : 'window';
  return open >= window ? 'store' : undefined;
}
