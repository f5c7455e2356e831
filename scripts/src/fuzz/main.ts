import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { usageOf } from '../bench/process-usage';
import { createRandom } from '../faults/random';
import { gatewayIsBuilt, prepareGateway, type RunningGateway, startGateway } from '../processes/gateway';
import { type FuzzingCentre, startFuzzingCentre } from './centre';
import { isFlat, type Memory } from './memory';
import { garbage, mutant } from './mutate';

const USAGE = 'usage: npm run fuzz -- [--pdus 1000000] [--seed NUMBER] [--folder tmp]';
const PER_VOLLEY = 50;
/** Every so manieth volley ends in octets that are no PDU; most sessions live on, so that much is said on each. */
const GARBAGE_EVERY = 40;
const SAMPLES = 100;

interface Options {
  readonly pdus: number;
  readonly seed: number;
  readonly folder: string;
}

function optionsFrom(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        pdus: { type: 'string', default: '1000000' },
        seed: { type: 'string' },
        folder: { type: 'string', default: 'tmp' },
      },
    });
    const pdus = Number(values.pdus);
    const seed = values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(values.seed);
    if (!Number.isSafeInteger(pdus) || pdus < 1_000) return '--pdus: a whole number from 1000';
    if (!Number.isSafeInteger(seed) || seed < 0) return '--seed: a whole number';
    return { pdus, seed, folder: values.folder };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What a run has seen so far. */
interface Tally {
  readonly objections: string[];
  readonly memory: Memory[];
  pdus: number;
  answered: number;
  closed: number;
  longestMs: number;
}

async function fuzz(options: Options, centre: FuzzingCentre, gateway: RunningGateway): Promise<Tally> {
  const random = createRandom(options.seed);
  const tally: Tally = { objections: [], memory: [], pdus: 0, answered: 0, closed: 0, longestMs: 0 };
  let gone = false;
  void gateway.ended.then(() => {
    gone = true;
  });
  for (let volley = 1; tally.pdus < options.pdus && !gone; volley += 1) {
    await centre.bound();
    const pdus = Array.from({ length: PER_VOLLEY }, () => mutant(random));
    const last = volley % GARBAGE_EVERY === 0 ? [garbage(random)] : [];
    const { aftermath, ms } = await centre.volley(Buffer.concat([...pdus, ...last]));
    tally.pdus += PER_VOLLEY + last.length;
    tally.longestMs = Math.max(tally.longestMs, ms);
    if (aftermath === 'silent') tally.objections.push(`volley ${volley} left a session that neither answers nor ends`);
    else tally[aftermath] += 1;
    if (tally.objections.length > 10) break;
    if (tally.pdus >= (tally.memory.length + 1) * (options.pdus / SAMPLES)) {
      tally.memory.push({ pdus: tally.pdus, megabytes: usageOf(gateway.pid).residentMb });
    }
  }
  if (gone) tally.objections.push('the gateway ended');
  return tally;
}

/** Lines of the log that only a bug writes. */
const bugsIn = (log: string): number =>
  readFileSync(log, 'utf8')
    .split('\n')
    .filter((line) => /"event":"(bug|handler-failed|uncaught|unhandled)[^"]*"|TypeError|RangeError/.test(line)).length;

async function main(): Promise<number> {
  const options = optionsFrom(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`fuzz: ${options}. ${USAGE}\n`);
    return 2;
  }
  if (!gatewayIsBuilt()) {
    process.stderr.write('fuzz: the gateway is not built yet. Run: npm run build\n');
    return 69;
  }
  mkdirSync(options.folder, { recursive: true });
  const folder = mkdtempSync(join(resolve(options.folder), 'fuzz-'));
  const centre = await startFuzzingCentre();
  const place = await prepareGateway(folder, { port: centre.port, window: 50, tps: 1_000 });
  const gateway = startGateway(place);
  await gateway.ready;
  process.stdout.write(`seed ${options.seed}\n`);
  const begin = performance.now();
  const tally = await fuzz(options, centre, gateway);
  const seconds = (performance.now() - begin) / 1_000;
  const { objections, memory } = tally;
  if (objections.length === 0) {
    await centre.converse('84911111111').catch((error: Error) => objections.push(error.message));
  }
  const bugs = bugsIn(place.log);
  if (bugs > 0) objections.push(`${bugs} lines of the log tell of a bug`);
  const flat = isFlat(memory);
  if (flat.kind === 'grew') objections.push(`memory grew from ${flat.fromMb} to ${flat.toMb} MB`);
  await gateway.kill('SIGTERM');
  await centre.close();
  process.stdout.write(
    `${tally.pdus} PDUs in ${seconds.toFixed(0)} s over ${centre.sessions} sessions: ${tally.answered} volleys answered, ` +
      `${tally.closed} ended the session, longest wait ${tally.longestMs.toFixed(0)} ms; ` +
      `memory ${flat.fromMb} MB early, ${flat.toMb} MB late\n`,
  );
  for (const objection of objections) process.stdout.write(`FAILED  ${objection}\n`);
  if (objections.length === 0) rmSync(folder, { recursive: true });
  else process.stdout.write(`Log and data of this run: ${folder}\n`);
  process.stdout.write(`${objections.length === 0 ? 1 : 0} passed, ${objections.length === 0 ? 0 : 1} failed\n`);
  return objections.length === 0 ? 0 : 1;
}

main().then(
  // Whatever is still running ends with this process.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`fuzz: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
