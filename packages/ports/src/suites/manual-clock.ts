import type { Clock } from '../clock';

interface Task {
  readonly due: number;
  readonly delay: number;
  readonly run: () => void;
}

/** A clock that moves only when it is told to, for tests of what time does. */
export class ManualClock implements Clock {
  #now: number;
  readonly #start: number;
  #tasks: Task[] = [];
  #watchers: { readonly delay: number; readonly resolve: () => void }[] = [];

  /** @param start milliseconds since the epoch */
  constructor(start = Date.UTC(2026, 10, 22)) {
    this.#now = start;
    this.#start = start;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now - this.#start;
  }

  after(milliseconds: number, run: () => void): () => void {
    const task = { due: this.#now + milliseconds, delay: milliseconds, run };
    this.#tasks.push(task);
    this.#watchers = this.#watchers.filter(({ delay, resolve }) => {
      if (delay === milliseconds) resolve();
      return delay !== milliseconds;
    });
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  /** Runs what falls due within so many milliseconds, in order of time. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const task = next;
      this.#tasks = this.#tasks.filter((other) => other !== task);
      this.#now = task.due;
      task.run();
    }
    this.#now = end;
  }

  /** Resolves when somebody waits for exactly so many milliseconds: now or as soon as it happens. */
  awaited(delay: number): Promise<void> {
    if (this.#tasks.some((task) => task.delay === delay)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#watchers.push({ delay, resolve });
    });
  }

  #next(end: number): Task | undefined {
    return this.#tasks.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
