import type { ChildProcess } from 'node:child_process';

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const living = new Set<ChildProcess>();
let watching = false;

/** Remembers a child, so that it never outlives this process. */
export function adopt<T extends ChildProcess>(child: T): T {
  if (!watching) process.once('exit', endAll);
  watching = true;
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

function endAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Resolves when the child is gone; at once when it already is. */
export const endingOf = (child: ChildProcess): Promise<Ending> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve({ code: child.exitCode, signal: child.signalCode })
    : new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
