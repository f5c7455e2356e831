import { setTimeout as delay } from 'node:timers/promises';
import type { RunningGateway } from '../processes/gateway';
import type { Generator } from './generator-process';
import type { Job, JobResult } from './messages';
import type { BenchOptions } from './options';
import { usageOf } from './process-usage';

/** One measurement of the gateway. */
export interface Measured extends JobResult {
  readonly perSecond: number;
  /** CPU seconds of the gateway's process per 1,000 turns. */
  readonly cpuPer1000: number;
  readonly residentMb: number;
}

export interface Round {
  /** Turns per second of the generator against the trivial peer. */
  readonly alone: number;
  readonly closed: Measured;
  readonly open: Measured;
  /** The closed loop with a receipt asked for, and sent, for every reply. */
  readonly withReceipts: Measured;
}

/** A gateway bound to a generator. */
export interface Pair {
  readonly gateway: RunningGateway;
  readonly generator: Generator;
}

export interface Bench extends Pair {
  readonly options: BenchOptions;
  /** One that asks for receipts. */
  readonly reported: Pair;
  /** Bound by the trivial peer. */
  readonly control: Generator;
}

export const WINDOW = 50;
/** Between two measurements, so that neither pays for the other's leftovers. */
const PAUSE_MS = 1_000;

/** Long enough for both compilers of V8 to have seen everything. */
const WARM_UP_SECONDS = 4;

/** Runs until the program is as fast as it gets; measures nothing. */
export async function warmUp({ generator, control, reported }: Bench): Promise<void> {
  await control.run({ kind: 'closed', window: WINDOW, seconds: 1 });
  await generator.run({ kind: 'closed', window: WINDOW, seconds: WARM_UP_SECONDS });
  await reported.generator.run({ kind: 'closed', window: WINDOW, seconds: WARM_UP_SECONDS });
}

/** Measures one after the other, so that a slow minute of the machine hits all alike. */
export async function measureRound({ options, gateway, generator, control, reported }: Bench): Promise<Round> {
  const { seconds, rate } = options;
  const alone = await control.run({ kind: 'closed', window: WINDOW, seconds: Math.min(seconds, 3) });
  await delay(PAUSE_MS);
  const closed = await measure(gateway, generator, { kind: 'closed', window: WINDOW, seconds });
  await delay(PAUSE_MS);
  const withReceipts = await measure(reported.gateway, reported.generator, { kind: 'closed', window: WINDOW, seconds });
  await delay(PAUSE_MS);
  const open = await measure(gateway, generator, { kind: 'open', perSecond: rate, seconds });
  await delay(PAUSE_MS);
  return { alone: alone.turns / alone.seconds, closed, open, withReceipts };
}

async function measure(gateway: RunningGateway, generator: Generator, job: Job): Promise<Measured> {
  const before = usageOf(gateway.pid);
  const result = await generator.run(job);
  const after = usageOf(gateway.pid);
  return {
    ...result,
    perSecond: result.turns / result.seconds,
    cpuPer1000: ((after.cpuSeconds - before.cpuSeconds) / result.turns) * 1_000,
    residentMb: after.residentMb,
  };
}

/** Memory with so many conversations that wait for an answer. */
export interface Filled {
  readonly conversations: number;
  readonly beforeMb: number;
  readonly afterMb: number;
  readonly perSecond: number;
  readonly missing: number;
}

/** Long enough for the collector to have looked at what was left. */
const SETTLE_MS = 5_000;

export async function measureMemory({ options, gateway, generator }: Bench): Promise<Filled> {
  const { conversations } = options;
  const beforeMb = usageOf(gateway.pid).residentMb;
  const filled = await generator.run({ kind: 'fill', window: WINDOW, conversations });
  await delay(SETTLE_MS);
  const afterMb = usageOf(gateway.pid).residentMb;
  return { conversations, beforeMb, afterMb, perSecond: filled.turns / filled.seconds, missing: filled.missing };
}
