import { PARTITIONS, partitionOf } from '../../src/sqlite/partitions';

describe('partitions', () => {
  it('never change: rows and offsets on disk carry them', () => {
    expect(PARTITIONS).toBe(4);
    expect(['', 'key-0', 'q3Zt0aVvYd5rHc8yXn2LuA', 'sim', '\ud800'].map(partitionOf)).toEqual([1, 1, 0, 0, 2]);
  });

  it('share keys out evenly', () => {
    const counts = Array<number>(PARTITIONS).fill(0);
    for (let n = 0; n < 4_000; n++) {
      const partition = partitionOf(`subscriber-${n}`);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  });
});
