import { reportOf, warningsOf } from '../../src/bench/report';
import type { Filled, Measured, Round } from '../../src/bench/rounds';

const OPTIONS = {
  ...{ rounds: 3, seconds: 10, rate: 500, conversations: 100_000, folder: 'tmp' },
  ...{ waiting: 0, conversationsOnly: false },
};
const FILLED: Filled = { conversations: 100_000, beforeMb: 120, afterMb: 201, perSecond: 1_700, missing: 0 };

const measured = (perSecond: number, more: Partial<Measured> = {}): Measured => ({
  turns: 1_000,
  seconds: 1,
  reply: { p50: 3, p99: 11, most: 20 },
  acknowledged: { p50: 1, p99: 4, most: 9 },
  missing: 0,
  wrong: 0,
  receipts: 1_000,
  perSecond,
  cpuPer1000: 0.3,
  residentMb: 150,
  ...more,
});

const round = (perSecond: number, alone = 9_000): Round => ({
  alone,
  closed: measured(perSecond),
  open: measured(500),
  withReceipts: measured(perSecond),
});

describe('the report of the bench', () => {
  test('prints median and range of the rounds beside the aim', () => {
    const report = reportOf(OPTIONS, [round(1_600), round(1_800), round(1_700)], FILLED);
    expect(report).toMatch(
      /\| text → reply submitted, closed loop, window 50 +\| 1700 turns\/s +\| 1600–1800 +\| ≥ 1,500 +\|/,
    );
    expect(report).toMatch(/memory with 100,000 live conversations +\| 201 MB/);
  });

  test('warns of a generator too slow, of answers missing or wrong, and of a disk that is none', () => {
    expect(warningsOf([round(1_600)], FILLED, false)).toEqual([]);
    expect(warningsOf([round(1_600, 4_000)], FILLED, false)).toEqual([expect.stringContaining('less than 3 ×')]);
    expect(warningsOf([round(1_600)], { ...FILLED, missing: 2 }, false)).toEqual([expect.stringContaining('2 texts')]);
    const silent = { ...round(1_600), withReceipts: measured(900, { receipts: 999 }) };
    expect(warningsOf([silent], FILLED, false)).toEqual([expect.stringContaining('receipt')]);
    const wrong = { ...round(1_600), open: measured(500, { wrong: 3 }) };
    expect(warningsOf([wrong], FILLED, true)).toEqual([
      expect.stringContaining('3 answers'),
      expect.stringContaining('in memory'),
    ]);
  });
});
