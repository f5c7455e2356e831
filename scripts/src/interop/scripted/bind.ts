import { LOGIN } from '../../processes/gateway';
import { until } from '../../processes/within';
import type { Play } from '../scenario';
import { secondsSince } from '../stage';
import type { Program } from './peer-process';
import { bindTo, endedWell, objection, terminate } from './play';

const ANSWER_MS = 10_000;

/** Binds; the peer says good-bye, the gateway comes back; the gateway says good-bye and ends. */
export const bindAndUnbind =
  (program: Program): Play =>
  async (setting) => {
    const { network, stage } = await bindTo(program, setting);
    const begin = performance.now();
    network.unbind();
    await until(ANSWER_MS, 'the answer to unbind', async () => (network.unbound > 0 ? true : undefined));
    await network.boundAfter(1);
    const back = secondsSince(begin);
    const ending = await terminate(stage);
    const answered = await until(ANSWER_MS, 'the end of the session', async () =>
      network.closed >= 2 ? network.unbinds : undefined,
    );
    return {
      said: `unbind answered both ways, back after ${back} s, exit ${ending.code}`,
      objections: [
        ...endedWell(ending),
        ...objection(network.systemId !== LOGIN.systemId, `the peer read the system_id ${network.systemId}`),
        ...objection(answered !== 1, `the gateway said good-bye ${answered} times`),
      ],
    };
  };
