/**
 * The ids of handled events and when each was, small: per hour one string of fixed-width marks and one of as many
 * fixed-width times. `[hour since the epoch, marks, times]`, in the order they were handled. Groups of the first format
 * lack the times.
 */
export type Handled = readonly HandledHour[];
export type HandledHour =
  | readonly [hour: number, marks: string]
  | readonly [hour: number, marks: string, times: string];

/** Characters of a mark: 64 bits as base64url. */
export const MARK_LENGTH = 11;

/** Characters of a time: 24 bits as base64url, the milliseconds within the hour and {@link BEGINS}. */
const TIME_LENGTH = 4;
/** Set in the first time of a step: events of one batch share their millisecond, but not only they. */
const BEGINS = 1 << 22;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

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
 * @param begins whether it is the first that its step notes
 */
export function noteHandled(handled: Handled, mark: string, now: number, begins: boolean): Handled {
  const hour = Math.floor(now / HOUR);
  const time = timeOf(now - hour * HOUR, begins);
  const last = handled.at(-1);
  const noted: Handled =
    last?.[2] !== undefined && last[0] === hour
      ? [...handled.slice(0, -1), [hour, last[1] + mark, last[2] + time]]
      : [...handled, [hour, mark, time]];
  return withoutOld(noted, hour);
}

function timeOf(milliseconds: number, begins: boolean): string {
  const bits = begins ? milliseconds | BEGINS : milliseconds;
  const digit = (shift: number) => DIGITS.charAt((bits >> shift) & 63);
  return digit(18) + digit(12) + digit(6) + digit(0);
}

function withoutOld(handled: Handled, hour: number): Handled {
  const isOld = ([at]: HandledHour) => hour - at > KEPT_HOURS;
  if (!handled.slice(0, 1).some(isOld)) return handled;
  let left = handled.reduce((sum, group) => sum + countOf(group), 0);
  let drop = 0;
  for (const group of handled) {
    left -= countOf(group);
    if (!isOld(group) || left < KEPT_MARKS) break;
    drop += 1;
  }
  return drop === 0 ? handled : handled.slice(drop);
}

const countOf = ([, marks]: HandledHour): number => marks.length / MARK_LENGTH;

/** The marks that one step noted, in their order. */
export interface NotedStep {
  /** Milliseconds since the epoch; absent where no times were noted, and nobody knows which of these were one step. */
  readonly at?: number;
  readonly marks: readonly string[];
}

/** The steps that the notes tell of, in their order. */
export function stepsIn(handled: Handled): readonly NotedStep[] {
  const steps: { at?: number; marks: string[] }[] = [];
  for (const [hour, marks, times] of handled) {
    const each: string[] = [];
    for (let at = 0; at < marks.length; at += MARK_LENGTH) each.push(marks.slice(at, at + MARK_LENGTH));
    if (times === undefined) steps.push({ marks: each });
    else
      each.forEach((mark, at) => {
        note(steps, hour, mark, bitsAt(times, at));
      });
  }
  return steps;
}

function note(steps: { at?: number; marks: string[] }[], hour: number, mark: string, bits: number): void {
  const last = steps.at(-1);
  if (bits & BEGINS || last?.at === undefined) steps.push({ at: hour * HOUR + (bits & (BEGINS - 1)), marks: [mark] });
  else last.marks.push(mark);
}

/** The time of one mark. */
function bitsAt(times: string, index: number): number {
  let bits = 0;
  for (let at = index * TIME_LENGTH; at < (index + 1) * TIME_LENGTH; at += 1)
    bits = (bits << 6) | DIGITS.indexOf(times.charAt(at));
  return bits;
}
