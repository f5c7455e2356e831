import { until } from '../../processes/within';
import type { Play } from '../scenario';
import { untilMetric } from '../stage';
import type { Network } from './network';
import type { Program } from './peer-process';
import { bindTo, endedWell, newcomers, objection, repliesOf, terminate } from './play';

/** How submit_sm_resp spells an id, and how the receipt of the same message does. */
interface Spelling {
  /** As the gateway counts it. */
  readonly name: string;
  readonly ids: 'hex' | 'decimal';
  readonly inReceipt: (id: string) => string;
}

const SPELLINGS: readonly Spelling[] = [
  { name: 'same', ids: 'hex', inReceipt: (id) => id },
  { name: 'hex-then-decimal', ids: 'hex', inReceipt: (id) => BigInt(`0x${id}`).toString() },
  { name: 'decimal-then-hex', ids: 'decimal', inReceipt: (id) => BigInt(id).toString(16) },
  { name: 'other-spelling', ids: 'hex', inReceipt: (id) => id.replace(/^0+/, '').toUpperCase() },
];

const EACH = 25;
const ANSWER_MS = 15_000;
const MATCHED = 'mscore_smpp_receipts_matched_total';
const DELIVERED = 'mscore_smpp_delivery_total';
const UNMATCHED = 'mscore_smpp_receipts_unmatched';
/** Bits 1–0 of registered_delivery: a receipt is asked for (SMPP 3.4 §5.2.17). */
const ASKED = 3;
/** esm_class of a receipt (SMPP 3.4 §5.2.12). */
const RECEIPT = 4;

/** The body of a receipt (SMPP 3.4 appendix B). */
const receipt = (id: string): string =>
  `id:${id} sub:001 dlvrd:001 submit date:2611221030 done date:2611221031 stat:DELIVRD err:000 text:M-Score`;

/** Receipts whose ids are spelled in other ways than in submit_sm_resp find their messages; one that is nobody's does not. */
export const receipts =
  (program: Program): Play =>
  async (setting) => {
    const settings = { MSCORE_REPLY_REPORT: 'final' };
    const { network, stage } = await bindTo(program, setting, { settings });
    for (const [index, spelling] of SPELLINGS.entries()) {
      const senders = newcomers(EACH, setting.seed, index * EACH);
      network.spell(spelling.ids);
      await returnReceipts(network, senders, spelling);
    }
    network.deliver({
      from: newcomers(1, setting.seed)[0]?.from ?? '',
      text: receipt('ffffffffff'),
      esmClass: RECEIPT,
    });
    await network.untilAcknowledged(ANSWER_MS);
    const all = EACH * SPELLINGS.length;
    await untilMetric(stage, ANSWER_MS, DELIVERED, (settled) => settled >= all).catch(() => undefined);
    const matched = await Promise.all(
      SPELLINGS.map(async ({ name }) => ({ name, count: await stage.metric(MATCHED, `spelling="${name}"`) })),
    );
    const [delivered, unmatched] = [
      await stage.metric(DELIVERED, 'outcome="delivered"'),
      await stage.metric(UNMATCHED),
    ];
    const unasked = network.submits.filter(({ registered }) => (registered & ASKED) === 0).length;
    const ending = await terminate(stage);
    return {
      said: `${delivered} of ${all} delivered: ${matched.map(({ name, count }) => `${count} ${name}`).join(', ')}; ${unmatched} of nobody`,
      objections: [
        ...endedWell(ending),
        ...matched.flatMap(({ name, count }) =>
          objection(count !== EACH, `${count} of ${EACH} receipts were matched as ${name}`),
        ),
        ...objection(delivered !== all, `${delivered} of ${all} messages were settled as delivered`),
        ...objection(unmatched !== 1, `${unmatched} receipts are kept as nobody's, not 1`),
        ...objection(unasked > 0, `${unasked} messages asked for no receipt`),
      ],
    };
  };

/** Everybody texts and has a reply; then the receipts of all these replies come. */
async function returnReceipts(
  network: Network,
  senders: ReturnType<typeof newcomers>,
  { inReceipt }: Spelling,
): Promise<void> {
  for (const text of senders) network.deliver(text);
  const replies = await until(ANSWER_MS, 'a reply to everybody', async () => {
    const all = repliesOf(network);
    const theirs = senders.map(({ from }) => all.get(from)?.[0]);
    return theirs.every((reply) => reply !== undefined) ? theirs : undefined;
  });
  for (const { to, messageId = '' } of replies) {
    network.deliver({ from: to, text: receipt(inReceipt(messageId)), esmClass: RECEIPT });
  }
  await network.untilAcknowledged(ANSWER_MS);
}
