import type { Clock, Log } from '@mscore/ports';

const EVERY_MS = 60_000;
/** A peer can be wrong in more ways than a log should name in one minute. */
const KINDS = 20;
const OTHER = 'other';

const keyOf = (event: string, code: string): string => `${event} ${code}`;

/** An operator hears of a trouble once a minute with its count, however often it happens. */
export interface Complaints {
  about(event: string, code: string): void;
  stop(): void;
}

export function createComplaints(clock: Clock, log: Log, link: string): Complaints {
  const open = new Map<string, { count: number; cancel(): void }>();

  function about(event: string, said: string): void {
    const code = open.has(keyOf(event, said)) || open.size < KINDS ? said : OTHER;
    const key = keyOf(event, code);
    const known = open.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    log('warn', event, { link, code, count: 1 });
    const cancel = clock.after(EVERY_MS, () => {
      const count = open.get(key)?.count ?? 0;
      open.delete(key);
      if (count > 1) log('warn', event, { link, code, count, ms: EVERY_MS });
    });
    open.set(key, { count: 1, cancel });
  }

  return {
    about,
    stop: () => {
      for (const { cancel } of open.values()) cancel();
      open.clear();
    },
  };
}
