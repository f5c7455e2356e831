import {
  type Clock,
  type Collection,
  type CollectionSpec,
  type Cursor,
  isoTime,
  type Log,
  type Store,
} from '@mscore/ports';
import { scopeOf } from './conversations';
import type { ConversationDocument } from './domain/document';
import { nextTimer } from './domain/timers';

/** What was done once for all documents, by its name. */
interface Upgrade {
  /** ISO 8601 UTC. */
  readonly doneAt: string;
}

const spec: CollectionSpec<Upgrade> = { name: 'upgrades' };

/** Its name in the store: never to be changed. */
const NAME = 'timers-of-open-responses';

const PAGE = 100;

export interface ArmDeps {
  readonly store: Store;
  readonly conversations: Collection<ConversationDocument>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Puts conversations into the index of what is due that were last written before their open response had an end: nobody
 * would ever look for their timer, and as long as a response is open nobody is invited. Once per store, a page at a
 * time, before the inbox is read, for conversations are written by its reader alone. Repeated after a crash it goes over
 * what it has done without writing it again.
 */
export async function armOldTimers({ store, conversations, clock, log }: ArmDeps): Promise<void> {
  const upgrades = scopeOf(store).collection(spec);
  if ((await upgrades.load([NAME])).has(NAME)) return;
  let armed = 0;
  let after: Cursor | undefined;
  do {
    const page = await conversations.query({ index: 'all', limit: PAGE, ...(after === undefined ? {} : { after }) });
    const writes = page.items.flatMap(({ id, version, document }) => {
      const timer = nextTimer(document);
      if (timer === undefined || timer.dueAt === document.dueAt) return [];
      return [{ id, expected: version, document: { ...document, dueAt: timer.dueAt } }];
    });
    // Whatever wrote one meanwhile has armed it.
    if (writes.length > 0) await conversations.save(writes);
    armed += writes.length;
    after = page.next;
  } while (after !== undefined);
  await upgrades.save([{ id: NAME, expected: 'new', document: { doneAt: isoTime(clock.now()) } }]);
  if (armed > 0) log('info', 'old-timers-armed', { count: armed });
}
