import { parseArgs } from 'node:util';

export interface Options {
  readonly seed: number;
  /** Only peers whose name says so. */
  readonly peer: string;
  /** Only scenarios whose name says so. */
  readonly only: string;
  readonly quick: boolean;
  /** Ends with the table of the README. */
  readonly table: boolean;
}

const MOST = 1_000_000_000;

/** The options of the command, or what is wrong with them. */
export function optionsFrom(args: readonly string[], randomSeed: () => number): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        peer: { type: 'string', default: '' },
        only: { type: 'string', default: '' },
        quick: { type: 'boolean', default: false },
        table: { type: 'boolean', default: false },
      },
    });
    const seed = values.seed === undefined ? Math.floor(randomSeed() * MOST) : Number(values.seed);
    if (!Number.isSafeInteger(seed) || seed < 0 || seed > MOST) return `--seed: a whole number up to ${MOST}`;
    return { ...values, seed };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
