import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Judge, startJudge } from '../judge/judge-process';
import { type Judgement, judgeRun } from '../judge/judge-run';
import type { Pace } from '../judge/pace';
import type { Ending } from '../processes/child';
import { type GatewayPlace, prepareGateway, type RunningGateway, startGateway } from '../processes/gateway';
import { until } from '../processes/within';

export interface RunOptions {
  /** Made by the run, below it everything the run writes. */
  readonly folder: string;
  readonly seed: number;
  readonly pace: Pace;
  /** The link's window; default 50. */
  readonly window?: number;
  readonly equalAnswers?: number;
  /** `MSCORE_*` of every start of the gateway. */
  readonly settings?: Readonly<Record<string, string>>;
  /** So long without a sign of life, with conversations open, and the run is taken to be stuck; default 6,000 ms. */
  readonly stuckAfterMs?: number;
}

/** A gateway under load between a judge's hands. */
export interface Run {
  readonly judge: Judge;
  readonly place: GatewayPlace;
  /** The gateway, as last started. */
  readonly gateway: RunningGateway;
  /** Starts it again, and waits until it is bound. */
  restart(): Promise<void>;
  /** Starts it with settings that make it end by itself, perhaps before it is ready. */
  restartDoomed(settings: Readonly<Record<string, string>>): void;
  /** Lets open conversations end, stops everything, and judges. */
  finish(): Promise<Judgement>;
}

/** How soon a reply of unknown outcome goes again in these runs: nobody here waits ten seconds. */
export const RESEND_AFTER_MS = 300;
const DEFAULT_WINDOW = 50;
const DEFAULT_STUCK_MS = 6_000;
const BIND_MS = 10_000;
const LONGEST_END_MS = 120_000;

/** Above any rate of these runs: the window is what limits. */
const TPS = 100_000;

/** Starts judge and gateway; texts flow when this resolves. */
export async function runUnderLoad(options: RunOptions): Promise<Run> {
  const { folder, seed, pace, window = DEFAULT_WINDOW, settings = {} } = options;
  mkdirSync(folder, { recursive: true });
  const ledger = join(folder, 'ledger.jsonl');
  const judge = await startJudge({ ledger, seed, pace, equalAnswers: options.equalAnswers ?? 0 });
  const place = await prepareGateway(folder, { port: judge.port, window, tps: TPS });

  const launch = (more: Readonly<Record<string, string>> = {}): RunningGateway =>
    startGateway(place, { MSCORE_RESEND_AFTER_MS: String(RESEND_AFTER_MS), ...settings, ...more });

  async function start(): Promise<RunningGateway> {
    const { sessions } = await judge.status();
    const started = launch();
    await started.ready;
    await until(BIND_MS, 'the bind', async () => ((await judge.status()).sessions > sessions ? true : undefined));
    return started;
  }

  let gateway = await start();
  return {
    judge,
    place,
    get gateway() {
      return gateway;
    },
    async restart() {
      gateway = await start();
    },
    restartDoomed(more) {
      gateway = launch(more);
    },
    async finish() {
      judge.admitNoMore();
      await untilOverOrStuck(judge, options.stuckAfterMs ?? DEFAULT_STUCK_MS);
      // What is of unknown outcome goes once more, and must be seen.
      await delay(RESEND_AFTER_MS * 2);
      await gateway.kill('SIGTERM');
      await judge.stop();
      return judgeRun(place, { ledger, seed, window });
    },
  };
}

async function untilOverOrStuck(judge: Judge, stuckAfterMs: number): Promise<void> {
  const start = performance.now();
  await until(LONGEST_END_MS, 'the end of all conversations', async () => {
    const { begun, over, held, quietMs } = await judge.status();
    // Whoever was quiet while the gateway kept dying has a chance to go on now that it lives.
    const stuck = Math.min(quietMs, performance.now() - start) > stuckAfterMs;
    return (begun === over && held === 0) || stuck ? true : undefined;
  });
}

/** Ends the gateway in the middle of its work and starts it again. */
export async function crash(run: Run, signal: 'SIGKILL' | 'SIGTERM'): Promise<Ending> {
  const ending = await run.gateway.kill(signal);
  await run.restart();
  return ending;
}
