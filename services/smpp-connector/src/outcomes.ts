import type { Event, Topic } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { type Collection, GatewayError, isoTime } from '@mscore/ports';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import type { Link } from './domain/links';
import { outcomeEvent, type Settlement, type Submission, settled } from './domain/submission';
import type { Item } from './send-queue';

const INBOX: Topic = 'conversation.inbox';
const RETRY_MS = 500;

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
    const writes = batch.map(({ item, settlement }) => ({
      id: item.id,
      expected: item.version,
      document: settled(item.submission, settlement, at),
    }));
    await untilDone(deps, link, () => submissions.save(writes));
    for (const { settlement } of batch) {
      deps.metrics.count('mscore_smpp_settled_total', { link: link.name, outcome: settlement.kind });
    }
    saved(batch);
  }

  return (ending) => {
    if (gathered.length === 0) queueMicrotask(() => void save());
    gathered.push(ending);
  };
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
