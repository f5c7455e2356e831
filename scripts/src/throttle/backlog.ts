import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import { type EventOf, Msisdn, outboxTopic } from '@mscore/contracts';
import { deriveId, type KeyRing, sealAddress, sealText, subscriberOf } from '@mscore/contracts/crypto';
import { isoTime, noFailpoint, systemClock } from '@mscore/ports';
import { createSmppConnector, genericProfile, type Link } from '@mscore/smpp-connector';
import { LOGIN } from '../processes/gateway';
import { until } from '../processes/within';

const LINK = 'sim';
const PAGE = 1_000;
/** Recording is as fast as the disk; a slow one gets its time. */
const RECORDING_MS = 600_000;
/** Nothing listens on it, so that what is asked for can only be recorded. */
const CLOSED_PORT = 1;

/**
 * The connector in its own process: records a backlog, then sends it to the message centre of `port`.
 * Says `recorded` to its parent in between.
 */
async function main(folder: string, port: number, configured: number, backlog: number): Promise<void> {
  const keys: KeyRing = {
    subscriber: randomBytes(32),
    address: [{ id: 'run', secret: randomBytes(32) }],
    text: [{ id: 'run', secret: randomBytes(32) }],
  };
  const embedded = await openEmbedded({ folder: join(folder, 'data'), clock: systemClock });
  const connectorTo = (to: number) =>
    createSmppConnector({
      ...embedded,
      keys,
      clock: systemClock,
      log: () => undefined,
      metrics: { count: () => undefined, gauge: () => undefined },
      failpoint: noFailpoint,
      links: [linkTo(to, configured)],
      country: 'VN',
      newId: () => randomBytes(16).toString('base64url'),
      random: Math.random,
    });
  for (let from = 0; from < backlog; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, backlog - from) }, (_, index) => requestOf(keys, from + index));
    await embedded.bus.publish(outboxTopic(LINK), page);
  }
  const recording = connectorTo(CLOSED_PORT);
  await recording.start();
  await until(RECORDING_MS, 'the recording of the backlog', async () => {
    const group = embedded.stats().groups.find(({ topic }) => topic === outboxTopic(LINK));
    return group?.lag === 0 ? true : undefined;
  });
  await recording.stop(5_000);
  process.send?.('recorded');
  const sending = connectorTo(port);
  await sending.start();
  process.once('message', () => {
    void sending
      .stop(5_000)
      .then(() => embedded.close())
      .then(() => process.exit(0));
  });
  process.once('disconnect', () => process.exit(0));
}

const linkTo = (port: number, tps: number): Link => ({
  name: LINK,
  group: LINK,
  profile: genericProfile,
  host: '127.0.0.1',
  port,
  ...LOGIN,
  bind: 'transceiver',
  shortCodes: ['8049'],
  window: 50,
  tps,
});

/** An invitation to a made-up number of its own. */
function requestOf(keys: KeyRing, index: number): EventOf<'message.requested'> {
  const id = deriveId('backlog', index);
  const number = new Msisdn(`+849${String(index).padStart(8, '0')}`);
  const subscriber = subscriberOf(keys, number);
  const now = Date.now();
  return {
    id,
    type: 'message.requested',
    v: 1,
    key: subscriber,
    at: isoTime(now),
    data: {
      subscriber,
      address: sealAddress(keys, number),
      link: LINK,
      shortCode: '8049',
      text: sealText(keys, id, 'Xin y kien ong/ba ve lan lam thu tuc vua qua.'),
      lane: 'bulk',
      report: 'none',
      expires: isoTime(now + 86_400_000),
    },
  };
}

const [folder = '', port, configured, backlog] = process.argv.slice(2);
void main(folder, Number(port), Number(configured), Number(backlog));
