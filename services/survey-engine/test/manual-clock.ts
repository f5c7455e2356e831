import type { Clock } from '@mscore/ports';

/** A clock that moves only when told to, and tells when somebody waits for it. */
export interface ManualClock extends Clock {
  /** Moves on and runs what was waiting for that. */
  advance(milliseconds: number): void;
  /** Resolves when a task waits. */
  awaited(): Promise<void>;
}

export function createManualClock(start: number): ManualClock {
  let now = start;
  const tasks = new Set<{ readonly at: number; readonly task: () => void }>();
  let wake = () => {};
  return {
    now: () => now,
    monotonic: () => now,
    after(milliseconds, task) {
      const entry = { at: now + milliseconds, task };
      tasks.add(entry);
      wake();
      return () => tasks.delete(entry);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const entry of [...tasks]) if (entry.at <= now && tasks.delete(entry)) entry.task();
    },
    async awaited() {
      while (tasks.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
