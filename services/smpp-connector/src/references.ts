import { type Collection, type CollectionSpec, isoTime, type Store } from '@mscore/ports';
import { deleteUpTo } from './delete-up-to';
import { OWNER } from './submissions';

/** The last concatenation reference a destination saw. Id: `group|subscriber`. */
interface Reference {
  /** 0…65535. */
  readonly last: number;
  /** ISO 8601 UTC. */
  readonly usedAt: string;
}

const spec: CollectionSpec<Reference> = { name: 'references', indexes: { used: { order: 'usedAt' } } };

/** How long a counter outlives its last use: long past the time in which a handset waits for missing parts. */
const KEPT_DAYS = 30;

/**
 * The references that mark the parts of a long text as one. Two texts to one handset must not share one while parts
 * of the first may still be under way, so each destination has a counter of its own, and it outlives the process.
 */
export interface References {
  /** A fresh reference for each destination. */
  next(group: string, subscribers: readonly string[], at: string): Promise<ReadonlyMap<string, number>>;
  /** Forgets counters long unused; `now` in epoch milliseconds. */
  purge(now: number): Promise<void>;
}

/** @param random in [0, 1): where a counter begins */
export function createReferences(store: Store, random: () => number): References {
  const references: Collection<Reference> = store.scope(OWNER).collection(spec);

  async function next(group: string, subscribers: readonly string[], at: string): Promise<ReadonlyMap<string, number>> {
    const taken = new Map<string, number>();
    let open = [...new Set(subscribers)];
    while (open.length > 0) {
      const stored = await references.load(open.map((subscriber) => `${group}|${subscriber}`));
      const writes = open.map((subscriber) => {
        const id = `${group}|${subscriber}`;
        const before = stored.get(id);
        const last = ((before?.document.last ?? Math.floor(random() * 0x10000)) + 1) & 0xffff;
        return { id, expected: before?.version ?? ('new' as const), document: { last, usedAt: at } };
      });
      const outcomes = await references.save(writes);
      // Another link of the group took the same one: the next is as good.
      const lost: string[] = [];
      for (const [index, subscriber] of open.entries()) {
        const write = writes[index];
        if (outcomes[index]?.kind === 'saved' && write !== undefined) taken.set(subscriber, write.document.last);
        else lost.push(subscriber);
      }
      open = lost;
    }
    return taken;
  }

  async function purge(now: number): Promise<void> {
    await deleteUpTo(references, 'used', isoTime(now - KEPT_DAYS * 86_400_000));
  }

  return { next, purge };
}
