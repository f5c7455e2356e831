import type { Event, Subscriber, Topic } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { type Collection, GatewayError, isoTime, type Version } from '@mscore/ports';
import type { SmppConnectorDeps } from './deps';
import { deliveryEvent, type PartReceipt, withoutFurtherReceipts, withReceipt } from './domain/delivery';
import type { Submission } from './domain/submission';

const INBOX: Topic = 'conversation.inbox';
/** Receipts are applied one batch at a time, and little else changes an accepted submission. */
const MOST_RELOADS = 10;
const PAGE = 500;

/** Told once of each message that a receipt reports as delivered. */
export type OnDelivered = (link: string, subscriber: Subscriber, request: string) => void;

/** What receipts do to submissions. Never two calls at a time. */
export interface Deliveries {
  /**
   * Records these receipts, by request, in their order. Resolves with the requests whose submissions took them; those
   * of the others are not accepted by the network yet, as far as is known here.
   */
  apply(receipts: ReadonlyMap<string, readonly PartReceipt[]>): Promise<ReadonlySet<string>>;
  /** Settles those whose other parts' receipts have been awaited long enough. */
  settleDue(): Promise<void>;
}

interface Change {
  readonly id: string;
  readonly version: Version;
  readonly before: Submission;
  readonly after: Submission;
}

export function createDeliveries(
  deps: SmppConnectorDeps,
  submissions: Collection<Submission>,
  onDelivered: OnDelivered,
): Deliveries {
  const { clock, metrics } = deps;

  async function apply(receipts: ReadonlyMap<string, readonly PartReceipt[]>): Promise<ReadonlySet<string>> {
    const taken = new Set<string>();
    let open: readonly string[] = [...receipts.keys()];
    for (let round = 0; open.length > 0; round += 1) {
      if (round > MOST_RELOADS) {
        throw new GatewayError('MSCORE_SUBMISSION_CONTENTION', 'submissions keep changing', { retry: true });
      }
      const stored = await submissions.load(open);
      const now = clock.now();
      const changes: Change[] = [];
      for (const { id, version, document: before } of stored.values()) {
        if (before.state === 'queued' || before.state === 'sending') continue;
        taken.add(id);
        // Of one that failed as a whole, a part that arrived is no news.
        if (before.state !== 'accepted') continue;
        const after = (receipts.get(id) ?? []).reduce((one, receipt) => withReceipt(one, receipt, now), before);
        if (after !== before) changes.push({ id, version, before, after });
      }
      open = await save(changes);
    }
    return taken;
  }

  async function settleDue(): Promise<void> {
    for (;;) {
      const now = clock.now();
      const { items } = await submissions.query({ index: 'receiptsDue', to: isoTime(now), limit: PAGE });
      if (items.length === 0) return;
      await save(
        items.map(({ id, version, document: before }) => ({
          id,
          version,
          before,
          after: withoutFurtherReceipts(before, now),
        })),
      );
    }
  }

  /** Tells, saves, and returns the ids of those that changed meanwhile. */
  async function save(changes: readonly Change[]): Promise<readonly string[]> {
    if (changes.length === 0) return [];
    const at = isoTime(clock.now());
    const events = changes
      .map(({ id, before, after }) => deliveryEvent(id, before, after, at, deriveId))
      .filter((event): event is Event => event !== undefined);
    // Told before saved: a crash between repeats the same ids, the other order would lose the news.
    if (events.length > 0) await deps.bus.publish(INBOX, events);
    const outcomes = await submissions.save(
      changes.map(({ id, version, after }) => ({ id, expected: version, document: after })),
    );
    const saved = changes.filter((_change, index) => outcomes[index]?.kind === 'saved');
    for (const { id, before, after } of saved) settled(id, before, after);
    return changes.filter((change) => !saved.includes(change)).map(({ id }) => id);
  }

  function settled(id: string, before: Submission, { delivery, link, subscriber }: Submission): void {
    if (delivery === before.delivery || delivery === undefined || delivery === 'underway') return;
    metrics.count('mscore_smpp_delivery_total', { link, outcome: delivery });
    if (delivery === 'delivered') onDelivered(link, subscriber, id);
  }

  return { apply, settleDue };
}
