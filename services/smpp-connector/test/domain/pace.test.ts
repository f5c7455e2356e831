import { Pace } from '../../src/domain/pace';

/** A message centre that allows so many submits a second, by one of the ways they count. */
type Allowance = (now: number) => boolean;

const fixedSeconds = (allowed: number): Allowance => {
  let second = -1;
  let used = 0;
  return (now) => {
    if (Math.floor(now / 1_000) !== second) {
      second = Math.floor(now / 1_000);
      used = 0;
    }
    used += 1;
    return used <= allowed;
  };
};

const slidingSecond = (allowed: number): Allowance => {
  const taken: number[] = [];
  return (now) => {
    while (taken[0] !== undefined && taken[0] <= now - 1_000) taken.shift();
    if (taken.length >= allowed) return false;
    taken.push(now);
    return true;
  };
};

const bucketOf = (allowed: number, burst: number): Allowance => {
  let tokens = burst;
  let at = 0;
  return (now) => {
    tokens = Math.min(burst, tokens + ((now - at) / 1_000) * allowed);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
};

const WINDOW = 50;
const ROUND_TRIP_MS = 4;

/** Sends `backlog` messages in steps of a millisecond. */
function send(pace: Pace, allows: Allowance, { backlog = 50_000, startAt = 0, stalls = false } = {}) {
  let left = backlog;
  let submits = 0;
  let throttled = 0;
  const flight: { readonly back: number; readonly writtenAt: number; readonly ok: boolean }[] = [];
  let now = startAt;
  for (; left > 0 || flight.length > 0; now += 1) {
    for (let next = flight[0]; next !== undefined && next.back <= now; next = flight[0]) {
      flight.shift();
      if (next.ok) pace.accepted(now);
      else {
        pace.throttled(now, next.writtenAt);
        throttled += 1;
        left += 1;
      }
    }
    // A busy process comes to it late: for 40 ms of every 300 nothing is written.
    if (stalls && now % 300 < 40) continue;
    while (left > 0 && flight.length < WINDOW && pace.take(now)) {
      left -= 1;
      submits += 1;
      flight.push({ back: now + ROUND_TRIP_MS, writtenAt: now, ok: allows(now + ROUND_TRIP_MS / 2) });
    }
  }
  return { seconds: (now - startAt) / 1_000, submits, throttled };
}

describe('a backlog of 50,000 against a message centre that throttles', () => {
  const ways: [string, (allowed: number) => Allowance][] = [
    ['counts whole seconds', fixedSeconds],
    ['counts the last second', slidingSecond],
    ['fills a bucket', (allowed) => bucketOf(allowed, allowed / 5)],
    ['fills a large bucket', (allowed) => bucketOf(allowed, allowed * 2)],
  ];
  const configured = [500, 600, 1_000, 10_000];
  test.each(ways.flatMap(([name, way]) => configured.map((rate) => [name, rate, way] as const)))(
    'that %s uses 95 %% of what is allowed with less than 1 %% refused, configured for %i/s',
    (_name, rate, way) => {
      const { seconds, submits, throttled } = send(new Pace(rate, 0), way(500));
      expect(50_000 / seconds / 500).toBeGreaterThanOrEqual(0.95);
      expect(throttled / submits).toBeLessThan(0.01);
    },
  );
});

test.each([500, 1_000, 10_000])(
  'a process that stalls again and again still uses most of it, configured for %i/s',
  (rate) => {
    const { seconds, throttled, submits } = send(new Pace(rate, 0), slidingSecond(500), { stalls: true });
    expect(50_000 / seconds / 500).toBeGreaterThan(0.92);
    expect(throttled / submits).toBeLessThan(0.01);
  },
);

describe('the pace', () => {
  test('is never above what is configured, however long nothing is refused', () => {
    const { submits, seconds } = send(new Pace(200, 0), () => true, { backlog: 4_000 });
    expect(submits / seconds).toBeLessThanOrEqual(201);
  });

  test('is never raised by a refusal, however slow the link is', () => {
    const pace = new Pace(0.2, 0);
    pace.throttled(60_000, 50_000);
    for (let now = 60_000; now < 600_000; now += 1_000) expect(pace.rate(now)).toBeLessThanOrEqual(0.2);
  });

  test('takes all refusals of one flight for one', () => {
    const pace = new Pace(100, 0);
    expect(pace.throttled(1_000, 990)).toBe(true);
    expect(pace.throttled(1_001, 995)).toBe(false);
    expect(pace.throttled(1_002, 1_000)).toBe(false);
    expect(pace.throttled(2_000, 1_500)).toBe(true);
  });

  test('pauses twice as long each time nothing is accepted in between, up to half a minute', () => {
    const pace = new Pace(100, 0);
    let now = 0;
    const pauses = [];
    for (let refusal = 0; refusal < 8; refusal += 1) {
      pace.throttled(now, now);
      pauses.push(pace.waitMs(now));
      now += pace.waitMs(now);
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  test('halves when it is refused at once, and climbs 5 % of the known ceiling a second', () => {
    const pace = new Pace(100, 0);
    pace.throttled(100, 50);
    expect(pace.rate(1_100)).toBe(50);
    expect(pace.rate(3_100)).toBeCloseTo(60);
    expect(pace.rate(60_000)).toBe(100);
  });

  test('does not take the little that was sent for all that is allowed', () => {
    const pace = new Pace(1_000, 0);
    for (let now = 0; now < 10_000; now += 200) {
      pace.take(now);
      pace.accepted(now + 5);
    }
    pace.throttled(10_000, 9_990);
    expect(pace.rate(11_000)).toBe(500);
    expect(pace.rate(25_000)).toBe(1_000);
  });

  test('finds out within minutes that a message centre allows more than before', () => {
    const pace = new Pace(1_000, 0);
    send(pace, slidingSecond(100), { backlog: 2_000 });
    expect(pace.rate(21_000)).toBeLessThanOrEqual(110);
    let now = 21_000;
    for (; now < 600_000; now += 100) pace.rate(now);
    expect(pace.rate(now)).toBe(1_000);
  });

  test('follows a message centre that allows less than before', () => {
    const pace = new Pace(500, 0);
    send(pace, () => true, { backlog: 5_000 });
    const { seconds, throttled, submits } = send(pace, slidingSecond(50), { backlog: 5_000, startAt: 10_100 });
    expect(5_000 / seconds / 50).toBeGreaterThan(0.9);
    expect(throttled / submits).toBeLessThan(0.03);
  });
});
