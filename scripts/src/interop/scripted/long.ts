import { join as path } from 'node:path';
import { numberOf } from '../../citizens/citizen';
import { createRandom } from '../../faults/random';
import { until } from '../../processes/within';
import type { Play } from '../scenario';
import { COMMENT, INVITATION, PARTS, writeLongSurvey } from './long-survey';
import type { Network } from './network';
import { cut, join, orders, shuffled } from './parts';
import type { Program } from './peer-process';
import { bindTo, endedWell, objection, repliesOf, terminate } from './play';
import type { PartMark } from './protocol';

const ANSWER_MS = 15_000;
const MARKS: readonly PartMark[] = ['udh8', 'udh16', 'sar'];
/** The same for everybody: what belongs together is told by the sender as well. */
const REFERENCE = 77;

/**
 * A comment of three parts in every order, marked in every way, becomes one comment; an invitation of three parts is
 * read by a handset that gets them in any order.
 */
export const longTexts =
  (program: Program): Play =>
  async (setting) => {
    const surveys = writeLongSurvey(path(setting.folder, 'surveys'));
    const settings = { MSCORE_SURVEYS: surveys, MSCORE_SURVEY: 'long' };
    const { network, stage } = await bindTo(program, setting, { settings });
    const cases = MARKS.flatMap((mark) => orders(cut(COMMENT, mark, REFERENCE)));
    const numbers = cases.map((_, index) => numberOf(index, setting.seed));

    await everybody(network, numbers, 'DG', PARTS);
    await everybody(network, numbers, '1', PARTS + 1);
    // A part of each in turn, so that nobody's parts come together.
    for (let turn = 0; turn < PARTS; turn += 1) {
      for (const [index, parts] of cases.entries()) {
        const part = parts[turn];
        if (part !== undefined) network.deliver({ from: numbers[index] ?? '', dataCoding: 8, ...part });
      }
    }
    await answers(network, numbers, PARTS + 2).catch(() => undefined);
    const ending = await terminate(stage);

    const random = createRandom(setting.seed);
    const shown = join(shuffled([...repliesOf(network).values()].flat(), random));
    const readWhole = shown.filter((text) => text === INVITATION).length;
    const responses = await stage.responses();
    const joined = responses.filter(
      ({ comments }) => comments.length === 1 && comments[0]?.length === COMMENT.length,
    ).length;
    return {
      said: `${joined} of ${cases.length} orders joined to one comment, ${readWhole} of ${numbers.length} invitations read whole`,
      objections: [
        ...endedWell(ending),
        ...objection(joined < cases.length, `${cases.length - joined} comments were not joined to one`),
        ...objection(readWhole < numbers.length, `${numbers.length - readWhole} invitations were not read whole`),
      ],
    };
  };

/** Everybody sends a text, and has so many submits afterwards. */
async function everybody(network: Network, numbers: readonly string[], text: string, submits: number): Promise<void> {
  for (const from of numbers) network.deliver({ from, text });
  await answers(network, numbers, submits);
}

const answers = (network: Network, numbers: readonly string[], submits: number): Promise<true> =>
  until(ANSWER_MS, `submit number ${submits} to everybody`, async () => {
    const replies = repliesOf(network);
    return numbers.every((number) => (replies.get(number)?.length ?? 0) >= submits) ? true : undefined;
  });
