import { latenciesOf, percentile, spreadOf } from '../../src/bench/statistics';

describe('statistics of the bench', () => {
  test('percentiles are values that were measured (nearest rank)', () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.99)).toBe(99);
    expect(percentile([7], 0.99)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });

  test('latencies sort numbers as numbers', () => {
    expect(latenciesOf([10, 9, 100, 1])).toEqual({ p50: 9, p99: 100, most: 100 });
  });

  test('median and range', () => {
    expect(spreadOf([3, 1, 2])).toEqual({ median: 2, least: 1, most: 3 });
  });
});
