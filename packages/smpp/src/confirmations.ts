/** A response of ours that the peer may not have read yet. */
interface Unconfirmed {
  readonly inbound: number;
  /** Its place among all PDUs written on this session. */
  readonly position: number;
  readonly at: number;
}

/** So many confirmed entries may wait at the front of the queue before it is cut. */
const CUT_AFTER = 1_024;

/**
 * Which of our responses the peer must have read. The stream is ordered: when the peer answers a request, it has read
 * everything written before that request.
 */
export class Confirmations {
  #queue: Unconfirmed[] = [];
  #first = 0;

  wrote(inbound: number, position: number, at: number): void {
    this.#queue.push({ inbound, position, at });
  }

  /** The peer has answered what stands at `position`: takes out, and returns, every response written before it. */
  readUpTo(position: number): readonly number[] {
    const confirmed: number[] = [];
    for (let oldest = this.#queue[this.#first]; oldest !== undefined; oldest = this.#queue[this.#first]) {
      if (oldest.position > position) break;
      confirmed.push(oldest.inbound);
      this.#first += 1;
    }
    if (this.#first >= CUT_AFTER || this.#first === this.#queue.length) {
      this.#queue = this.#queue.slice(this.#first);
      this.#first = 0;
    }
    return confirmed;
  }

  /** When the oldest unconfirmed response was written; Infinity when all are confirmed. */
  get oldestAt(): number {
    return this.#queue[this.#first]?.at ?? Infinity;
  }

  /** Whether a response written before `position` is not known to be read. */
  isOpenBefore(position: number): boolean {
    const oldest = this.#queue[this.#first];
    return oldest !== undefined && oldest.position < position;
  }

  unconfirmed(): readonly number[] {
    return this.#queue.slice(this.#first).map(({ inbound }) => inbound);
  }
}
