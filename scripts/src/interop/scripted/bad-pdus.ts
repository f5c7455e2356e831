import { numberOf } from '../../citizens/citizen';
import { until } from '../../processes/within';
import type { Play } from '../scenario';
import type { Network } from './network';
import type { Program } from './peer-process';
import { bindTo, endedWell, objection, terminate } from './play';
import { type Shot, volley } from './volley';

/** Above the 5 s an unfinished PDU is waited for. */
const ANSWER_MS = 15_000;

/**
 * Fires bad PDUs one by one. After each the session must be alive; or else a new one is bound, and a good text is
 * handled on it, which also tells the gateway that this peer is worth coming back to.
 */
export const badPdus =
  (program: Program): Play =>
  async (setting) => {
    const { network, stage } = await bindTo(program, setting);
    const objections: string[] = [];
    let closed = 0;
    for (const shot of volley) {
      objections.push(...(await fire(network, shot)));
      if (shot.expected.kind !== 'close') continue;
      objections.push(...(await goodText(network, numberOf(closed, setting.seed), shot.name)));
      closed += 1;
    }
    const ending = await terminate(stage);
    return {
      said: `${volley.length - closed} answered or ignored as written; ${closed} closed, bound again, and a good text answered`,
      objections: [...objections, ...endedWell(ending)],
    };
  };

async function goodText(network: Network, from: string, after: string): Promise<readonly string[]> {
  network.deliver({ from, text: 'DG' });
  const answered = async () => (network.held === 0 && network.submits.some(({ to }) => to === from) ? true : undefined);
  return until(ANSWER_MS, `a reply to a good text after ${after}`, answered).then(
    () => [],
    (error: Error) => [error.message],
  );
}

async function fire(network: Network, { name, bytes, sequence, expected }: Shot): Promise<readonly string[]> {
  const before = { answers: network.answers.length, closed: network.closed, binds: network.binds };
  const answersSince = () => network.answers.slice(before.answers);
  network.write(bytes);
  if (expected.kind === 'close') {
    const again = async () => (network.closed > before.closed && network.binds > before.binds ? true : undefined);
    return until(ANSWER_MS, `the end of the session and a new bind after ${name}`, again).then(
      () => [],
      (error: Error) => [error.message],
    );
  }
  if (expected.kind === 'answer') {
    // A text is answered when it is on disk, which may be after what came behind it.
    await until(ANSWER_MS, name, async () => answersSince()[0]).catch(() => undefined);
  }
  await enquire(network);
  const [answer, ...more] = answersSince();
  if (network.closed > before.closed) return [`${name}: the session ended`];
  if (expected.kind === 'silence') return objection(answer !== undefined, `${name}: was answered`);
  if (answer === undefined) return [`${name}: no answer`];
  const { command, statuses } = expected;
  return [
    ...objection(more.length > 0, `${name}: answered ${more.length + 1} times`),
    ...objection(answer.command !== command, `${name}: answered by 0x${answer.command.toString(16)}`),
    ...objection(!statuses.includes(answer.status), `${name}: status 0x${answer.status.toString(16)}`),
    ...objection(answer.sequence !== sequence, `${name}: sequence ${answer.sequence} for ${sequence}`),
  ];
}

async function enquire(network: Network): Promise<void> {
  const { alive } = network;
  network.enquire();
  await until(ANSWER_MS, 'the answer to enquire_link', async () => (network.alive > alive ? true : undefined));
}
