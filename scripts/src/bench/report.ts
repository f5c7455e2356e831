import { cpus } from 'node:os';
import { table } from '../table';
import type { BenchOptions } from './options';
import type { Filled, Round } from './rounds';
import { spreadOf } from './statistics';

const HEAD = ['figure', 'median', 'range', 'aim'];

/** The measured rows, ready to be pasted into a README. */
export function reportOf(options: BenchOptions, rounds: readonly Round[], filled: Filled): string {
  const row = (figure: string, digits: number, unit: string, aim: string, of: (round: Round) => number) => {
    const { median, least, most } = spreadOf(rounds.map(of));
    return [figure, `${median.toFixed(digits)} ${unit}`, `${least.toFixed(digits)}–${most.toFixed(digits)}`, aim];
  };
  const at = `at ${options.rate} texts/s`;
  return table(HEAD, [
    row('text → reply submitted, closed loop, window 50', 0, 'turns/s', '≥ 1,500', ({ closed }) => closed.perSecond),
    row('  the generator alone, against a trivial peer', 0, 'turns/s', '≥ 3 × the gateway', ({ alone }) => alone),
    row('  CPU of the gateway per 1,000 turns', 2, 's', '≤ 0.4', ({ closed }) => closed.cpuPer1000),
    row('  the same with a receipt for every reply', 0, 'turns/s', '', ({ withReceipts }) => withReceipts.perSecond),
    row('  CPU of it per 1,000 turns', 2, 's', '', ({ withReceipts }) => withReceipts.cpuPer1000),
    row(`text due → reply submitted, p50, ${at}`, 1, 'ms', '≤ 5', ({ open }) => open.reply.p50),
    row(`text due → reply submitted, p99, ${at}`, 1, 'ms', '≤ 25', ({ open }) => open.reply.p99),
    row(`text due → acknowledged, p50, ${at}`, 1, 'ms', '', ({ open }) => open.acknowledged.p50),
    row(`text due → acknowledged, p99, ${at}`, 1, 'ms', '≤ 10', ({ open }) => open.acknowledged.p99),
    row(`  CPU of the gateway per 1,000 turns, ${at}`, 2, 's', '', ({ open }) => open.cpuPer1000),
    row('memory after the rounds', 0, 'MB', '', ({ open }) => open.residentMb),
    [
      `memory with ${filled.conversations.toLocaleString('en')} live conversations`,
      `${filled.afterMb.toFixed(0)} MB`,
      `from ${filled.beforeMb.toFixed(0)}`,
      '≤ 250',
    ],
    [`  filling them, closed loop, window 50`, `${filled.perSecond.toFixed(0)} turns/s`, '', ''],
  ]);
}

/** What a run's figures must not be read without. */
export function warningsOf(rounds: readonly Round[], filled: Filled, inMemory: boolean): readonly string[] {
  const all = rounds.flatMap(({ closed, open, withReceipts }) => [closed, open, withReceipts]);
  const missing = filled.missing + all.reduce((sum, each) => sum + each.missing, 0);
  const wrong = all.reduce((sum, each) => sum + each.wrong, 0);
  const unreported = rounds.some(({ withReceipts: { receipts, turns } }) => receipts < turns);
  const slow = rounds.some(({ alone, closed }) => alone < 3 * closed.perSecond);
  return [
    ...(missing > 0 ? [`${missing} texts got no answer in time`] : []),
    ...(wrong > 0 ? [`${wrong} answers were not what the conversation asks for`] : []),
    ...(unreported ? ['not every reply had its receipt acknowledged'] : []),
    ...(slow ? ['the generator alone is less than 3 × faster than what it measured'] : []),
    ...(inMemory ? ['the data folder lies in memory: an fsync costs nothing there. Choose another with --folder'] : []),
  ];
}

/** The machine and the durability level. */
export function conditions(fsyncMs: number, options: BenchOptions): string {
  const [cpu] = cpus();
  return [
    `Node ${process.version}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown CPU'}; gateway, generator and disk share them.`,
    `Every text is fsynced before its deliver_sm_resp (SQLite WAL, synchronous=FULL); an fsync costs ${fsyncMs.toFixed(2)} ms here.`,
    `${options.rounds} interleaved rounds of ${options.seconds} s; latencies from the moment a text was due.`,
  ].join('\n');
}
