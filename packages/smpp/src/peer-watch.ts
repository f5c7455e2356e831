import type { SessionOptions } from './session-events';

/** So many enquire_links in a row without a sign of life, and the peer counts as dead. */
const SILENT_ENQUIRIES = 2;
/** So many enquire_links in a row that nothing behind our responses answers, and we cannot know that they are read. */
const UNCONFIRMING_ENQUIRIES = 3;

type Patience = Pick<Required<SessionOptions>, 'bindTimeoutMs' | 'partialPduTimeoutMs' | 'enquireAfterMs'>;

/** What we wait for from the peer besides answers: a bind, the rest of a PDU, any sign of life. Infinity: nothing. */
export class PeerWatch {
  readonly #patience: Patience;
  #heardAt: number;
  #bindDeadline: number;
  #partialSince = Infinity;
  /** Enquiries in a row, the open one included, since which nothing was heard. */
  #silentEnquiries = 0;
  /** Enquiries in a row that were not answered in time, while a response of ours before them was not known to be read. */
  #unconfirmingEnquiries = 0;

  constructor(patience: Patience, now: number) {
    this.#patience = patience;
    this.#heardAt = now;
    this.#bindDeadline = now + patience.bindTimeoutMs;
  }

  get bindDeadline(): number {
    return this.#bindDeadline;
  }

  get partialDeadline(): number {
    return this.#partialSince + this.#patience.partialPduTimeoutMs;
  }

  /** When an enquire_link is due for silence alone. */
  get silenceDeadline(): number {
    return this.#heardAt + this.#patience.enquireAfterMs;
  }

  /** We have sent a bind, and its answer is due. */
  bindSent(at: number): void {
    this.#bindDeadline = at + this.#patience.bindTimeoutMs;
  }

  bound(): void {
    this.#bindDeadline = Infinity;
  }

  /** Any PDU, whatever it is, counts as life. */
  heardPdu(at: number): void {
    this.#heardAt = at;
    this.#silentEnquiries = 0;
  }

  /** A chunk was read to its end. The time of an unfinished PDU runs from the chunk in which it began. */
  readChunk(isPartial: boolean, finishedPdus: number, at: number): void {
    if (!isPartial) this.#partialSince = Infinity;
    else if (finishedPdus > 0 || this.#partialSince === Infinity) this.#partialSince = at;
  }

  enquirySent(): void {
    this.#silentEnquiries += 1;
  }

  /** An enquire_link of ours, written behind a response that nothing has confirmed, has not been answered in time. */
  enquiryConfirmedNothing(): void {
    this.#unconfirmingEnquiries += 1;
  }

  /** The peer has answered something of ours, late or not. */
  heardAnswer(): void {
    this.#unconfirmingEnquiries = 0;
  }

  /**
   * The peer speaks, and never says that it reads us: one half of the line may be dead. What it has sent on such a
   * session can be told from its repetition by nothing, and is more with every minute.
   */
  get neverConfirms(): boolean {
    return this.#unconfirmingEnquiries >= UNCONFIRMING_ENQUIRIES;
  }

  /** An enquire_link of ours has not been answered in time: is the peer dead? Whatever it said meanwhile shows that it is not. */
  get isDead(): boolean {
    return this.#silentEnquiries >= SILENT_ENQUIRIES;
  }
}
