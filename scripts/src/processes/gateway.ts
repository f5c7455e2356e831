import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { adopt, type Ending, endingOf } from './child';
import { freePort } from './free-port';
import { within } from './within';

/** Where a gateway under test lives: everything it reads and writes is below one folder. */
export interface GatewayPlace {
  readonly data: string;
  readonly keys: string;
  readonly links: string;
  /** What it said, over all its lives. */
  readonly log: string;
  readonly http: string;
}

/** The login both sides of a test link know. */
export const LOGIN = { systemId: 'mscore', password: 'judge' } as const;

export interface LinkUnderTest {
  /** Port of the message centre. */
  readonly port: number;
  readonly window: number;
  /** PDUs a second. */
  readonly tps: number;
  /** More fields of the link's entry, or others in place of these. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Makes the folder and the link file. */
export async function prepareGateway(folder: string, link: LinkUnderTest): Promise<GatewayPlace> {
  mkdirSync(folder, { recursive: true });
  const links = join(folder, 'links.json');
  const { port, window, tps, fields } = link;
  const entry = {
    name: 'sim',
    host: '127.0.0.1',
    port,
    ...LOGIN,
    bind: 'transceiver',
    shortCodes: ['8049'],
    // Simulated citizens answer in no time.
    fastReplyMs: 0,
    window,
    tps,
    ...fields,
  };
  writeFileSync(links, JSON.stringify([entry]), { mode: 0o600 });
  return {
    data: join(folder, 'data'),
    keys: join(folder, 'keys'),
    links,
    log: join(folder, 'gateway.log'),
    http: `127.0.0.1:${await freePort()}`,
  };
}

export interface RunningGateway {
  readonly pid: number;
  /** Resolves when it says that it is ready; rejects when it ends or stays silent instead. */
  readonly ready: Promise<void>;
  /** Settles when it is gone, however that came. */
  readonly ended: Promise<Ending>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ending>;
}

const PROGRAM = join(__dirname, '../../../services/host/bin/mscore.js');

/** Whether there is a compiled gateway to run. */
export const gatewayIsBuilt = (): boolean => existsSync(join(__dirname, '../../../services/host/dist/cli/main.js'));

const START_MS = 30_000;

/**
 * Starts a gateway.
 * @param settings more `MSCORE_*` variables; this process's own are not passed on.
 */
export function startGateway(place: GatewayPlace, settings: Readonly<Record<string, string>> = {}): RunningGateway {
  const env = environmentOf(place, settings);
  const child = adopt(spawn(process.execPath, [PROGRAM, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
  const ended = endingOf(child);
  const ready = within(START_MS, 'the start of the gateway', readiness(child, place.log, ended));
  // Whoever expects it to die does not wait for it.
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    ended,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function environmentOf(place: GatewayPlace, settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('MSCORE_')));
  return {
    ...inherited,
    NODE_ENV: 'test',
    MSCORE_DATA: place.data,
    MSCORE_KEYS: place.keys,
    MSCORE_LINKS: place.links,
    MSCORE_HTTP: place.http,
    MSCORE_WALK_IN: 'on',
    ...settings,
  };
}

const COMMAND_MS = 30_000;

/**
 * Runs another command of the gateway's program, as an operator would.
 * @returns what it wrote to standard output
 */
export async function runCommand(place: GatewayPlace, ...args: readonly string[]): Promise<string> {
  const env = environmentOf(place, {});
  const child = adopt(spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] }));
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { code } = await within(COMMAND_MS, `mscore ${args.join(' ')}`, endingOf(child));
  if (code !== 0) throw new Error(`mscore ${args.join(' ')} ended with ${code}`);
  return Buffer.concat(chunks).toString('utf8');
}

function readiness(child: ChildProcessByStdio<null, Readable, Readable>, path: string, ended: Promise<Ending>) {
  const log = createWriteStream(path, { flags: 'a' });
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  const ready = new Promise<void>((resolve) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      log.write(chunk);
      said = `${said}${chunk.toString('latin1')}`.slice(-LONGEST_LINE);
      if (said.includes('"gateway-ready"')) resolve();
    });
  });
  const gone = ended.then(({ code, signal }) => {
    throw new Error(`the gateway ended (${signal ?? code}) instead of starting; see ${path}`);
  });
  return Promise.race([ready, gone]);
}

const LONGEST_LINE = 4_096;
