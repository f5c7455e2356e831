import type { Event, Topic } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { type Collection, GatewayError, isoTime } from '@mscore/ports';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import type { Link } from './domain/links';
import { outcomeEvent, type Settlement, type Submission, settled } from './domain/submission';
import type { AcceptedPart } from './receipts';
import type { Item } from './send-queue';

const INBOX: Topic = 'conversation.inbox';
const RETRY_MS = 500;

/** Who waits for receipts. */
export interface AwaitedReceipts {
  /** Before the outcomes are saved; durable when it resolves. */
  remember(parts: readonly AcceptedPart[]): Promise<void>;
  /** After they are saved: receipts that came too early find their message now. */
  appeared(parts: readonly AcceptedPart[]): void;
}

/** A submission with the way it ends. */
export interface Ending {
  readonly item: Item;
  readonly settlement: Settlement;
  /** Whether it holds a window slot, freed when the outcome is saved. */
  readonly holdsSlot: boolean;
}

/**
 * Saves outcomes, those of one turn of the event loop together.
 * @param saved told when a batch is durable
 */
export function createOutcomes(
  deps: SmppConnectorDeps,
  link: Link,
  submissions: Collection<Submission>,
  saved: (endings: readonly Ending[]) => void,
  receipts: AwaitedReceipts,
): (ending: Ending) => void {
  let gathered: Ending[] = [];

  async function save(): Promise<void> {
    const batch = gathered;
    gathered = [];
    const at = isoTime(deps.clock.now());
    const events = batch
      .map(({ item, settlement }) => outcomeEvent(item.id, item.submission, settlement, at, deriveId))
      .filter((event): event is Event => event !== undefined);
    // Told before saved: a crash between repeats the same ids, the other order would lose the news.
    if (events.length > 0) await untilDone(deps, link, () => deps.bus.publish(INBOX, events));
    const awaited = partsWithReceipts(link, batch);
    // Known before the outcome is: a receipt that comes in between finds them, or waits for the outcome.
    if (awaited.length > 0) await untilDone(deps, link, () => receipts.remember(awaited));
    const writes = batch.map(({ item, settlement }) => ({
      id: item.id,
      expected: item.version,
      document: settled(item.submission, settlement, at),
    }));
    const outcomes = await untilDone(deps, link, () => submissions.save(writes));
    for (const [index, { settlement }] of batch.entries()) {
      // Taken back, or settled by a save that was reported as failed.
      if (outcomes[index]?.kind !== 'saved') continue;
      deps.metrics.count('mscore_smpp_settled_total', { link: link.name, outcome: settlement.kind });
    }
    if (awaited.length > 0) receipts.appeared(awaited);
    saved(batch);
  }

  return (ending) => {
    if (gathered.length === 0) queueMicrotask(() => void save());
    gathered.push(ending);
  };
}

/** The segments that the network took and a receipt was asked for, whatever became of the others. */
function partsWithReceipts(link: Link, batch: readonly Ending[]): readonly AcceptedPart[] {
  return batch.flatMap(({ item: { id: request, submission } }) =>
    submission.report === 'none'
      ? []
      : (submission.parts ?? []).flatMap(({ messageId = '' }, part) =>
          // Without an id no receipt can name it.
          messageId === '' ? [] : [{ link, subscriber: submission.subscriber, request, part, messageId }],
        ),
  );
}

/**
 * Tries again while the store says that helps; until then the slot stays taken and nothing is told twice.
 * @throws everything else: a bug, or a store that is gone, and neither is mended by waiting.
 */
export async function untilDone<T>(deps: SmppConnectorDeps, link: Link, attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof GatewayError) || !error.retry) throw error;
      deps.log('error', 'submission-not-saved', {
        link: link.name,
        error: errorName(error),
      });
      await new Promise<void>((resolve) => {
        deps.clock.after(RETRY_MS, resolve);
      });
    }
  }
}
