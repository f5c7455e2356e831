import { LastAccepted } from '../../src/domain/seen';

describe('the last accepted message of a number', () => {
  test('is the newest one', () => {
    const seen = new LastAccepted();
    seen.accepted('s', 'r1', 0);
    seen.accepted('s', 'r2', 1_000);
    expect(seen.of('s')).toEqual({ request: 'r2', acceptedAt: '1970-01-01T00:00:01.000Z', delivered: false });
    expect(seen.of('t')).toBeUndefined();
  });

  test('is delivered when a receipt says so of it, and not of one before it', () => {
    const seen = new LastAccepted();
    seen.accepted('s', 'r1', 0);
    seen.accepted('s', 'r2', 0);
    seen.delivered('s', 'r1');
    expect(seen.of('s')?.delivered).toBe(false);
    seen.delivered('s', 'r2');
    expect(seen.of('s')?.delivered).toBe(true);
  });

  test('is forgotten for the numbers longest silent when memory is full', () => {
    const seen = new LastAccepted(2);
    seen.accepted('a', 'r1', 0);
    seen.accepted('b', 'r2', 0);
    seen.accepted('a', 'r3', 0);
    seen.accepted('c', 'r4', 0);
    expect(seen.of('b')).toBeUndefined();
    expect(seen.of('a')?.request).toBe('r3');
  });
});
