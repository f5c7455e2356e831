import type { Subscriber } from '@mscore/contracts';

/**
 * Which texts the network may send again.
 *
 * A `deliver_sm` has no id, and two honest "1"s look alike, so equal bytes alone never make a duplicate. Only PDUs
 * whose response the peer may not have read are suspect; a PDU equal to a suspect is its redelivery, once, within 24
 * hours. After a reply to the suspect was accepted, an equal text may as well be an honest answer to what the reply
 * asked: it is still taken for the redelivery, because a wrong answer is worse than a question asked twice, and marked
 * as doubtful.
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
  /** A reply to it was accepted by the network. */
  readonly answered: boolean;
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
   * The suspect that a PDU with this fingerprint repeats: the oldest of several.
   * @param now epoch milliseconds
   */
  find(subscriber: Subscriber, wire: string, now: number): Suspect | undefined {
    return this.#ofNumber.get(subscriber)?.find((one) => one.wire === wire && one.expires > now);
  }

  /** Its redelivery has come: it is suspect no longer. */
  consume(suspect: Suspect): void {
    this.#drop(suspect.subscriber, (one) => one.id === suspect.id);
  }

  /** A reply to this text was accepted. Says whether that changed anything. */
  answered(subscriber: Subscriber, cause: string): boolean {
    const before = this.#ofNumber.get(subscriber);
    const isIt = ({ id, root, answered }: Suspect): boolean => !answered && (id === cause || root === cause);
    if (before === undefined || !before.some(isIt)) return false;
    this.#ofNumber.set(
      subscriber,
      before.map((suspect) => (isIt(suspect) ? { ...suspect, answered: true } : suspect)),
    );
    return true;
  }

  /** Those not yet expired; the others are forgotten. */
  live(now: number): readonly Suspect[] {
    for (const subscriber of [...this.#ofNumber.keys()]) this.#drop(subscriber, ({ expires }) => expires <= now);
    return [...this.#ofNumber.values()].flat();
  }

  #drop(subscriber: Subscriber, goes: (suspect: Suspect) => boolean): void {
    const rest = this.#ofNumber.get(subscriber)?.filter((suspect) => !goes(suspect));
    if (rest === undefined || rest.length === 0) this.#ofNumber.delete(subscriber);
    else this.#ofNumber.set(subscriber, rest);
  }
}

/** One PDU between its arrival and the peer's proof of having read our response. */
export interface Unconfirmed extends Omit<Suspect, 'expires'> {
  /** Monotonic milliseconds. */
  readonly arrivedAt: number;
}

/** More than a session brings before it is left for confirming nothing; so much at most is remembered of one that is not. */
const MOST_UNCONFIRMED = 100_000;

/** The PDUs of one session whose response is not yet proven read, by the session's inbound ordinal. */
export class SessionLedger {
  readonly #open = new Map<number, Unconfirmed>();
  /** Ordinals, in the order of arrival. */
  readonly #ofNumber = new Map<Subscriber, Set<number>>();
  readonly #limit: number;

  /** @param limit beyond which the oldest are taken for read */
  constructor(limit = MOST_UNCONFIRMED) {
    this.#limit = limit;
  }

  arrived(inbound: number, entry: Unconfirmed): void {
    this.#open.set(inbound, entry);
    const same = this.#ofNumber.get(entry.subscriber);
    if (same === undefined) this.#ofNumber.set(entry.subscriber, new Set([inbound]));
    else same.add(inbound);
    if (this.#open.size <= this.#limit) return;
    const oldest = this.#open.keys().next();
    if (!oldest.done) this.#drop(oldest.value);
  }

  of(inbound: number): Unconfirmed | undefined {
    return this.#open.get(inbound);
  }

  /**
   * Takes out a PDU of this session with the same bytes whose response the peer has not read since before `overdue`
   * (monotonic milliseconds): a peer that lost its patience has sent it again, and waits for the answer to that.
   */
  takeOverdue(overdue: number, subscriber: Subscriber, wire: string): Unconfirmed | undefined {
    for (const inbound of this.#ofNumber.get(subscriber) ?? []) {
      const entry = this.#open.get(inbound);
      if (entry === undefined || entry.arrivedAt > overdue) return undefined;
      if (entry.wire !== wire) continue;
      this.#drop(inbound);
      return entry;
    }
    return undefined;
  }

  /** A reply to this text was accepted, by whatever session: an equal text may be the honest answer to that. */
  answered(subscriber: Subscriber, cause: string): void {
    for (const inbound of this.#ofNumber.get(subscriber) ?? []) {
      const entry = this.#open.get(inbound);
      if (entry === undefined || (entry.id !== cause && entry.root !== cause)) continue;
      this.#open.set(inbound, { ...entry, answered: true });
    }
  }

  /** The peer has read these responses, or they are suspect already. */
  forget(inbound: readonly number[]): void {
    for (const ordinal of inbound) this.#drop(ordinal);
  }

  /** The session ended with these PDUs unanswered or unconfirmed: they are suspect. */
  closed(inbound: readonly number[]): readonly Unconfirmed[] {
    const suspects = inbound.map((ordinal) => this.#open.get(ordinal)).filter((entry) => entry !== undefined);
    this.#open.clear();
    this.#ofNumber.clear();
    return suspects;
  }

  #drop(inbound: number): void {
    const entry = this.#open.get(inbound);
    if (entry === undefined) return;
    this.#open.delete(inbound);
    const same = this.#ofNumber.get(entry.subscriber);
    same?.delete(inbound);
    if (same?.size === 0) this.#ofNumber.delete(entry.subscriber);
  }
}
