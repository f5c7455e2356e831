import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rounds: number;
  /** Length of each measurement. */
  readonly seconds: number;
  /** Texts per second of the open loop. */
  readonly rate: number;
  /** Live conversations of the memory row. */
  readonly conversations: number;
  /** Conversations that wait for later timers, in the rows of the sweeper; 0 leaves those rows out. */
  readonly waiting: number;
  /** The rows of conversations alone, without a gateway and a generator. */
  readonly conversationsOnly: boolean;
  /** Where data is written: on the disk that is to be measured. */
  readonly folder: string;
}

export const USAGE =
  'usage: npm run bench -- [--quick] [--rate 500] [--seconds 10] [--waiting 1000000] [--only-conversations] [--folder tmp]';

/** The options, or one line that says what is wrong with them. */
export function benchOptionsFrom(args: readonly string[]): BenchOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        rate: { type: 'string', default: '500' },
        seconds: { type: 'string' },
        waiting: { type: 'string' },
        'only-conversations': { type: 'boolean', default: false },
        folder: { type: 'string', default: 'tmp' },
      },
    });
    const { quick } = values;
    const rate = Number(values.rate);
    const seconds = Number(values.seconds ?? (quick ? 3 : 10));
    if (!Number.isInteger(rate) || rate < 1 || rate > 5_000) return '--rate: a whole number from 1 to 5000';
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > 60) return '--seconds: a whole number from 1 to 60';
    const waiting = Number(values.waiting ?? (quick ? 100_000 : 1_000_000));
    if (!Number.isInteger(waiting) || waiting < 0) return '--waiting: a whole number, 0 for none';
    return {
      ...{ rounds: quick ? 1 : 3, seconds, rate, waiting },
      conversations: quick ? 10_000 : 100_000,
      conversationsOnly: values['only-conversations'],
      folder: values.folder,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
