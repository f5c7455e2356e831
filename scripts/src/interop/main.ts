import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gatewayIsBuilt } from '../processes/gateway';
import { type Options, optionsFrom } from './options';
import { peers } from './peers';
import { lines, markdown } from './report';
import { names, playOne, type Result } from './run';
import { scenarios } from './scenario';

const USAGE = 'usage: npm run test:interop -- [--seed NUMBER] [--peer TEXT] [--only TEXT] [--quick] [--table]';

/** Black holes are nothing but waiting: all peers' at the same time. Everything else one by one. */
async function playAll(options: Options, parent: string): Promise<readonly Result[]> {
  const chosen = peers
    .filter(({ name }) => name.includes(options.peer))
    .flatMap((peer) => names.map((scenario) => ({ peer, scenario })))
    .filter(({ scenario }) => scenarios[scenario].includes(options.only));
  const results: Result[] = [];
  const play = async ({ peer, scenario }: (typeof chosen)[number]): Promise<void> => {
    const result = await playOne(peer, scenario, parent, options);
    process.stdout.write(lines(result));
    results.push(result);
  };
  for (const one of chosen.filter(({ scenario }) => scenario !== 'blackHole')) await play(one);
  await Promise.all(chosen.filter(({ scenario }) => scenario === 'blackHole').map(play));
  return results;
}

async function main(): Promise<void> {
  const options = optionsFrom(process.argv.slice(2), Math.random);
  if (typeof options === 'string') {
    process.stderr.write(`test:interop: ${options}. ${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  if (!gatewayIsBuilt()) {
    process.stderr.write('test:interop: the gateway is not built yet. Run: npm run build\n');
    process.exitCode = 69;
    return;
  }
  const parent = mkdtempSync(join(tmpdir(), 'mscore-interop-'));
  process.stdout.write(`seed ${options.seed}\n`);
  const results = await playAll(options, parent);
  const played = results.filter((result) => result.kind === 'played');
  const failed = played.filter(({ seen }) => seen.objections.length > 0).length;
  if (options.table) process.stdout.write(`\n${markdown(peers, results)}\n\n`);
  if (failed === 0) rmSync(parent, { recursive: true });
  else process.stdout.write(`Logs and data of this run: ${parent}\n`);
  process.stdout.write(`${played.length - failed} passed, ${failed} failed\n`);
  // What a scenario left running after a failure ends with this process.
  process.exit(failed === 0 && played.length > 0 ? 0 : 1);
}

void main();
