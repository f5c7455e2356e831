import type { Seen } from '@mscore/contracts';

/**
 * The last message the network accepted for each number, newest numbers first to stay. In memory only: it tells the
 * engine what a citizen may have read, and forgetting it is only less precise.
 */
export class LastAccepted {
  readonly #entries = new Map<string, { readonly request: string; readonly at: number; delivered: boolean }>();
  readonly #limit: number;

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /** @param at epoch milliseconds */
  accepted(subscriber: string, request: string, at: number): void {
    this.#entries.delete(subscriber);
    this.#entries.set(subscriber, { request, at, delivered: false });
    if (this.#entries.size <= this.#limit) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  /** A receipt says that a message reached the handset; of one before the last it is no news any more. */
  delivered(subscriber: string, request: string): void {
    const entry = this.#entries.get(subscriber);
    if (entry?.request === request) entry.delivered = true;
  }

  of(subscriber: string): Seen | undefined {
    const entry = this.#entries.get(subscriber);
    return (
      entry && { request: entry.request, acceptedAt: new Date(entry.at).toISOString(), delivered: entry.delivered }
    );
  }
}
