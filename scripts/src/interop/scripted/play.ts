import { join } from 'node:path';
import { numberOf } from '../../citizens/citizen';
import type { Ending } from '../../processes/child';
import { freePort } from '../../processes/free-port';
import { until, within } from '../../processes/within';
import type { Setting } from '../scenario';
import { prepareStage, type Stage } from '../stage';
import { Network } from './network';
import type { Program } from './peer-process';
import type { Submitted } from './protocol';

/** A gateway bound to a network behind the peer's program. */
export interface Bound {
  readonly network: Network;
  readonly stage: Stage;
}

export interface BoundOptions {
  /** PDUs a second the link is configured for; default far above what flows. */
  readonly tps?: number;
  readonly window?: number;
  /** More fields of the link. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, string>>;
}

const TPS = 100_000;
export const WINDOW = 50;
const DRAIN_MS = 30_000;
const STUCK_MS = 60_000;

/** Starts the peer, then the gateway, and waits for the bind. */
export async function bindTo(program: Program, setting: Setting, options: BoundOptions = {}): Promise<Bound> {
  const network = new Network(program, await freePort(), join(setting.folder, 'peer.log'));
  setting.atEnd(() => network.kill());
  await network.open();
  const { tps = TPS, window = WINDOW, fields = {}, settings = {} } = options;
  const stage = await prepareStage(setting, { port: network.port, window, tps, fields }, settings);
  await stage.start();
  await network.boundAfter(0);
  return { network, stage };
}

/** As many different citizens, each texting the word that starts the survey. */
export const newcomers = (count: number, seed: number, first = 0): readonly { from: string; text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ from: numberOf(first + index, seed), text: 'DG' }));

/** The submits that were taken, by the number they went to. */
export function repliesOf(network: Pick<Network, 'submits'>): ReadonlyMap<string, readonly Submitted[]> {
  const replies = new Map<string, Submitted[]>();
  for (const submit of network.submits) {
    if (submit.status !== 0) continue;
    const known = replies.get(submit.to);
    if (known === undefined) replies.set(submit.to, [submit]);
    else known.push(submit);
  }
  return replies;
}

/** Waits until every text is acknowledged and every number has a reply; resolves also when that never comes. */
export async function untilServed(network: Network, numbers: number, milliseconds = STUCK_MS): Promise<void> {
  const served = async () => (network.held === 0 && repliesOf(network).size >= numbers ? true : undefined);
  // Who was not served is counted afterwards, and says more than that time was up.
  await until(milliseconds, 'a reply to everybody', served).catch(() => undefined);
}

/** Ends the gateway as its supervisor would. Whatever was under way has come when this resolves. */
export const terminate = (stage: Stage): Promise<Ending> =>
  within(DRAIN_MS, 'the end after SIGTERM', stage.gateway.kill('SIGTERM'));

export interface Tally {
  /** Numbers without a reply. */
  readonly unanswered: number;
  /** Replies beyond the first. */
  readonly twice: number;
  readonly objections: readonly string[];
}

/**
 * Counts who was answered.
 * @param mostTwice replies that may have come twice: those under way when a session broke.
 */
export function tally(
  network: Pick<Network, 'submits' | 'held'>,
  senders: readonly { from: string }[],
  mostTwice: number,
): Tally {
  const replies = repliesOf(network);
  const unanswered = senders.filter(({ from }) => !replies.has(from)).length;
  const all = [...replies.values()].reduce((sum, { length }) => sum + length, 0);
  const twice = all - replies.size;
  const strays = replies.size - (senders.length - unanswered);
  return {
    unanswered,
    twice,
    objections: [
      ...objection(network.held > 0, `${network.held} texts were never acknowledged`),
      ...objection(unanswered > 0, `${unanswered} of ${senders.length} numbers had no reply`),
      ...objection(twice > mostTwice, `${twice} replies came twice, at most ${mostTwice} may`),
      ...objection(strays > 0, `${strays} replies went to numbers that never texted`),
    ],
  };
}

export const objection = (holds: boolean, text: string): readonly string[] => (holds ? [text] : []);

export const endedWell = ({ code, signal }: Ending): readonly string[] =>
  objection(code !== 0, `the gateway ended with ${signal ?? code} after SIGTERM`);
