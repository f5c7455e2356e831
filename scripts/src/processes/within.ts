import { setTimeout as delay } from 'node:timers/promises';

/**
 * The value of a promise that must settle in time.
 * @throws Error naming what did not happen.
 */
export async function within<T>(milliseconds: number, what: string, promise: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const late = delay(milliseconds, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`${what} did not happen within ${milliseconds} ms`);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}

/** Looks again and again until `look` finds something. Rejects like {@link within}. */
export async function until<T>(milliseconds: number, what: string, look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what} did not happen within ${milliseconds} ms`);
    await delay(LOOK_EVERY_MS);
  }
}

const LOOK_EVERY_MS = 25;
