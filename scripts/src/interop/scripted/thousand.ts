import type { Play } from '../scenario';
import { secondsSince } from '../stage';
import type { Program } from './peer-process';
import { bindTo, endedWell, newcomers, objection, repliesOf, tally, terminate, untilServed } from './play';

const TEXTS = 1_000;
/** The question that answers `DG`, as the shipped survey puts it. */
const CONSENT = /1=Dong y, 2=Khong/;

/** 1,000 texts at once from as many numbers, a reply to each. */
export const thousandTexts =
  (program: Program): Play =>
  async (setting) => {
    const { network, stage } = await bindTo(program, setting);
    const senders = newcomers(TEXTS, setting.seed);
    const begin = performance.now();
    for (const text of senders) network.deliver(text);
    await untilServed(network, TEXTS);
    const seconds = secondsSince(begin);
    const ending = await terminate(stage);
    const { twice, objections } = tally(network, senders, 0);
    const garbled = [...repliesOf(network).values()].flat().filter(({ text }) => !CONSENT.test(text)).length;
    return {
      said: `${network.acknowledged} in, ${repliesOf(network).size} out, ${twice} twice, ${seconds} s`,
      objections: [
        ...objections,
        ...endedWell(ending),
        ...objection(garbled > 0, `${garbled} replies were not read as they were meant`),
        ...objection(network.refused > 0, `${network.refused} texts were refused`),
      ],
    };
  };
