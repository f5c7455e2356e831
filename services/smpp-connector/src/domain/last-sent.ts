import type { Seen, Underway } from '@mscore/contracts';

/** One number's last accepted message. A delivery changes it in place. */
interface Accepted {
  readonly request: string;
  /** Epoch milliseconds, as all times here. */
  readonly at: number;
  delivered: boolean;
}

/** What the network was given and did not answer yet. */
interface Written {
  readonly request: string;
  readonly at: number;
}

/**
 * What each number was last sent: the last message the network accepted, and the one it was given and did not answer
 * yet. Newest numbers first to stay. In memory only: it tells the engine what a citizen may have read. A connector that
 * starts finds the last minutes in the store; what came before is less precise.
 */
export class LastSent {
  /** The number that was longest without a message comes first. */
  readonly #accepted = new Map<string, Accepted>();
  /** As many as are on their way just now, the number written to longest ago first. */
  readonly #written = new Map<string, Written>();
  readonly #limit: number;

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /**
   * A message, or one segment of it, was written to the network: from now on it may be read.
   * @param at epoch milliseconds
   */
  written(subscriber: string, request: string, at: number): void {
    this.#written.delete(subscriber);
    this.#written.set(subscriber, { request, at });
    this.#forgetOldest(this.#written);
  }

  /**
   * The network accepted a message. What it accepts later replaces what it accepted before.
   * @param at epoch milliseconds
   */
  accepted(subscriber: string, request: string, at: number): void {
    this.over(subscriber, request);
    this.#accepted.delete(subscriber);
    this.#accepted.set(alone(subscriber), { request: alone(request), at, delivered: false });
    this.#forgetOldest(this.#accepted);
  }

  /** A message that was written is not out, or has an end: the network is not asked about it any more. */
  over(subscriber: string, request: string): void {
    if (this.#written.get(subscriber)?.request === request) this.#written.delete(subscriber);
  }

  /** A receipt says that a message reached the handset; of one before the last it is no news any more. */
  delivered(subscriber: string, request: string): void {
    const last = this.#accepted.get(subscriber);
    if (last?.request === request) last.delivered = true;
  }

  seen(subscriber: string): Seen | undefined {
    const last = this.#accepted.get(subscriber);
    if (last === undefined) return undefined;
    return { request: last.request, acceptedAt: new Date(last.at).toISOString(), delivered: last.delivered };
  }

  underway(subscriber: string): Underway | undefined {
    const last = this.#written.get(subscriber);
    return last && { request: last.request, submittedAt: new Date(last.at).toISOString() };
  }

  #forgetOldest(of: Map<string, unknown>): void {
    if (of.size <= this.#limit) return;
    const oldest = of.keys().next();
    if (!oldest.done) of.delete(oldest.value);
  }
}

/**
 * The same id in memory of its own. Most ids were cut off a longer text, which V8 keeps as long as the cut: for what stays
 * in a hundred thousand numbers that is two thirds of their memory.
 */
const alone = (id: string): string => Buffer.from(id).toString();
