import type { Item } from './send-queue';

/**
 * Submissions saved as `sending` that are on no wire: the session ended, the response never came, or an earlier
 * process died. Each waits for its moment and then goes out again; nobody can know whether it was out before.
 */
export interface UnsettledEntry {
  readonly item: Item;
  /** Monotonic milliseconds: not before. */
  readonly at: number;
  /** False when it certainly never reached the wire: the next attempt is no repetition. */
  readonly mayBeOut: boolean;
}

export class Unsettled {
  readonly #entries = new Map<string, UnsettledEntry>();

  get size(): number {
    return this.#entries.size;
  }

  add(entry: UnsettledEntry): void {
    this.#entries.set(entry.item.id, entry);
  }

  get(id: string): UnsettledEntry | undefined {
    return this.#entries.get(id);
  }

  remove(id: string): UnsettledEntry | undefined {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    return entry;
  }

  /** Those whose moment has come, first come first. */
  due(now: number): readonly UnsettledEntry[] {
    return [...this.#entries.values()].filter((entry) => entry.at <= now);
  }

  /** The next moment, monotonic milliseconds. */
  nextAt(): number | undefined {
    let next: number | undefined;
    for (const { at } of this.#entries.values()) if (next === undefined || at < next) next = at;
    return next;
  }
}
