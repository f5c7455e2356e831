import type { Clock } from '../clock';

interface Task {
  readonly due: number;
  readonly delay: number;
  readonly run: () => void;
}

/** A clock that moves only when it is told to, for tests of what time does. */
export class ManualClock implements Clock {
  #monotonic = 0;
  /** Wall clock minus monotonic clock. */
  #offset: number;
  #tasks: Task[] = [];
  #watchers: { readonly delay: number; readonly resolve: () => void }[] = [];

  /** @param start milliseconds since the epoch */
  constructor(start = Date.UTC(2026, 10, 22)) {
    this.#offset = start;
  }

  now(): number {
    return this.#monotonic + this.#offset;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  after(milliseconds: number, run: () => void): () => void {
    const task = { due: this.#monotonic + milliseconds, delay: milliseconds, run };
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
    const end = this.#monotonic + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const task = next;
      this.#tasks = this.#tasks.filter((other) => other !== task);
      this.#monotonic = task.due;
      task.run();
    }
    this.#monotonic = end;
  }

  /** The wall clock jumps, as when an operator or a time server corrects it. Timers and the monotonic clock do not notice. */
  setBack(milliseconds: number): void {
    this.#offset -= milliseconds;
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
