/** Time as an argument. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. */
  now(): number;
  /** Never goes back; milliseconds from an arbitrary start. For windows, timeouts and rates. */
  monotonic(): number;
  /** Runs `task` once after `milliseconds`; the result cancels it. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The process's own clock. Timers keep the process alive only when it has other work. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (milliseconds, task) => {
    const timer = setTimeout(task, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** ISO 8601 UTC with milliseconds, as events carry it. */
export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
