import type { Seen, Underway } from '@mscore/contracts';

/** One number's. It is changed in place: every message passes here three times. */
interface Entry {
  accepted: string | undefined;
  /** Epoch milliseconds, as all times here. */
  acceptedAt: number;
  delivered: boolean;
  written: string | undefined;
  writtenAt: number;
}

/**
 * What each number was last sent: the last message the network accepted, and the one it was given and did not answer
 * yet. Newest numbers first to stay. In memory only: it tells the engine what a citizen may have read. A connector that
 * starts finds the last minutes in the store; what came before is less precise.
 */
export class LastSent {
  readonly #entries = new Map<string, Entry>();
  readonly #limit: number;

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /**
   * A message, or one segment of it, was written to the network: from now on it may be read.
   * @param at epoch milliseconds
   */
  written(subscriber: string, request: string, at: number): void {
    const entry = this.#entries.get(subscriber) ?? this.#add(subscriber, newEntry());
    entry.written = request;
    entry.writtenAt = at;
  }

  /**
   * The network accepted a message. What it accepts later replaces what it accepted before.
   * @param at epoch milliseconds
   */
  accepted(subscriber: string, request: string, at: number): void {
    const entry = this.#entries.get(subscriber) ?? newEntry();
    this.#entries.delete(subscriber);
    this.#add(subscriber, entry);
    entry.accepted = request;
    entry.acceptedAt = at;
    entry.delivered = false;
    if (entry.written === request) entry.written = undefined;
  }

  /** A message that was written is not out, or has an end: the network is not asked about it any more. */
  over(subscriber: string, request: string): void {
    const entry = this.#entries.get(subscriber);
    if (entry?.written !== request) return;
    entry.written = undefined;
    if (entry.accepted === undefined) this.#entries.delete(subscriber);
  }

  /** A receipt says that a message reached the handset; of one before the last it is no news any more. */
  delivered(subscriber: string, request: string): void {
    const entry = this.#entries.get(subscriber);
    if (entry?.accepted === request) entry.delivered = true;
  }

  seen(subscriber: string): Seen | undefined {
    const entry = this.#entries.get(subscriber);
    if (entry?.accepted === undefined) return undefined;
    const { accepted, acceptedAt, delivered } = entry;
    return { request: accepted, acceptedAt: new Date(acceptedAt).toISOString(), delivered };
  }

  underway(subscriber: string): Underway | undefined {
    const entry = this.#entries.get(subscriber);
    if (entry?.written === undefined) return undefined;
    return { request: entry.written, submittedAt: new Date(entry.writtenAt).toISOString() };
  }

  #add(subscriber: string, entry: Entry): Entry {
    this.#entries.set(subscriber, entry);
    if (this.#entries.size > this.#limit) {
      const oldest = this.#entries.keys().next();
      if (!oldest.done) this.#entries.delete(oldest.value);
    }
    return entry;
  }
}

const newEntry = (): Entry => ({
  accepted: undefined,
  acceptedAt: 0,
  delivered: false,
  written: undefined,
  writtenAt: 0,
});
