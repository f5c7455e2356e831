import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../faults/random';
import type { Play } from '../scenario';
import type { Program } from './peer-process';
import { type Bound, bindTo, endedWell, newcomers, objection, tally, terminate, untilServed, WINDOW } from './play';

const KILLS = 3;
/** At a steady pace, and some more together right before each kill. */
const STEADY = 940;
const TOGETHER = 20;
const PER_SECOND = 250;
const TEXTS = STEADY + KILLS * TOGETHER;
/** How soon a reply of unknown outcome goes again: nobody here waits ten seconds. */
const settings = { MSCORE_RESEND_AFTER_MS: '500' };

/** Kills one side three times while texts flow, and starts it again. */
function kills(program: Program, kill: (bound: Bound) => Promise<void>): Play {
  return async (setting) => {
    const random = createRandom(setting.seed);
    const bound = await bindTo(program, setting, { settings });
    const { network, stage } = bound;
    const senders = newcomers(TEXTS, setting.seed);
    const flowing = network.flow(senders.slice(0, STEADY), PER_SECOND);
    for (let killed = 0; killed < KILLS; killed += 1) {
      await delay(200 + random() * 500);
      const { binds } = network;
      const first = STEADY + killed * TOGETHER;
      for (const text of senders.slice(first, first + TOGETHER)) network.deliver(text);
      await kill(bound);
      await network.boundAfter(binds);
    }
    await flowing;
    await untilServed(network, TEXTS);
    const ending = await terminate(stage);
    const { redelivered, redeliveredAfterReply } = network;
    // A window of replies of unknown outcome for each broken session, and texts delivered again although answered.
    const { twice, objections } = tally(network, senders, KILLS * WINDOW + redeliveredAfterReply);
    const responses = (await stage.responses()).length;
    return {
      said: `${KILLS} kills, ${TEXTS} texts, ${redelivered} delivered again, ${responses} responses, ${twice} replies twice`,
      objections: [
        ...objections,
        ...endedWell(ending),
        ...objection(responses !== TEXTS, `${responses} responses were begun by ${TEXTS} numbers`),
        ...objection(redelivered === 0, 'no text was under way at any kill: the run proves nothing'),
      ],
    };
  };
}

export const killGateway = (program: Program): Play =>
  kills(program, async ({ stage }) => {
    await stage.gateway.kill('SIGKILL');
    await stage.start();
  });

export const killPeer = (program: Program): Play =>
  kills(program, async ({ network }) => {
    await network.kill();
    await network.open();
  });
