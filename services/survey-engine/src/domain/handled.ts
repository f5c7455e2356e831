/**
 * The ids of handled events, small: per hour one string of fixed-width marks. `[hour since the epoch, marks]`, oldest
 * first.
 */
export type Handled = readonly (readonly [hour: number, marks: string])[];

/** Characters of a mark: 64 bits as base64url. */
export const MARK_LENGTH = 11;

const HOUR = 3_600_000;
/** Every replay horizon is shorter. */
const KEPT_HOURS = 48;
/** However long ago they were handled. */
const KEPT_MARKS = 32;

/** Whether an event was handled before. */
export const wasHandled = (handled: Handled, mark: string): boolean => handled.some(([, marks]) => holds(marks, mark));

function holds(marks: string, mark: string): boolean {
  for (let at = marks.indexOf(mark); at >= 0; at = marks.indexOf(mark, at + 1)) {
    if (at % MARK_LENGTH === 0) return true;
  }
  return false;
}

/**
 * Notes an event as handled at `now` (milliseconds since the epoch) and lets go of what is older than 48 hours, as
 * long as 32 remain.
 */
export function noteHandled(handled: Handled, mark: string, now: number): Handled {
  const last = handled.at(-1);
  const hour = Math.floor(now / HOUR);
  // A clock that went back must not tear the order of hours.
  const noted: Handled =
    last !== undefined && last[0] >= hour
      ? [...handled.slice(0, -1), [last[0], last[1] + mark]]
      : [...handled, [hour, mark]];
  return withoutOld(noted, hour);
}

function withoutOld(handled: Handled, hour: number): Handled {
  let left = handled.reduce((sum, [, marks]) => sum + marks.length / MARK_LENGTH, 0);
  let drop = 0;
  for (const [at, marks] of handled) {
    left -= marks.length / MARK_LENGTH;
    if (hour - at <= KEPT_HOURS || left < KEPT_MARKS) break;
    drop += 1;
  }
  return drop === 0 ? handled : handled.slice(drop);
}
