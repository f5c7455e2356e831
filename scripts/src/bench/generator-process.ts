import { fork } from 'node:child_process';
import { join } from 'node:path';
import { adopt, endingOf } from '../processes/child';
import { within } from '../processes/within';
import type { FromGenerator, Job, JobResult, ToGenerator } from './messages';

export interface Generator {
  readonly port: number;
  /** Resolves when a gateway has bound since the call. */
  bound(): Promise<void>;
  run(job: Job): Promise<JobResult>;
  stop(): Promise<void>;
}

const START_MS = 10_000;
/** Above the longest job anybody asks for. */
const LONGEST_JOB_MS = 900_000;

/** Starts a generator in a process of its own. */
export async function startGenerator(seed: number): Promise<Generator> {
  const child = adopt(fork(join(__dirname, 'generator.js'), [String(seed)], { execArgv: [] }));
  const ended = endingOf(child);
  const tell = (message: ToGenerator): void => void (child.connected && child.send(message));

  function hear<T extends FromGenerator['type']>(type: T): Promise<Extract<FromGenerator, { type: T }>> {
    return new Promise((resolve, reject) => {
      const listen = (message: FromGenerator): void => {
        if (message.type !== type) return;
        child.off('message', listen);
        resolve(message as Extract<FromGenerator, { type: T }>);
      };
      child.on('message', listen);
      void ended.then(() => reject(new Error('the generator is gone')));
    });
  }

  const { port } = await within(START_MS, 'the start of the generator', hear('listening'));
  return {
    port,
    async bound() {
      await within(START_MS, 'the bind', hear('bound'));
    },
    run(job) {
      const result = within(LONGEST_JOB_MS, 'the end of the job', hear('result'));
      tell({ type: 'run', ...job });
      return result;
    },
    async stop() {
      tell({ type: 'stop' });
      await ended;
    },
  };
}

export interface Echo {
  stop(): Promise<void>;
}

/** Starts the trivial peer in a process of its own, bound to a generator. */
export async function startEcho(generator: Generator): Promise<Echo> {
  const bound = generator.bound();
  const child = adopt(fork(join(__dirname, 'echo.js'), [String(generator.port)], { execArgv: [] }));
  await bound;
  return {
    async stop() {
      child.kill('SIGTERM');
      await endingOf(child);
    },
  };
}
