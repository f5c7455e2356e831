import { COUNTINGS, createAllowance } from '../../src/throttle/allowance';

test.each(COUNTINGS)('counting by %s, a flood gets what is allowed and not more', (counting) => {
  const allows = createAllowance(counting, 100);
  let taken = 0;
  for (let now = 0; now < 10_000; now += 1) if (allows(now)) taken += 1;
  expect(taken).toBeGreaterThanOrEqual(1_000);
  expect(taken).toBeLessThanOrEqual(1_020);
});

test.each(COUNTINGS)('counting by %s, an even stream below the limit is never refused', (counting) => {
  const allows = createAllowance(counting, 100);
  for (let now = 0; now < 10_000; now += 11) expect(allows(now)).toBe(true);
});
