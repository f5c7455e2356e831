import { backoffMs } from '../../src/domain/backoff';
import { genericProfile } from '../../src/domain/profile';

describe('the pause before the next attempt', () => {
  const { timers } = genericProfile;

  test('grows to a minute and never past it, with jitter down to nothing', () => {
    expect([1, 2, 3, 7, 100].map((attempt) => backoffMs('connection', attempt, 0.999_999, timers))).toEqual([
      999, 1_999, 3_999, 59_999, 59_999,
    ]);
    expect(backoffMs('connection', 5, 0, timers)).toBe(0);
  });

  test('is long after wrong credentials, and past the peer’s patience when it still holds our old session', () => {
    expect(backoffMs('credentials', 1, 0, timers)).toBe(300_000);
    expect(backoffMs('already-bound', 1, 0, { ...timers, alreadyBoundMs: 7 })).toBe(7);
  });
});
