import type { Clock } from '@mscore/ports';

/** A clock that moves only when told to. */
export function createManualClock(): Clock & { advance(milliseconds: number): void } {
  let now = 0;
  const tasks = new Set<{ readonly at: number; readonly task: () => void }>();
  return {
    now: () => now,
    monotonic: () => now,
    after(milliseconds, task) {
      const entry = { at: now + milliseconds, task };
      tasks.add(entry);
      return () => tasks.delete(entry);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const entry of [...tasks].sort((a, b) => a.at - b.at)) {
        if (entry.at <= now && tasks.delete(entry)) entry.task();
      }
    },
  };
}
