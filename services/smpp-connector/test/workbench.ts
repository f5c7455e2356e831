import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Embedded, openEmbedded } from '@mscore/adapters';
import { type Event, type EventOf, Msisdn, outboxTopic, type Topic } from '@mscore/contracts';
import { deriveId, type KeyRing, sealAddress, sealText, subscriberOf } from '@mscore/contracts/crypto';
import { type Clock, isoTime, type LogFields, noFailpoint, systemClock } from '@mscore/ports';
import { createSmppConnector, genericProfile, type Link, type SmppConnector, type SmppConnectorDeps } from '../src';
import type { Submission } from '../src/domain/submission';
import { OWNER, submissionsSpec } from '../src/submissions';

export const keys: KeyRing = {
  subscriber: Buffer.alloc(32, 1),
  address: [{ id: '2026q4', secret: Buffer.alloc(32, 2) }],
  text: [{ id: '2026q4', secret: Buffer.alloc(32, 3) }],
};

/** Waits as usual, only ten times shorter: pauses of a second pass within a test's patience. */
export const hurriedClock: Clock = {
  ...systemClock,
  after: (milliseconds, task) => systemClock.after(milliseconds / 10, task),
};

/** A connector on a real data folder, with everything it says and counts at hand. */
export interface Workbench {
  readonly folder: string;
  readonly lines: { readonly event: string; readonly fields: LogFields | undefined }[];
  embedded(): Embedded;
  connector(): SmppConnector;
  start(changes?: Partial<SmppConnectorDeps>): Promise<void>;
  stop(): Promise<void>;
  request(id: string, changes?: Changes): Promise<void>;
  events(topic: Topic): Promise<readonly Event[]>;
  texts(): Promise<readonly EventOf<'message.received'>[]>;
  submission(id: string): Promise<Submission | undefined>;
  /** Resolves when the submission is in this state. */
  settled(id: string, state: Submission['state']): Promise<void>;
  bytesOnDisk(): Promise<Buffer>;
  remove(): Promise<void>;
}

export const link = (port: number, changes: Partial<Link> = {}): Link => ({
  name: 'centre',
  group: 'centre',
  profile: genericProfile,
  host: '127.0.0.1',
  port,
  systemId: 'mscore',
  password: 'secret',
  bind: 'transceiver',
  shortCodes: ['8049'],
  window: 10,
  tps: 10_000,
  ...changes,
});

/** @param logClock by which the log notes when something was appended */
export async function openWorkbench(links: readonly Link[], logClock: Clock = systemClock): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'mscore-connector-'));
  const lines: { event: string; fields: LogFields | undefined }[] = [];
  const embedded = await openEmbedded({ folder, clock: logClock });
  const connectors: SmppConnector[] = [];
  const current = (): SmppConnector => {
    const connector = connectors.at(-1);
    if (connector === undefined) throw new Error('not started');
    return connector;
  };
  const changed: (() => void)[] = [];

  async function start(changes: Partial<SmppConnectorDeps> = {}): Promise<void> {
    const connector = createSmppConnector({
      ...embedded,
      keys,
      clock: hurriedClock,
      log: (_level, event, fields) => {
        lines.push({ event, fields });
        for (const look of changed.splice(0)) look();
      },
      metrics: {
        count: () => {
          for (const look of changed.splice(0)) look();
        },
        gauge: () => {},
      },
      failpoint: noFailpoint,
      links,
      country: 'VN',
      newId: () => randomBytes(16).toString('base64url'),
      random: () => 0.1,
      resendAfterMs: 300,
      ...changes,
    });
    connectors.push(connector);
    await connector.start();
  }

  const submissions = () => embedded.store.scope(OWNER).collection<Submission>(submissionsSpec);
  const submission = async (id: string) => (await submissions().load([id])).get(id)?.document;

  async function events(topic: Topic): Promise<readonly Event[]> {
    const found: Event[] = [];
    for await (const event of embedded.journal.tail(topic, 86_400)) found.push(event);
    return found;
  }

  return {
    folder,
    lines,
    embedded: () => embedded,
    connector: current,
    start,
    stop: () => current().stop(5_000),
    request: (id, changes) => embedded.bus.publish(outboxTopic(changes?.link ?? 'centre'), [requested(id, changes)]),
    events,
    texts: async () =>
      (await events('conversation.inbox')).filter(
        (event): event is EventOf<'message.received'> => event.type === 'message.received',
      ),
    submission,
    settled: async (id, state) => {
      for (;;) {
        const wake = new Promise<void>((resolve) => {
          changed.push(resolve);
        });
        if ((await submission(id))?.state === state) return;
        await wake;
      }
    },
    bytesOnDisk: async () => {
      const names = await readdir(folder);
      return Buffer.concat(
        await Promise.all(
          names.filter((name) => name.startsWith('mscore.db')).map((name) => readFile(join(folder, name))),
        ),
      );
    },
    remove: async () => {
      await Promise.all(connectors.map((connector) => connector.stop(2_000)));
      await embedded.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What a request may say differently: number and text in clear, the rest as in the event. */
type Changes = Partial<Omit<EventOf<'message.requested'>['data'], 'text'>> & {
  readonly number?: string;
  readonly text?: string;
  /** Id of the text it answers. */
  readonly cause?: string;
};

/** A request to send a text to a made-up number. */
export function requested(
  id: string,
  { number = '+84900000001', text = `text of ${id}`, cause = deriveId('cause', id), ...changes }: Changes = {},
): EventOf<'message.requested'> {
  const msisdn = new Msisdn(number);
  const subscriber = subscriberOf(keys, msisdn);
  return {
    id,
    type: 'message.requested',
    v: 1,
    key: subscriber,
    at: isoTime(Date.now()),
    cause,
    data: {
      subscriber,
      address: sealAddress(keys, msisdn),
      link: 'centre',
      shortCode: '8049',
      text: sealText(keys, id, text),
      lane: 'reply',
      report: 'none',
      expires: isoTime(Date.now() + 3_600_000),
      ...changes,
    },
  };
}
