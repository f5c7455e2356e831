import { RoundTrips } from '../../src/domain/round-trips';

test('nothing is said before the first answer', () => {
  expect(new RoundTrips().percentiles()).toBeUndefined();
});

test('median and 99th percentile are of the last 512 answers', () => {
  const trips = new RoundTrips();
  for (let one = 0; one < 1_000; one += 1) trips.add(10_000);
  for (let one = 1; one <= 512; one += 1) trips.add(one);
  expect(trips.percentiles()).toEqual({ p50: 257, p99: 507 });
});
