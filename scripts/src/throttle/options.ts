import { parseArgs } from 'node:util';
import { COUNTINGS, type Counting } from './allowance';

export interface ThrottleOptions {
  /** Messages that wait when the link is bound. */
  readonly backlog: number;
  /** What the message centre allows, submit_sm per second. */
  readonly allowed: number;
  /** What the link is configured for. */
  readonly configured: number;
  readonly countings: readonly Counting[];
  /** What it says to one too many. */
  readonly status: number;
  /** Where data is written. */
  readonly folder: string;
}

export const USAGE =
  'usage: npm run bench:throttle -- [--backlog 50000] [--allowed 500] [--configured 1000] [--counting window|sliding|bucket] [--full-queue] [--folder tmp]';

const ESME_RTHROTTLED = 0x58;
const ESME_RMSGQFUL = 0x14;

/** The options, or one line that says what is wrong with them. */
export function throttleOptionsFrom(args: readonly string[]): ThrottleOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        backlog: { type: 'string', default: '50000' },
        allowed: { type: 'string', default: '500' },
        configured: { type: 'string', default: '1000' },
        counting: { type: 'string' },
        'full-queue': { type: 'boolean', default: false },
        folder: { type: 'string', default: 'tmp' },
      },
    });
    const [backlog, allowed, configured] = [values.backlog, values.allowed, values.configured].map(Number);
    if (!isWhole(backlog, 1_000_000)) return '--backlog: a whole number from 1 to 1000000';
    if (!isWhole(allowed, 5_000)) return '--allowed: a whole number from 1 to 5000';
    if (!isWhole(configured, 100_000)) return '--configured: a whole number from 1 to 100000';
    const countings = COUNTINGS.filter((one) => values.counting === undefined || values.counting === one);
    if (countings.length === 0) return `--counting: one of ${COUNTINGS.join(', ')}`;
    const status = values['full-queue'] ? ESME_RMSGQFUL : ESME_RTHROTTLED;
    return { backlog, allowed, configured, countings, status, folder: values.folder };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const isWhole = (value: number | undefined, most: number): value is number =>
  value !== undefined && Number.isInteger(value) && value >= 1 && value <= most;
