import type { EventOf, Subscriber } from '@mscore/contracts';
import { type Collection, type CollectionSpec, isoTime, type Version, type Versioned } from '@mscore/ports';
import { type MessageIdSpellings, messageIdSpellings, type Receipt } from '@mscore/smpp';
import { deleteUpTo } from './delete-up-to';
import type { SmppConnectorDeps } from './deps';
import { messageIdKey } from './message-ids';
import { OWNER } from './submissions';

/** A receipt that names a message, between its arrival and its match. */
export interface OpenReceipt {
  /** Id of its event. */
  readonly id: string;
  readonly link: string;
  readonly group: string;
  readonly subscriber: Subscriber;
  /** When it came, epoch milliseconds. */
  readonly at: number;
  readonly messageId: string;
  readonly spellings: MessageIdSpellings;
  readonly receipt: Pick<Receipt, 'state' | 'stat' | 'err'>;
}

/** An unmatched receipt, sealed as it came. Document id: the event's id, which is also what it is sealed under. */
type UnmatchedDocument = EventOf<'receipt.received'>['data'] & {
  /** ISO 8601 UTC. */
  readonly at: string;
};

const spec: CollectionSpec<UnmatchedDocument> = { name: 'unmatched-receipts', indexes: { at: { order: 'at' } } };

/** A receipt may overtake the response that tells the id, and we may be down between the two: for a day, if need be. */
const KEPT_MS = 24 * 3_600_000;
/** Held in memory, some 10 MB. Beyond that the oldest are only kept on disk, and tried again at the next start. */
const MOST_HELD = 20_000;
const PAGE = 500;

type UnmatchedDeps = Pick<SmppConnectorDeps, 'store' | 'clock' | 'metrics'>;

/**
 * The receipts no message of ours is known for. In memory by every id they may name, so that an id that appears finds
 * them at once, and costs nothing while there are none; on disk for a day.
 */
export class UnmatchedReceipts {
  readonly #deps: UnmatchedDeps;
  readonly #documents: Collection<UnmatchedDocument>;
  readonly #mostHeld: number;
  /** By event id, oldest first. */
  readonly #held = new Map<string, OpenReceipt>();
  /** Event ids by key of a message id. */
  readonly #byKey = new Map<string, Set<string>>();
  /** Those on disk. */
  readonly #kept = new Map<string, Version>();
  readonly #keptOfGroup = new Map<string, number>();

  constructor(deps: UnmatchedDeps, mostHeld = MOST_HELD) {
    this.#deps = deps;
    this.#documents = deps.store.scope(OWNER).collection(spec);
    this.#mostHeld = mostHeld;
  }

  /** Those on disk, of a group. */
  count(group: string): number {
    return this.#keptOfGroup.get(group) ?? 0;
  }

  /** From now on {@link waitingFor} finds it. */
  hold(receipt: OpenReceipt): void {
    if (this.#held.has(receipt.id)) return;
    this.#held.set(receipt.id, receipt);
    for (const key of keysOf(receipt)) {
      const ids = this.#byKey.get(key);
      if (ids === undefined) this.#byKey.set(key, new Set([receipt.id]));
      else ids.add(receipt.id);
    }
    const oldest = this.#held.keys().next();
    if (this.#held.size > this.#mostHeld && !oldest.done) this.#release(oldest.value);
  }

  get(id: string): OpenReceipt | undefined {
    return this.#held.get(id);
  }

  /** Ids of the receipts that may be about a message of this key. */
  waitingFor(key: string): Iterable<string> {
    return this.#byKey.get(key) ?? [];
  }

  /** Held ones stay, on disk for a day; told twice of one, it is kept once. */
  async keep(events: readonly EventOf<'receipt.received'>[]): Promise<void> {
    const outcomes = await this.#documents.save(
      events.map(({ id, at, data }) => ({ id, expected: 'new', document: { ...data, at } })),
    );
    const known = events.filter((_event, index) => outcomes[index]?.kind === 'conflict').map(({ id }) => id);
    const stored = known.length === 0 ? new Map<string, Versioned<unknown>>() : await this.#documents.load(known);
    for (const [index, { id }] of events.entries()) {
      const outcome = outcomes[index];
      this.#onDisk(id, outcome?.kind === 'saved' ? outcome.version : stored.get(id)?.version);
    }
    this.#tellGauges();
  }

  /** Matched: neither held nor kept any longer. */
  async forget(ids: readonly string[]): Promise<void> {
    const deletions = ids.flatMap((id) => {
      const expected = this.#kept.get(id);
      return expected === undefined ? [] : [{ id, expected, delete: true as const }];
    });
    // One that was deleted already conflicts, which is as good.
    if (deletions.length > 0) await this.#documents.save(deletions);
    for (const id of ids) this.#release(id);
    if (deletions.length > 0) this.#tellGauges();
  }

  /** Takes up what an earlier run kept. What cannot be opened any more is left to expire. */
  async load(
    open: (event: Pick<EventOf<'receipt.received'>, 'id' | 'at' | 'data'>) => OpenReceipt | undefined,
  ): Promise<void> {
    const from = isoTime(this.#deps.clock.now() - KEPT_MS);
    let after: string | undefined;
    do {
      const page = await this.#documents.query({
        index: 'at',
        from,
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id, version, document } of page.items) {
        const receipt = open({ id, at: document.at, data: document });
        if (receipt === undefined) continue;
        this.hold(receipt);
        this.#onDisk(id, version);
      }
      after = page.next;
    } while (after !== undefined);
    this.#tellGauges();
  }

  /** Ids of those held that came after one time and not after another, epoch milliseconds. */
  cameBetween(after: number, to: number): readonly string[] {
    return [...this.#held.values()].filter(({ at }) => at > after && at <= to).map(({ id }) => id);
  }

  /** Ids of all that are held, oldest first. */
  all(): readonly string[] {
    return [...this.#held.keys()];
  }

  /** Gives up those whose day is over. */
  async sweep(): Promise<void> {
    const to = isoTime(this.#deps.clock.now() - KEPT_MS);
    await deleteUpTo(this.#documents, 'at', to, (items) => {
      for (const { id, document } of items) {
        this.#release(id);
        this.#deps.metrics.count('mscore_smpp_receipts_unmatched_total', { link: document.link });
      }
      this.#tellGauges();
    });
  }

  /** Only what is held is counted: what was released while it was being saved is on disk for the next start. */
  #onDisk(id: string, version: Version | undefined): void {
    const receipt = this.#held.get(id);
    if (version === undefined || receipt === undefined || this.#kept.has(id)) return;
    this.#kept.set(id, version);
    this.#keptOfGroup.set(receipt.group, this.count(receipt.group) + 1);
  }

  #release(id: string): void {
    const receipt = this.#held.get(id);
    if (receipt === undefined) return;
    this.#held.delete(id);
    for (const key of keysOf(receipt)) {
      const ids = this.#byKey.get(key);
      ids?.delete(id);
      if (ids?.size === 0) this.#byKey.delete(key);
    }
    if (this.#kept.delete(id)) this.#keptOfGroup.set(receipt.group, this.count(receipt.group) - 1);
  }

  #tellGauges(): void {
    for (const [group, count] of this.#keptOfGroup) {
      this.#deps.metrics.gauge('mscore_smpp_receipts_unmatched', count, { group });
    }
  }
}

/** Everything a message this receipt is about may be known under. */
export const keysOf = ({ group, spellings }: OpenReceipt): readonly string[] =>
  Object.values(spellings).map((canonicalId: string) => messageIdKey(group, canonicalId));

/** A receipt that was read, ready to be matched; undefined for one that names no message. */
export function openReceiptOf(
  event: Pick<EventOf<'receipt.received'>, 'id' | 'at' | 'data'>,
  group: string,
  { id, state, stat, err }: Receipt,
): OpenReceipt | undefined {
  if (id === undefined) return undefined;
  const { link, subscriber } = event.data;
  return {
    id: event.id,
    link,
    group,
    subscriber,
    at: Date.parse(event.at),
    messageId: id,
    spellings: messageIdSpellings(id),
    receipt: { state, ...(stat === undefined ? {} : { stat }), ...(err === undefined ? {} : { err }) },
  };
}
