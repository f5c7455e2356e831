import { fork } from 'node:child_process';
import { join } from 'node:path';
import { adopt, endingOf } from '../processes/child';
import { LOGIN } from '../processes/gateway';
import { within } from '../processes/within';
import type { FromJudge, ToJudge } from './messages';
import type { Pace } from './pace';
import type { JudgeStatus } from './smsc';

export interface JudgeOptions {
  /** File of the ledger. */
  readonly ledger: string;
  readonly seed: number;
  readonly pace: Pace;
  /** Only citizens who honestly send the same text twice in a row at least so often; default 0. */
  readonly equalAnswers?: number;
}

/** The judge as its parent sees it. */
export interface Judge {
  readonly port: number;
  status(): Promise<JudgeStatus>;
  loseResponses(holdMs: number): void;
  admitNoMore(): void;
  /** Ends it; the ledger is complete when this resolves. */
  stop(): Promise<void>;
}

/** The compiled program, also when this file runs from source under a test runner. */
const PROGRAM = join(__dirname, '../../dist/judge/main.js');
const ANSWER_MS = 10_000;

/** Starts the judge in a process of its own, so that it shares neither code nor fate with what it judges. */
export async function startJudge(options: JudgeOptions): Promise<Judge> {
  const { pace } = options;
  const rate = pace.kind === 'closed' ? ['--under-way', pace.underWay] : ['--per-second', pace.perSecond];
  const login = ['--system-id', LOGIN.systemId, '--password', LOGIN.password];
  const args = ['--ledger', options.ledger, '--seed', options.seed, '--equal-answers', options.equalAnswers ?? 0];
  const child = adopt(fork(PROGRAM, [...args, ...login, ...rate].map(String), { execArgv: [] }));
  const ended = endingOf(child);
  const tell = (message: ToJudge): void => void (child.connected && child.send(message));

  function hear<T extends FromJudge['type']>(type: T): Promise<Extract<FromJudge, { type: T }>> {
    const heard = new Promise<Extract<FromJudge, { type: T }>>((resolve, reject) => {
      const listen = (message: FromJudge): void => {
        if (message.type !== type) return;
        child.off('message', listen);
        resolve(message as Extract<FromJudge, { type: T }>);
      };
      child.on('message', listen);
      void ended.then(() => reject(new Error('the judge is gone')));
    });
    return within(ANSWER_MS, `the judge's ${type}`, heard);
  }

  const { port } = await hear('listening');
  return {
    port,
    async status() {
      const answer = hear('status');
      tell({ type: 'status' });
      return answer;
    },
    loseResponses: (holdMs) => tell({ type: 'lose-responses', holdMs }),
    admitNoMore: () => tell({ type: 'admit-no-more' }),
    async stop() {
      tell({ type: 'stop' });
      await ended;
    },
  };
}
