import {
  type Body,
  type CommandName,
  createPdu,
  type Draft,
  decodePdu,
  encodePdu,
  type Output,
  type Pdu,
  type RequestName,
  Session,
  type SessionEvent,
  type SessionOptions,
} from '../src';

/** A session with the octets on both sides turned into PDUs, so that tests read as a conversation. Time starts at 0. */
export class Harness {
  readonly session: Session;
  /** PDUs the session wrote. */
  readonly sent: Pdu[] = [];
  readonly events: SessionEvent[] = [];
  close: Output['close'];
  now = 0;

  constructor(options: SessionOptions) {
    this.session = new Session(options, 0);
  }

  /** The peer sends this. */
  hears(draft: Draft<CommandName>): void {
    this.hearsOctets(encodePdu(createPdu(draft)));
  }

  hearsOctets(octets: Buffer): void {
    this.#act(this.session.receive(octets, this.now));
  }

  /** Our application asks; the sequence, or why not. */
  asks(body: Body<RequestName>): number | string {
    const requested = this.session.request(body, this.now);
    if (requested.kind === 'refused') return requested.reason;
    this.#act(requested.output);
    return requested.sequence;
  }

  answers(inbound: number, status = 0): void {
    this.#act(this.session.respond(inbound, { status }, this.now));
  }

  /** Moves time to `now`, ticking at every deadline on the way, as a socket would. */
  until(now: number): void {
    for (let due = this.session.nextDeadline(); due !== undefined && due <= now; due = this.session.nextDeadline()) {
      // A deadline may have passed already; one that tick does not clear would keep us here for ever.
      this.now = Math.max(due, this.now);
      this.#act(this.session.tick(this.now));
      expect(this.session.nextDeadline()).not.toBe(due);
    }
    this.now = now;
    this.#act(this.session.tick(now));
  }

  closed(reason?: string): void {
    this.#act(this.session.closed(reason));
  }

  /** The names and sequences of what was written since the last look. */
  wrote(): readonly string[] {
    return this.sent
      .splice(0)
      .map(({ command, sequence, status }) => `${command} ${sequence}${status ? ` !${status}` : ''}`);
  }

  /** The events since the last look. */
  saw(): readonly SessionEvent[] {
    return this.events.splice(0);
  }

  #act({ send, events, close }: Output): void {
    for (const octets of send) {
      const decoded = decodePdu(octets);
      if (decoded.kind !== 'pdu') throw new Error(decoded.reason);
      this.sent.push(decoded.pdu);
    }
    this.events.push(...events);
    this.close ??= close;
  }
}

/** An ESME session bound at time 0, its bind (sequence 1) forgotten. */
export function boundEsme(
  options: Partial<SessionOptions> = {},
  bind: 'bind_transceiver' | 'bind_transmitter' | 'bind_receiver' = 'bind_transceiver',
): Harness {
  const harness = new Harness({ role: 'esme', ...options });
  harness.asks({ command: bind, system_id: 'gateway' });
  harness.hears({ command: `${bind}_resp`, sequence: 1, system_id: 'smsc' });
  harness.wrote();
  harness.saw();
  return harness;
}

/** An SMSC session bound at time 0; its bind had ordinal 1. */
export function boundSmsc(
  options: Partial<SessionOptions> = {},
  bind: 'bind_transceiver' | 'bind_transmitter' | 'bind_receiver' = 'bind_transceiver',
): Harness {
  const harness = new Harness({ role: 'smsc', ...options });
  harness.hears({ command: bind, sequence: 1, system_id: 'partner' });
  harness.answers(1);
  harness.wrote();
  harness.saw();
  return harness;
}

export const submit = { command: 'submit_sm', source_addr: '8049', destination_addr: '84900000001' } as const;
export const deliver = { command: 'deliver_sm', source_addr: '84900000001', destination_addr: '8049' } as const;
