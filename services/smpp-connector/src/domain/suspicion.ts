/**
 * Which texts the network may send again (smpp.md §4).
 *
 * A `deliver_sm` has no id, and two honest "1"s look alike, so equal bytes alone never make a duplicate. Only PDUs
 * whose response the peer may not have read are suspect; a PDU equal to a suspect within 24 hours is its redelivery.
 */
export interface Suspect {
  /** Id of the `message.received` event. */
  readonly id: string;
  /** Fingerprint of the PDU. */
  readonly wire: string;
  /** Epoch milliseconds. */
  readonly expires: number;
}

/** How long a redelivery is awaited. */
export const SUSPICION_MS = 24 * 3_600_000;

/** The suspects of one link. */
export class Suspicion {
  readonly #byWire = new Map<string, Suspect[]>();

  /** Adds a suspect; the same event is held once. */
  add(suspect: Suspect): void {
    const same = this.#byWire.get(suspect.wire);
    if (same === undefined) this.#byWire.set(suspect.wire, [suspect]);
    else if (!same.some((known) => known.id === suspect.id)) same.push(suspect);
  }

  /**
   * The suspect this PDU repeats, which is then suspect no longer: oldest first.
   * @param now epoch milliseconds
   */
  consume(wire: string, now: number): Suspect | undefined {
    const same = this.#byWire.get(wire);
    if (same === undefined) return undefined;
    const live = same.filter((suspect) => suspect.expires > now);
    const found = live.shift();
    if (live.length === 0) this.#byWire.delete(wire);
    else this.#byWire.set(wire, live);
    return found;
  }

  /** Those not yet expired. */
  live(now: number): readonly Suspect[] {
    return [...this.#byWire.values()].flat().filter((suspect) => suspect.expires > now);
  }
}

/** One PDU between its arrival and the peer's proof of having read our response. */
export interface Unconfirmed {
  readonly id: string;
  readonly wire: string;
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
