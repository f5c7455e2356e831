import type { Clock, Log } from '@mscore/ports';

/** A step of the start: later steps may rely on earlier ones. */
export interface Step {
  readonly name: string;
  start(): Promise<void>;
  /** Also called when the start failed half-way. */
  stop(withinMs: number): Promise<void>;
}

/** What has been started, to be stopped in reverse. */
export interface Running {
  /** Stops everything in reverse order. Resolves to whether all of it ended in time; never rejects. */
  stop(withinMs: number): Promise<boolean>;
}

/**
 * Starts the steps in order. When one fails, it and those before it are stopped in reverse and the failure is thrown:
 * what fails half-way may hold half of what it wanted.
 */
export async function startInOrder(steps: readonly Step[], clock: Clock, log: Log): Promise<Running> {
  const started: Step[] = [];
  for (const step of steps) {
    started.push(step);
    try {
      await step.start();
    } catch (error) {
      await stopInReverse(started, clock, log, STOP_AFTER_FAILURE_MS);
      throw error;
    }
  }
  return { stop: (withinMs) => stopInReverse(started, clock, log, withinMs) };
}

const STOP_AFTER_FAILURE_MS = 5_000;

async function stopInReverse(steps: readonly Step[], clock: Clock, log: Log, withinMs: number): Promise<boolean> {
  const deadline = clock.monotonic() + withinMs;
  let clean = true;
  for (const step of [...steps].reverse()) {
    const left = Math.max(0, deadline - clock.monotonic());
    clean = (await stopped(step, left, clock, log)) && clean;
  }
  return clean;
}

async function stopped(step: Step, withinMs: number, clock: Clock, log: Log): Promise<boolean> {
  try {
    const ended = await endsWithin(step.stop(withinMs), withinMs, clock);
    if (!ended) log('error', 'stop-overdue', { reason: step.name });
    return ended;
  } catch (error) {
    log('error', 'stop-failed', { reason: step.name, error: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
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
