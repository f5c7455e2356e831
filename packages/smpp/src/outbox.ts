import type { Pdu } from './commands';
import { encodePdu } from './encode';
import type { Close, Output, SessionEvent } from './session-events';

const NOTHING: Output = { send: [], events: [] };

/** What the input being worked on has made of the session so far. */
export class Outbox {
  #send: Buffer[] = [];
  #events: SessionEvent[] = [];
  #written = 0;
  #closing: Close | undefined;
  #closeTaken = false;

  /** How many PDUs this session has written: the place of the last one in the stream. */
  get written(): number {
    return this.#written;
  }

  /** Set once the session has decided to close; then it only waits for its socket to end. */
  get closing(): Close | undefined {
    return this.#closing;
  }

  write(pdu: Pdu): void {
    this.#send.push(encodePdu(pdu));
    this.#written += 1;
  }

  emit(event: SessionEvent): void {
    this.#events.push(event);
  }

  /** The first reason stands. */
  close(reason: string, how: Close['how']): void {
    this.#closing ??= { reason, how };
  }

  /** Everything since the last call. */
  take(): Output {
    const close = this.#closeTaken ? undefined : this.#closing;
    if (this.#send.length === 0 && this.#events.length === 0 && close === undefined) return NOTHING;
    const output = { send: this.#send, events: this.#events, ...(close === undefined ? {} : { close }) };
    this.#send = [];
    this.#events = [];
    this.#closeTaken = close !== undefined || this.#closeTaken;
    return output;
  }
}
