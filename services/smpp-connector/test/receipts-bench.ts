import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import { type Event, type EventOf, Msisdn, type Subscriber } from '@mscore/contracts';
import { sealText, subscriberOf } from '@mscore/contracts/crypto';
import {
  type Bus,
  type Clock,
  type Collection,
  type CollectionSpec,
  isoTime,
  noFailpoint,
  type Store,
  systemClock,
} from '@mscore/ports';
import type { Link, SmppConnectorDeps } from '../src';
import type { KnownId } from '../src/domain/receipt-match';
import type { Submission } from '../src/domain/submission';
import { createMessageIds } from '../src/message-ids';
import { createReceipts, type Receipts } from '../src/receipts';
import { OWNER, submissionsSpec } from '../src/submissions';
import { keys, link } from './workbench';

/** Time that stands still until told otherwise. */
class StandingClock implements Clock {
  #now = Date.parse('2026-11-22T02:00:00.000Z');
  #tasks: { readonly at: number; readonly task: () => void }[] = [];

  now = (): number => this.#now;
  monotonic = (): number => this.#now;
  after = (milliseconds: number, task: () => void): (() => void) => {
    const entry = { at: this.#now + milliseconds, task };
    this.#tasks.push(entry);
    return () => {
      this.#tasks = this.#tasks.filter((one) => one !== entry);
    };
  };

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#tasks.filter(({ at }) => at <= this.#now);
    this.#tasks = this.#tasks.filter(({ at }) => at > this.#now);
    for (const { task } of due) task();
  }
}

/** A message as the network took it: the ids of its parts. */
export interface Sent extends Partial<Submission> {
  readonly ids: readonly string[];
  readonly on?: Link;
}

/** What a receipt says; everything else is as usual. */
export interface Told {
  readonly body?: string;
  readonly subscriber?: Subscriber;
  readonly receiptedMessageId?: string;
  readonly messageState?: number;
  readonly link?: string;
}

export const anna = subscriberOf(keys, new Msisdn('+84900000001'));
export const bert = subscriberOf(keys, new Msisdn('+84900000002'));

/** May change what a collection does; sees each by name. */
export type Meddling = <T>(name: string, collection: Collection<T>) => Collection<T>;

/** Receipts on a real data folder, with the sender played by the test. */
export class ReceiptsBench {
  readonly clock = new StandingClock();
  readonly delivered: string[] = [];
  readonly counted: { readonly name: string; readonly labels: Readonly<Record<string, string>> }[] = [];
  readonly lines: string[] = [];
  readonly #folder: string;
  readonly #embedded: Awaited<ReturnType<typeof openEmbedded>>;
  readonly #links: readonly Link[];
  readonly #changed: (() => void)[] = [];
  readonly #all: Receipts[] = [];
  #handle: ((batch: readonly Event[]) => Promise<void>) | undefined;
  #told = 0;

  private constructor(folder: string, embedded: Awaited<ReturnType<typeof openEmbedded>>, links: readonly Link[]) {
    this.#folder = folder;
    this.#embedded = embedded;
    this.#links = links;
  }

  static async open(links: readonly Link[] = [link(0)]): Promise<ReceiptsBench> {
    const folder = await mkdtemp(join(tmpdir(), 'mscore-receipts-'));
    return new ReceiptsBench(folder, await openEmbedded({ folder, clock: systemClock }), links);
  }

  get receipts(): Receipts {
    const receipts = this.#all.at(-1);
    if (receipts === undefined) throw new Error('not started');
    return receipts;
  }

  /** What the connector would be given. */
  deps(): SmppConnectorDeps {
    const look = () => {
      for (const wake of this.#changed.splice(0)) wake();
    };
    return {
      bus: this.#embedded.bus,
      journal: this.#embedded.journal,
      store: this.#embedded.store,
      keys,
      clock: this.clock,
      log: (_level, event) => {
        this.lines.push(event);
        look();
      },
      metrics: {
        count: (name, labels = {}) => {
          this.counted.push({ name, labels });
          look();
        },
        gauge: look,
      },
      failpoint: noFailpoint,
      links: this.#links,
      country: 'VN',
      newId: () => 'unused',
      random: () => 0.5,
    };
  }

  async start({ meddle, bus }: { meddle?: Meddling; bus?: Partial<Bus> } = {}): Promise<void> {
    const store = meddle === undefined ? this.#embedded.store : meddled(this.#embedded.store, meddle);
    const real = this.#embedded.bus;
    const receipts = createReceipts(
      {
        ...this.deps(),
        store,
        bus: {
          publish: (topic, events) => real.publish(topic, events),
          subscribe: (options) => {
            this.#handle = (batch) => options.handle(batch, new AbortController().signal);
            return real.subscribe(options);
          },
          close: () => real.close(),
          ...bus,
        },
      },
      {
        submissions: store.scope(OWNER).collection<Submission>(submissionsSpec),
        onDelivered: (name, subscriber, request) => this.delivered.push(`${name} ${subscriber} ${request}`),
      },
    );
    await receipts.start();
    this.#all.push(receipts);
  }

  /** What the sender does when the network has taken a message. */
  async sent(request: string, message: Sent): Promise<void> {
    await this.remembered(request, message);
    await this.saved(request, message);
    this.appeared(request, message);
  }

  remembered(request: string, message: Sent): Promise<void> {
    return this.receipts.remember(partsOf(request, message));
  }

  async saved(request: string, { ids, on = link(0), ...changes }: Sent): Promise<void> {
    const document: Submission = {
      link: on.name,
      lane: 'bulk',
      subscriber: anna,
      shortCode: '8049',
      report: 'all',
      state: 'accepted',
      order: 1,
      attempt: 1,
      resends: 0,
      expires: isoTime(this.clock.now() + 3_600_000),
      settledAt: isoTime(this.clock.now()),
      parts: ids.map((messageId) => ({ messageId })),
      ...changes,
    };
    const before = (await this.#submissions().load([request])).get(request);
    await this.#submissions().save([{ id: request, expected: before?.version ?? 'new', document }]);
  }

  appeared(request: string, message: Sent): void {
    this.receipts.appeared(partsOf(request, message));
  }

  /** The network reports; resolves when that is journalled. */
  async tell(...all: readonly Told[]): Promise<void> {
    await this.#embedded.bus.publish('smpp.receipts', this.events(...all));
  }

  /** Reports, and waits until they are handled. */
  async handled(...all: readonly Told[]): Promise<void> {
    const before = this.countOf('mscore_smpp_receipts_total');
    await this.tell(...all);
    await this.until(() => this.countOf('mscore_smpp_receipts_total') >= before + all.length);
  }

  /** Gives a batch to the subscriber as the bus would. */
  async handle(batch: readonly Event[]): Promise<void> {
    await this.#handle?.(batch);
  }

  events(...all: readonly Told[]): readonly EventOf<'receipt.received'>[] {
    return all.map(({ body = '', subscriber = anna, link: name = 'centre', ...tlvs }) => {
      this.#told += 1;
      const id = `receipt-${this.#told}`;
      return {
        id,
        type: 'receipt.received',
        v: 1,
        key: subscriber,
        at: isoTime(this.clock.now()),
        data: { subscriber, link: name, body: sealText(keys, id, body), ...tlvs },
      };
    });
  }

  publish(events: readonly Event[]): Promise<void> {
    return this.#embedded.bus.publish('smpp.receipts', events);
  }

  submission = async (id: string): Promise<Submission | undefined> =>
    (await this.#submissions().load([id])).get(id)?.document;

  version = async (id: string): Promise<number | undefined> => (await this.#submissions().load([id])).get(id)?.version;

  /** What the askers heard. */
  async outcomes(): Promise<readonly Event[]> {
    const found: Event[] = [];
    for await (const event of this.#embedded.journal.tail('conversation.inbox', 1e9)) found.push(event);
    return found;
  }

  async dead(): Promise<readonly Event[]> {
    const found: Event[] = [];
    for await (const event of this.#embedded.journal.tail('smpp.receipts.dead', 1e9)) found.push(event);
    return found;
  }

  /** Documents of one of the connector's collections, by an index on `at`. */
  async documents(name: string): Promise<number> {
    const collection = this.#embedded.store.scope(OWNER).collection({ name, indexes: { at: { order: 'at' } } });
    return (await collection.query({ index: 'at', limit: 100_000 })).items.length;
  }

  /** What the network is known to have called by an id. */
  async known(key: string): Promise<readonly KnownId[]> {
    return (await createMessageIds(this.deps()).find([key])).get(key) ?? [];
  }

  countOf(name: string): number {
    return this.counted.filter((one) => one.name === name).length;
  }

  /** Resolves when the condition holds; looks again after everything that is counted or logged. */
  async until(condition: () => boolean | Promise<boolean>): Promise<void> {
    for (;;) {
      const wake = new Promise<void>((resolve) => {
        this.#changed.push(resolve);
      });
      if (await condition()) return;
      await wake;
    }
  }

  settled(request: string, delivery: Submission['delivery']): Promise<void> {
    return this.until(async () => (await this.submission(request))?.delivery === delivery);
  }

  async bytesOnDisk(): Promise<Buffer> {
    const names = (await readdir(this.#folder)).filter((name) => name.startsWith('mscore.db'));
    return Buffer.concat(await Promise.all(names.map((name) => readFile(join(this.#folder, name)))));
  }

  /** What a killed process leaves: nobody waits for it. */
  abandon(): void {
    this.#all.pop();
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((receipts) => receipts.stop()));
    await this.#embedded.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #submissions = (): Collection<Submission> => this.#embedded.store.scope(OWNER).collection(submissionsSpec);
}

function partsOf(request: string, { ids, subscriber = anna, on = link(0) }: Sent) {
  return ids.map((messageId, part) => ({ link: on, subscriber, request, part, messageId }));
}

function meddled(store: Store, meddle: Meddling): Store {
  return {
    scope: (owner) => meddled(store.scope(owner), meddle),
    collection: <T>(spec: CollectionSpec<T>): Collection<T> => meddle(spec.name, store.collection<T>(spec)),
    close: () => store.close(),
  };
}
