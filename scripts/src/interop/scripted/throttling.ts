import type { Play } from '../scenario';
import type { Network } from './network';
import type { Program } from './peer-process';
import { bindTo, endedWell, newcomers, objection, tally, terminate, untilServed } from './play';

/** Submits a second the peer takes, and those the link is configured for: the network takes half of what it promised. */
const ALLOWED = 50;
const CONFIGURED = 100;
const STUCK_MS = 120_000;
/** The aims are 95 % and 1 %, on a machine that does nothing else; a short run has the search for the pace in it. */
const LEAST_USED = 0.9;
const MOST_THROTTLED = 0.03;

/** A peer that takes less than agreed says ESME_RTHROTTLED to the rest: everything arrives, little is refused. */
export const throttling =
  (program: Program): Play =>
  async (setting) => {
    const { network, stage } = await bindTo(program, setting, { tps: CONFIGURED });
    const texts = setting.quick ? 500 : 1_000;
    network.allow(ALLOWED);
    const senders = newcomers(texts, setting.seed);
    for (const text of senders) network.deliver(text);
    await untilServed(network, texts, STUCK_MS);
    const ending = await terminate(stage);
    const { objections } = tally(network, senders, 0);
    const throttled = network.submits.filter(({ status }) => status !== 0).length;
    const share = throttled / network.submits.length;
    const [whole, lastHalf] = [used(network, 0), used(network, 0.5)];
    return {
      said: `${texts} at ${ALLOWED}/s: ${percent(whole)} used, ${percent(lastHalf)} in the second half, ${throttled} throttled (${percent(share)})`,
      objections: [
        ...objections,
        ...endedWell(ending),
        ...objection(throttled === 0, 'the peer never throttled: the run proves nothing'),
        ...objection(share > MOST_THROTTLED, `${percent(share)} of all submits were throttled`),
        ...objection(
          !setting.quick && lastHalf < LEAST_USED,
          `only ${percent(lastHalf)} of what the peer takes was used in the second half`,
        ),
      ],
    };
  };

/**
 * What was taken, of what would have been.
 * @param from the part of the time to leave out: at first the gateway does not know the pace.
 */
function used(network: Network, from: number): number {
  const [first = 0, last = 0] = [network.submittedAt[0], network.submittedAt.at(-1)];
  const begin = first + (last - first) * from;
  const taken = network.submits.filter(({ status }, at) => status === 0 && (network.submittedAt[at] ?? 0) >= begin);
  return taken.length / ((ALLOWED * (last - begin)) / 1_000);
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
