import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gatewayIsBuilt, prepareGateway, startGateway } from '../processes/gateway';
import { conversationRows, measureConversations } from './conversations';
import { fsyncCostOf } from './disk';
import { startEcho, startGenerator } from './generator-process';
import { type BenchOptions, benchOptionsFrom, USAGE } from './options';
import { conditions, reportOf, warningsOf } from './report';
import { type Bench, measureMemory, measureRound, type Pair, type Round, WINDOW, warmUp } from './rounds';

/** Above anything that is reached: the window is what limits. */
const TPS = 100_000;

async function main(): Promise<number> {
  const options = benchOptionsFrom(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`bench: ${options}. ${USAGE}\n`);
    return 2;
  }
  if (!options.conversationsOnly && !gatewayIsBuilt()) {
    process.stderr.write('bench: the gateway is not built yet. Run: npm run build\n');
    return 69;
  }
  mkdirSync(options.folder, { recursive: true });
  const folder = mkdtempSync(join(resolve(options.folder), 'bench-'));
  try {
    return await bench(options, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bench(options: BenchOptions, folder: string): Promise<number> {
  const { medianMs, inMemory } = fsyncCostOf(folder);
  process.stdout.write(`${conditions(medianMs, options)}\n`);
  // First, while nothing else of ours runs.
  process.stdout.write(`\n${conversationRows(await measureConversations(options, folder))}\n\n`);
  if (options.conversationsOnly) return 0;
  const running = await start(options, folder);
  await warmUp(running);
  const rounds: Round[] = [];
  for (let round = 1; round <= options.rounds; round += 1) {
    const measured = await measureRound(running);
    rounds.push(measured);
    process.stdout.write(`round ${round}: ${measured.closed.perSecond.toFixed(0)} turns/s\n`);
  }
  const filled = await measureMemory(running);
  await Promise.all([running, running.reported].map(({ gateway }) => gateway.kill('SIGTERM')));
  await Promise.all([running.generator, running.reported.generator, running.control].map((each) => each.stop()));
  process.stdout.write(`\n${reportOf(options, rounds, filled)}\n`);
  const warnings = warningsOf(rounds, filled, inMemory);
  for (const warning of warnings) process.stdout.write(`warning: ${warning}\n`);
  return 0;
}

async function start(options: BenchOptions, folder: string): Promise<Bench> {
  const seed = Date.now() % 1_000_000;
  const control = await startGenerator(seed);
  await startEcho(control);
  const pair = await startPair(seed, join(folder, 'plain'));
  const reported = await startPair(seed, join(folder, 'reported'), { MSCORE_REPLY_REPORT: 'final' });
  return { options, ...pair, reported, control };
}

async function startPair(seed: number, folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Pair> {
  const generator = await startGenerator(seed);
  const place = await prepareGateway(folder, { port: generator.port, window: WINDOW, tps: TPS });
  const bound = generator.bound();
  const gateway = startGateway(place, settings);
  await gateway.ready;
  await bound;
  return { gateway, generator };
}

main().then(
  // Whatever is still running ends with this process.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
