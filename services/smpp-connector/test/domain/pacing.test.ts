import fc from 'fast-check';
import { backoffMs } from '../../src/domain/backoff';
import { TokenBucket } from '../../src/domain/token-bucket';

describe('the token bucket', () => {
  test('never lets more through than rate and burst allow', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500 }),
        fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 300 }),
        (rate, pauses) => {
          const bucket = new TokenBucket(rate, 0);
          let now = 0;
          let taken = 0;
          for (const pause of pauses) {
            now += pause;
            while (bucket.take(now)) taken += 1;
          }
          expect(taken).toBeLessThanOrEqual(Math.max(1, rate / 10) + (now / 1000) * rate + 1e-6);
        },
      ),
    );
  });

  test('lets one through exactly when it said it would', () => {
    const bucket = new TokenBucket(10, 0);
    expect(bucket.take(0)).toBe(true);
    expect(bucket.take(0)).toBe(false);
    expect(bucket.waitMs(0)).toBe(100);
    expect(bucket.take(99)).toBe(false);
    expect(bucket.take(100)).toBe(true);
  });

  test('does not give back what a clock that jumps backwards would owe', () => {
    const bucket = new TokenBucket(10, 1_000);
    expect(bucket.take(1_000)).toBe(true);
    expect(bucket.take(0)).toBe(false);
  });
});

describe('the pause before the next attempt', () => {
  test('grows to a minute and never past it, with jitter down to nothing', () => {
    expect([1, 2, 3, 7, 100].map((attempt) => backoffMs('connection', attempt, 0.999_999))).toEqual([
      999, 1_999, 3_999, 59_999, 59_999,
    ]);
    expect(backoffMs('connection', 5, 0)).toBe(0);
  });

  test('is long after wrong credentials, and past the peer’s patience when it still holds our old session', () => {
    expect(backoffMs('credentials', 1, 0)).toBe(300_000);
    expect(backoffMs('already-bound', 1, 0)).toBe(35_000);
  });
});
