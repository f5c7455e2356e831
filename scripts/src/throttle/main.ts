import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { adopt, endingOf } from '../processes/child';
import { within } from '../processes/within';
import { table } from '../table';
import { type Counting, createAllowance } from './allowance';
import { type Seen, startThrottlingCentre } from './centre';
import { type ThrottleOptions, throttleOptionsFrom, USAGE } from './options';

/** The aims of the issue. */
const USED = 0.95;
const THROTTLED = 0.01;
const RECORDING_MS = 900_000;

/** Prints how much of what a throttling message centre allows is used, and how many submits it has to refuse. */
async function main(): Promise<number> {
  const options = throttleOptionsFrom(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`throttle: ${options}. ${USAGE}\n`);
    return 2;
  }
  const { backlog, allowed, configured, status } = options;
  const code = status.toString(16);
  process.stdout.write(
    `${backlog} messages, ${allowed} a second allowed, ${configured} configured, window 50, refused with 0x${code}\n`,
  );
  const rows: string[][] = [];
  let met = true;
  for (const counting of options.countings) {
    const seen = await run(options, counting);
    const used = seen.accepted / seen.seconds / allowed;
    const share = seen.throttled / (seen.accepted + seen.throttled);
    met &&= used >= USED && share < THROTTLED;
    rows.push([
      counting,
      `${(used * 100).toFixed(1)} %`,
      `${(share * 100).toFixed(2)} %`,
      `${seen.throttled}`,
      seen.seconds.toFixed(1),
    ]);
  }
  process.stdout.write(`${table(['counted by', 'used (≥ 95 %)', 'throttled (< 1 %)', 'submits', 'seconds'], rows)}\n`);
  return met ? 0 : 1;
}

async function run(
  { folder, backlog, allowed, configured, status }: ThrottleOptions,
  counting: Counting,
): Promise<Seen> {
  mkdirSync(folder, { recursive: true });
  const place = mkdtempSync(join(resolve(folder), 'throttle-'));
  const centre = await startThrottlingCentre(createAllowance(counting, allowed), status, backlog, () =>
    performance.now(),
  );
  try {
    const args = [place, centre.port, configured, backlog].map(String);
    const child = adopt(fork(join(__dirname, 'backlog.js'), args, { execArgv: [] }));
    const gone = endingOf(child).then(() => {
      throw new Error('the connector ended too early');
    });
    await within(RECORDING_MS, 'the recording of the backlog', Promise.race([once(child, 'message'), gone]));
    const patience = (backlog / Math.min(allowed, configured)) * 5_000 + 60_000;
    const seen = await within(patience, 'the last message', Promise.race([centre.done, gone]));
    gone.catch(() => undefined);
    child.send('stop');
    await endingOf(child);
    return seen;
  } finally {
    await centre.close();
    rmSync(place, { recursive: true });
  }
}

main().then(
  // Whatever is still running ends with this process.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`throttle: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  },
);
