import type { Subscriber } from '@mscore/contracts';

/**
 * Which texts the network may send again (smpp.md §4).
 *
 * A `deliver_sm` has no id, and two honest "1"s look alike, so equal bytes alone never make a duplicate. Only PDUs
 * whose response the peer may not have read are suspect; a PDU equal to a suspect is its redelivery. A text stops
 * being suspect when it came again, when a reply to it was accepted by the network, or after 24 hours. The reply
 * decides because from then on its reader may honestly answer the next question with the same digit.
 */
export interface Suspect {
  /** Id of the `message.received` event. */
  readonly id: string;
  /** Id of the first event of the same text: its own, unless it is a redelivery itself. */
  readonly root: string;
  readonly subscriber: Subscriber;
  /** Fingerprint of the PDU. */
  readonly wire: string;
  /** Epoch milliseconds. */
  readonly expires: number;
}

/** How long a redelivery is awaited. */
export const SUSPICION_MS = 24 * 3_600_000;

/** The suspects of one link, by number. */
export class Suspicion {
  readonly #ofNumber = new Map<Subscriber, readonly Suspect[]>();

  /** Adds a suspect; the same event is held once. */
  add(suspect: Suspect): void {
    const same = this.#ofNumber.get(suspect.subscriber) ?? [];
    if (!same.some(({ id }) => id === suspect.id)) this.#ofNumber.set(suspect.subscriber, [...same, suspect]);
  }

  /**
   * The suspect that a PDU with this fingerprint repeats, which is then suspect no longer: the oldest of several.
   * @param now epoch milliseconds
   */
  consume(subscriber: Subscriber, wire: string, now: number): Suspect | undefined {
    const found = this.#ofNumber.get(subscriber)?.find((one) => one.wire === wire && one.expires > now);
    if (found !== undefined) this.#keep(subscriber, ({ id }) => id !== found.id);
    return found;
  }

  /** A reply to this text was accepted. Says whether the text had been suspect. */
  answered(subscriber: Subscriber, cause: string): boolean {
    return this.#keep(subscriber, ({ id, root }) => id !== cause && root !== cause);
  }

  /** Those not yet expired. */
  live(now: number): readonly Suspect[] {
    return [...this.#ofNumber.values()].flat().filter(({ expires }) => expires > now);
  }

  #keep(subscriber: Subscriber, stays: (suspect: Suspect) => boolean): boolean {
    const before = this.#ofNumber.get(subscriber);
    if (before === undefined) return false;
    const after = before.filter(stays);
    if (after.length === 0) this.#ofNumber.delete(subscriber);
    else this.#ofNumber.set(subscriber, after);
    return after.length < before.length;
  }
}

/** One PDU between its arrival and the peer's proof of having read our response. */
export interface Unconfirmed extends Omit<Suspect, 'expires'> {
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
}

/** The PDUs of one session whose response is not yet proven read, by the session's inbound ordinal. */
export class SessionLedger {
  readonly #open = new Map<number, Unconfirmed>();

  arrived(inbound: number, entry: Unconfirmed): void {
    this.#open.set(inbound, entry);
  }

  of(inbound: number): Unconfirmed | undefined {
    return this.#open.get(inbound);
  }

  /** The peer has read these responses, or they are suspect already. */
  forget(inbound: readonly number[]): void {
    for (const ordinal of inbound) this.#open.delete(ordinal);
  }

  /** The session ended with these PDUs unanswered or unconfirmed: they are suspect. */
  closed(inbound: readonly number[]): readonly Unconfirmed[] {
    const suspects = inbound.map((ordinal) => this.#open.get(ordinal)).filter((entry) => entry !== undefined);
    this.#open.clear();
    return suspects;
  }
}
