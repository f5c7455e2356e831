import * as fc from 'fast-check';
import {
  calendarEnds,
  holidayYears,
  isPublicHoliday,
  isSendingTime,
  localDate,
  nextSendingTime,
  type SendingRule,
  sendingEndsAt,
} from '../src';

const local = (text: string): number => Date.parse(`${text}+07:00`);
const rule: SendingRule = { from: '08:00', to: '20:00', blocked: 'public-holidays' };
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('local dates', () => {
  test.each([
    ['2026-11-22T00:00:00+07:00', '2026-11-22'],
    ['2026-11-21T17:00:00Z', '2026-11-22'],
    ['2026-11-21T16:59:59.999Z', '2026-11-21'],
    ['1969-12-31T16:59:59.999Z', '1969-12-31'],
    ['2024-02-29T23:59:59+07:00', '2024-02-29'],
  ])('%s is %s', (moment, date) => {
    expect(localDate(Date.parse(moment))).toBe(date);
  });

  test('are those of a clock seven hours ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        expect(localDate(ms)).toBe(new Date(ms + 7 * 60 * MINUTE).toISOString().slice(0, 10));
      }),
    );
  });
});

describe('public holidays', () => {
  // First day of the first lunar month and tenth of the third, by the Vietnamese calendar.
  const lunar: readonly [tet: string, hungKings: string][] = [
    ['2019-02-05', '2019-04-14'],
    ['2020-01-25', '2020-04-02'],
    ['2021-02-12', '2021-04-21'],
    ['2022-02-01', '2022-04-10'],
    ['2023-01-22', '2023-04-29'],
    ['2024-02-10', '2024-04-18'],
    ['2025-01-29', '2025-04-07'],
    ['2026-02-17', '2026-04-26'],
    ['2027-02-06', '2027-04-16'],
  ];

  test.each(lunar)('Tet of %s: its eve and its first three days', (tet) => {
    const first = Date.parse(`${tet}T00:00:00Z`);
    for (const day of [-1, 0, 1, 2])
      expect(isPublicHoliday(new Date(first + day * DAY).toISOString().slice(0, 10))).toBe(true);
  });

  test.each(lunar)('in the year of Tet %s the Hung Kings are remembered on %s', (_, hungKings) => {
    expect(isPublicHoliday(hungKings)).toBe(true);
  });

  test.each(holidayYears.map((year) => [year.year, year] as const))(
    '%i has as many days off in its working weeks as the law gives',
    (year, { statutory, compensatory, exchanged }) => {
      const inWeek = (day: string) => ![0, 6].includes(new Date(`${year}-${day}T00:00:00Z`).getUTCDay());
      expect([...statutory, ...compensatory].filter(inWeek)).toHaveLength(year < 2021 ? 10 : year < 2026 ? 11 : 12);
      expect(compensatory.filter(inWeek)).toHaveLength(statutory.filter((day) => !inWeek(day)).length);
      expect(exchanged.every(inWeek)).toBe(true);
      const all = [...statutory, ...compensatory, ...exchanged];
      expect(new Set(all).size).toBe(all.length);
      for (const day of ['01-01', '04-30', '05-01', '09-02']) expect(statutory).toContain(day);
    },
  );

  test.each([
    ['2026-11-24', true],
    ['2025-11-24', false],
    ['2026-04-27', true],
    ['2024-04-29', true],
    ['2026-11-22', false],
    ['2026-02-14', false],
    ['2031-04-30', true],
    ['2031-02-01', false],
    ['2018-09-02', true],
  ])('%s: %s', (date, off) => {
    expect(isPublicHoliday(date)).toBe(off);
  });

  test.each(['', '2026-2-1', '2026-02-30', 'today'])('"%s" is no date', (date) => {
    expect(() => isPublicHoliday(date)).toThrow(RangeError);
  });

  test('every year from 2019 to 2027 is there, and only the last is provisional', () => {
    expect(holidayYears.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
    expect(holidayYears.filter(({ status }) => status === 'provisional').map(({ year }) => year)).toEqual([2027]);
    expect(calendarEnds).toEqual({ year: 2027, status: 'provisional' });
  });
});

describe('the next time to send', () => {
  test.each([
    ['within hours at once', '2026-11-22T12:34:56', '2026-11-22T12:34:56'],
    ['at the first minute at once', '2026-11-22T08:00', '2026-11-22T08:00'],
    ['early in the morning when hours begin', '2026-11-22T07:59:59', '2026-11-22T08:00'],
    ['at closing time on the next day', '2026-11-22T20:00', '2026-11-23T08:00'],
    ['the evening before a holiday on the day after it', '2026-11-23T20:01', '2026-11-25T08:00'],
    ['on a holiday on the next day', '2026-11-24T09:00', '2026-11-25T08:00'],
    ['early on a holiday on the next day', '2026-11-24T00:00', '2026-11-25T08:00'],
    ['at Tet after its last day off', '2026-02-16T10:00', '2026-02-21T08:00'],
    ['over the end of the year', '2026-12-31T23:59:59', '2027-01-02T08:00'],
  ])('%s', (_, at, expected) => {
    expect(nextSendingTime(local(at), rule)).toBe(local(expected));
  });

  test('holidays do not count where the rule says so', () => {
    expect(nextSendingTime(local('2026-11-24T09:00'), { ...rule, blocked: 'none' })).toBe(local('2026-11-24T09:00'));
  });

  test('all day long is from 00:00 to 24:00', () => {
    const always: SendingRule = { from: '00:00', to: '24:00', blocked: 'none' };
    expect(nextSendingTime(local('2026-11-24T23:59:59.999'), always)).toBe(local('2026-11-24T23:59:59.999'));
  });

  test.each([
    ['20:00', '08:00'],
    ['08:00', '08:00'],
    ['8:00', '20:00'],
    ['08:00', '24:01'],
    ['08:60', '20:00'],
  ])('hours from %s to %s are refused', (from, to) => {
    expect(() => nextSendingTime(0, { from, to, blocked: 'none' })).toThrow(RangeError);
  });

  const moment = fc.oneof(
    fc.integer({ min: local('2018-12-01T00:00'), max: local('2028-03-01T00:00') }),
    // On and around the minutes where something changes.
    fc
      .tuple(
        fc.integer({ min: 17_900, max: 21_200 }),
        fc.constantFrom(0, 8 * 60, 20 * 60),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([day, minute, by]) => day * DAY + minute * MINUTE - 7 * 60 * MINUTE + by),
  );
  const minute = fc.integer({ min: 0, max: 24 * 60 });
  const hhmm = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  const anyRule = fc
    .tuple(minute, minute, fc.constantFrom<SendingRule['blocked']>('public-holidays', 'none'))
    .filter(([left, right]) => left !== right)
    .map(([left, right, blocked]) => ({ from: hhmm(Math.min(left, right)), to: hhmm(Math.max(left, right)), blocked }));

  test('is never early, always in hours, never on a holiday, and the first such moment', () => {
    fc.assert(
      fc.property(moment, anyRule, (at, some) => {
        const next = nextSendingTime(at, some);
        expect(next).toBeGreaterThanOrEqual(at);
        const time = new Date(next + 7 * 60 * MINUTE).toISOString().slice(11, 16);
        expect(time >= some.from && time < some.to).toBe(true);
        if (some.blocked === 'public-holidays') expect(isPublicHoliday(localDate(next))).toBe(false);
        // Nothing before it would have done: at an earlier moment it is not yet time.
        if (next > at) expect(isSendingTime(Math.max(at, next - 1), some)).toBe(false);
        expect(isSendingTime(next, some)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('asked again is the same, and later when asked later', () => {
    fc.assert(
      fc.property(moment, moment, anyRule, (one, other, some) => {
        const next = nextSendingTime(one, some);
        expect(nextSendingTime(next, some)).toBe(next);
        expect(nextSendingTime(Math.min(one, other), some)).toBeLessThanOrEqual(
          nextSendingTime(Math.max(one, other), some),
        );
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['within hours is when they end that day', '2026-11-22T12:34:56', '2026-11-22T20:00'],
    ['at the first minute too', '2026-11-22T08:00', '2026-11-22T20:00'],
    ['in the last half minute too', '2026-11-22T19:59:30', '2026-11-22T20:00'],
    ['at closing time is over', '2026-11-22T20:00', '2026-11-22T20:00'],
    ['in the evening is over', '2026-11-22T22:10', '2026-11-22T22:10'],
    ['before the morning is over, until hours begin again', '2026-11-22T07:59:59', '2026-11-22T07:59:59'],
    ['on a holiday is over', '2026-11-24T09:00', '2026-11-24T09:00'],
  ])('what may be sent %s', (_, at, expected) => {
    expect(sendingEndsAt(local(at), rule)).toBe(local(expected));
  });

  test('all day long ends at midnight', () => {
    const always: SendingRule = { from: '00:00', to: '24:00', blocked: 'none' };
    expect(sendingEndsAt(local('2026-11-24T23:59:59.999'), always)).toBe(local('2026-11-25T00:00'));
  });

  test('all of the time until hours end is theirs, and none after', () => {
    fc.assert(
      fc.property(moment, anyRule, fc.double({ min: 0, max: 1, noNaN: true }), (at, some, part) => {
        const ends = sendingEndsAt(at, some);
        if (!isSendingTime(at, some)) return expect(ends).toBe(at);
        expect(ends).toBeGreaterThan(at);
        expect(isSendingTime(ends - 1, some)).toBe(true);
        expect(isSendingTime(at + Math.floor((ends - 1 - at) * part), some)).toBe(true);
        // Midnight may be the first minute of another day's hours.
        if (some.to !== '24:00') expect(isSendingTime(ends, some)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});
