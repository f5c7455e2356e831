import { fixedHolidays, holidayYears } from './holidays';

/** When texts that nobody waits for may be sent. Local time. */
export interface SendingRule {
  /** `HH:MM`, the first minute of a day. */
  readonly from: string;
  /** `HH:MM`, the first minute after the last; `24:00` is midnight. */
  readonly to: string;
  readonly blocked: 'public-holidays' | 'none';
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** UTC+7 all year: Vietnam keeps no daylight saving. */
const OFFSET = 7 * 60 * MINUTE;

/** The local date of a moment (milliseconds since the epoch) as `YYYY-MM-DD`. */
export const localDate = (ms: number): string => dateOf(dayOf(ms));

/**
 * Whether public offices are closed for a holiday on a local date, compensatory and exchanged days included. Of years
 * that are not in the calendar only the holidays of fixed date are known.
 * @throws RangeError when it is no date `YYYY-MM-DD`.
 */
export function isPublicHoliday(date: string): boolean {
  return isHoliday(dayNumber(date));
}

/** The last year whose lunar holidays are known, and whether they are published or provisional. */
export const calendarEnds: { readonly year: number; readonly status: 'published' | 'provisional' } =
  holidayYears.reduce((last, { year, status }) => (year > last.year ? { year, status } : last), {
    year: 0,
    status: 'provisional' as 'published' | 'provisional',
  });

/**
 * The earliest moment not before another (both milliseconds since the epoch) that lies within sending hours on an
 * allowed day.
 * @throws RangeError when the hours are none, for then there is no such moment.
 */
export function nextSendingTime(at: number, { from, to, blocked }: SendingRule): number {
  const opens = timeOfDay(from);
  const closes = timeOfDay(to);
  if (opens >= closes) throw new RangeError(`no time lies between ${from} and ${to}`);
  const isBlocked = (day: number) => blocked === 'public-holidays' && isHoliday(day);
  let day = dayOf(at);
  const time = at + OFFSET - day * DAY;
  if (time < closes && !isBlocked(day)) return time < opens ? day * DAY + opens - OFFSET : at;
  do day += 1;
  while (isBlocked(day));
  return day * DAY + opens - OFFSET;
}

/** Whether a moment (milliseconds since the epoch) lies within sending hours on an allowed day. */
export const isSendingTime = (at: number, rule: SendingRule): boolean => nextSendingTime(at, rule) === at;

/**
 * When the sending hours end that a moment lies in (milliseconds since the epoch): the first moment at which a text that
 * was to go out then may not any more. The moment itself where it lies in none.
 */
export function sendingEndsAt(at: number, rule: SendingRule): number {
  if (!isSendingTime(at, rule)) return at;
  return dayOf(at) * DAY + timeOfDay(rule.to) - OFFSET;
}

/** Days since 1970-01-01, local. */
const dayOf = (ms: number): number => Math.floor((ms + OFFSET) / DAY);

// The hours of the policies in force: a handful, asked for with each message.
const timesOfDay = new Map<string, number>();

/** Milliseconds since local midnight. */
function timeOfDay(text: string): number {
  const known = timesOfDay.get(text);
  if (known !== undefined) return known;
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text);
  const minutes = Number(match?.[1]) * 60 + Number(match?.[2]);
  if (match === null || minutes > 24 * 60) throw new RangeError(`"${text}" is no time of day`);
  timesOfDay.set(text, minutes * MINUTE);
  return minutes * MINUTE;
}

function dayNumber(date: string): number {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = ms / DAY;
  // Date.parse takes 2026-02-30 for a day in March.
  if (!Number.isInteger(day) || dateOf(day) !== date) throw new RangeError(`"${date}" is no date`);
  return day;
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

const holidays: ReadonlySet<number> = new Set(
  holidayYears.flatMap(({ year, statutory, compensatory, exchanged }) =>
    [...statutory, ...compensatory, ...exchanged].map((day) => dayNumber(`${year}-${day}`)),
  ),
);

const years = holidayYears.map(({ year }) => year);
const firstKnown = dayNumber(`${Math.min(...years)}-01-01`);
const lastKnown = dayNumber(`${Math.max(...years)}-12-31`);

const isHoliday = (day: number): boolean =>
  day >= firstKnown && day <= lastKnown ? holidays.has(day) : fixedHolidays.has(dateOf(day).slice(-5));
