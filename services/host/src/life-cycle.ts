import type { Clock, Log } from '@mscore/ports';

/** Something started, with the way to stop it. */
export interface Started {
  readonly name: string;
  stop(withinMs: number): Promise<void>;
}

/** A step of the start: later steps may rely on earlier ones. */
export interface Step {
  readonly name: string;
  start(): Promise<void>;
  stop(withinMs: number): Promise<void>;
}

/** What has been started, to be stopped in reverse. */
export interface Running {
  /** Stops everything in reverse order. Resolves to whether all of it ended in time; never rejects. */
  stop(withinMs: number): Promise<boolean>;
}

/**
 * Starts the steps in order. When one fails, those before it are stopped in reverse and the failure is thrown.
 */
export async function startInOrder(steps: readonly Step[], clock: Clock, log: Log): Promise<Running> {
  const started: Step[] = [];
  for (const step of steps) {
    try {
      await step.start();
    } catch (error) {
      await stopInReverse(started, clock, log, STOP_AFTER_FAILURE_MS);
      throw error;
    }
    started.push(step);
  }
  return { stop: (withinMs) => stopInReverse(started, clock, log, withinMs) };
}

const STOP_AFTER_FAILURE_MS = 5_000;

async function stopInReverse(steps: readonly Step[], clock: Clock, log: Log, withinMs: number): Promise<boolean> {
  const deadline = clock.monotonic() + withinMs;
  let clean = true;
  for (const step of [...steps].reverse()) {
    const left = Math.max(0, deadline - clock.monotonic());
    const ended = await endsWithin(step.stop(left), left, clock).catch((error: unknown) => {
      log('error', 'stop-failed', { reason: step.name, error: error instanceof Error ? error.name : 'unknown' });
      return true;
    });
    if (!ended) log('error', 'stop-overdue', { reason: step.name });
    clean &&= ended;
  }
  return clean;
}

/** Whether a promise settles in time; it is not waited for any longer than that. */
function endsWithin(work: Promise<void>, withinMs: number, clock: Clock): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(withinMs, () => resolve(false));
    work.then(
      () => {
        cancel();
        resolve(true);
      },
      (error: unknown) => {
        cancel();
        reject(error);
      },
    );
  });
}
