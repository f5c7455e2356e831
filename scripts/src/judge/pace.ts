import type { Clock } from '@mscore/ports';

/** How fast citizens text. */
export type Pace =
  /** So many texts are under way at any time; the next goes when one is answered. */
  | { readonly kind: 'closed'; readonly underWay: number }
  /** So many texts a second, whether answers come or not. */
  | { readonly kind: 'open'; readonly perSecond: number };

/** How often an open loop looks at its schedule. */
const TICK_MS = 5;
/** A session that stays away must not leave a mountain of texts to be sent at once. */
const MOST_AT_ONCE = 100;

/**
 * Calls `offer` whenever a text is due.
 * @param offer sends one text; false when there is none to send or nobody to send it to.
 * @param underWay texts offered and not yet answered by a prompt.
 */
export function createPacer(clock: Clock, pace: Pace, offer: () => boolean, underWay: () => number) {
  let stopped = false;
  let cancel = (): void => undefined;

  function fill(): void {
    if (stopped || pace.kind === 'open') return;
    while (underWay() < pace.underWay && offer());
  }

  function tick(perSecond: number, from: number, done: number): void {
    const due = Math.floor(((clock.monotonic() - from) / 1_000) * perSecond) - done;
    for (let sent = 0; sent < Math.min(due, MOST_AT_ONCE) && offer(); sent += 1);
    schedule(perSecond, from, done + due);
  }

  function schedule(perSecond: number, from: number, done: number): void {
    if (!stopped) cancel = clock.after(TICK_MS, () => tick(perSecond, from, done));
  }

  if (pace.kind === 'open') schedule(pace.perSecond, clock.monotonic(), 0);
  return {
    /** Something was answered, or a gateway is there again. */
    go: fill,
    stop(): void {
      stopped = true;
      cancel();
    },
  };
}
