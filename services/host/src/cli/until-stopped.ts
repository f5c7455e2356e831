import type { EventEmitter } from 'node:events';
import { type Clock, type GatewayError, type Log, systemClock } from '@mscore/ports';
import type { Gateway } from '../gateway';
import { describeBug } from './describe-bug';

/** Time to drain before the watchdog ends the process (P7: within 30 s). */
const STOP_MS = 25_000;
const WATCHDOG_MS = 29_000;

/** The process, as far as its end goes. */
export interface Surroundings {
  /** Emits SIGTERM, SIGINT, uncaughtException and unhandledRejection. */
  readonly events: EventEmitter;
  readonly clock: Clock;
  exit(code: number): void;
}

const thisProcess: Surroundings = { events: process, clock: systemClock, exit: (code) => process.exit(code) };

interface Why {
  readonly signal?: string;
  readonly fatal?: GatewayError;
}

/**
 * Starts a gateway and waits until SIGTERM, SIGINT or a fatal fault ends it; then drains it. A signal during the start
 * stops the gateway as soon as it is up. A second signal, or a start or drain that does not end in time, ends the
 * process at once: everything acknowledged is on disk at any moment.
 * @returns the exit code
 */
export async function untilStopped(
  log: Log,
  startUp: (onFatal: (error: GatewayError) => void) => Promise<Gateway>,
  { events, clock, exit }: Surroundings = thisProcess,
): Promise<number> {
  let disarm: (() => void) | undefined;
  let end: (why: Why) => void = () => {};
  const ended = new Promise<Why>((resolve) => {
    end = (why) => {
      // Armed before anything is waited for: what hangs may be the start itself.
      disarm ??= clock.after(WATCHDOG_MS, () => {
        log('error', 'watchdog', { ms: WATCHDOG_MS });
        exit(1);
      });
      resolve(why);
    };
  });
  const ignore = listenForTheEnd(events, log, end, exit);
  try {
    const gateway = await startUp((fatal) => end({ fatal }));
    const why = await ended;
    log('info', 'gateway-stopping', why.signal === undefined ? {} : { signal: why.signal });
    const clean = await gateway.stop(STOP_MS);
    log('info', 'gateway-stopped', { state: clean ? 'clean' : 'overdue' });
    return why.fatal === undefined && clean ? 0 : 1;
  } finally {
    disarm?.();
    ignore();
  }
}

/** Calls `end` at the first signal; ends the process at the second, or at a bug. Returns how to stop listening. */
function listenForTheEnd(
  events: EventEmitter,
  log: Log,
  end: (why: Why) => void,
  exit: (code: number) => void,
): () => void {
  let signals = 0;
  const onSignal = (signal: NodeJS.Signals): void => {
    signals += 1;
    if (signals > 1) exit(1);
    else end({ signal });
  };
  // A bug somewhere: nothing after it can be trusted, and the supervisor starts a clean process.
  const onBug = (error: unknown): void => {
    log('error', 'bug', describeBug(error));
    exit(1);
  };
  const listeners = [
    ['SIGTERM', onSignal],
    ['SIGINT', onSignal],
    ['uncaughtException', onBug],
    ['unhandledRejection', onBug],
  ] as const;
  for (const [event, listener] of listeners) events.on(event, listener);
  return () => {
    for (const [event, listener] of listeners) events.off(event, listener);
  };
}
