import { setTimeout as delay } from 'node:timers/promises';
import type { Play, Setting } from '../scenario';
import { secondsSince, untilMetric } from '../stage';
import type { Program } from './peer-process';
import { bindTo, endedWell, newcomers, objection, tally, terminate, untilServed, WINDOW } from './play';

interface Hole {
  readonly seconds: number;
  /** Of the link's profile, milliseconds. */
  readonly timers: Readonly<Record<string, number>>;
  readonly settings: Readonly<Record<string, string>>;
}

/** As links are shipped; and, for a quick run, everything a tenth as long. */
export const holeOf = ({ quick }: Pick<Setting, 'quick'>): Hole =>
  quick
    ? {
        seconds: 8,
        timers: { enquireMs: 2_000, responseMs: 1_000, bindMs: 1_000 },
        settings: { MSCORE_RESEND_AFTER_MS: '1000' },
      }
    : { seconds: 60, timers: {}, settings: {} };

const TEXTS = 300;
const PER_SECOND = 100;
/** The longest pause between two attempts to bind, and a bind that nobody answers. */
const BACK_MS = 90_000;

/** The peer stops in the middle of traffic: connections stand, nothing is read or answered, then all goes on. */
export const blackHole =
  (program: Program): Play =>
  async (setting) => {
    const { seconds, timers, settings } = holeOf(setting);
    const fields = Object.keys(timers).length === 0 ? {} : { overrides: { timers } };
    const { network, stage } = await bindTo(program, setting, { fields, settings });
    const senders = newcomers(TEXTS, setting.seed);
    const flowing = network.flow(senders, PER_SECOND);
    await delay((TEXTS / PER_SECOND) * 500);
    network.freeze();
    const begin = performance.now();
    const noticing = untilMetric(stage, seconds * 1_000, 'mscore_smpp_link_bound', (bound) => bound === 0)
      .then(() => secondsSince(begin))
      .catch(() => undefined);
    await Promise.all([flowing, noticing, delay(seconds * 1_000)]);
    const noticed = await noticing;
    network.thaw();
    const thawed = performance.now();
    // The peer takes binds of connections long gone, too: the gateway knows when it is back.
    await untilMetric(stage, BACK_MS, 'mscore_smpp_link_bound', (bound) => bound > 0);
    const back = secondsSince(thawed);
    await untilServed(network, TEXTS);
    const ending = await terminate(stage);
    const { twice, objections } = tally(network, senders, WINDOW + network.redeliveredAfterReply);
    return {
      said: `${seconds} s: noticed after ${noticed ?? '-'} s, back ${back} s after its end, ${TEXTS} texts answered, ${twice} replies twice`,
      objections: [
        ...objections,
        ...endedWell(ending),
        ...objection(noticed === undefined, 'the gateway took the silent session for a living one'),
      ],
    };
  };
