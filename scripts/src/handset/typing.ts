import type { Clock } from '@mscore/ports';

/** Sends typed lines one after another, as somebody would who reads each reply before typing on. */
export interface Typing {
  type(line: string): void;
  /** A reply came. */
  replied(): void;
  /** No more lines will be typed; resolves when the last one was answered or given up. */
  end(): Promise<void>;
}

/**
 * The pace of a handset that a script drives: a line goes when the one before it was answered, or after `patienceMs`.
 */
export function createTyping(clock: Clock, patienceMs: number, send: (line: string) => void): Typing {
  const lines: string[] = [];
  let stopWaiting: (() => void) | undefined;
  let finished: (() => void) | undefined;

  function next(): void {
    stopWaiting?.();
    stopWaiting = undefined;
    const line = lines.shift();
    if (line === undefined) {
      finished?.();
      return;
    }
    send(line);
    stopWaiting = clock.after(patienceMs, next);
  }

  return {
    type(line) {
      lines.push(line);
      if (stopWaiting === undefined) next();
    },
    replied() {
      if (stopWaiting !== undefined) next();
    },
    end: () =>
      new Promise((resolve) => {
        finished = resolve;
        if (stopWaiting === undefined) resolve();
      }),
  };
}
