import { once } from 'node:events';
import type { Socket } from 'node:net';
import {
  type Body,
  type CommandName,
  type Connection,
  createPdu,
  type Draft,
  decodePdu,
  encodePdu,
  FrameReader,
  LIMITS_AFTER_BIND,
  openConnection,
  type Pdu,
  type RequestName,
  type SessionEvent,
  type SessionOptions,
} from '../src';

/** A clock that stands still until told: timers run when time is moved past them. */
export class HandClock {
  #now = 0;
  #timers: { readonly due: number; readonly task: () => void }[] = [];

  monotonic(): number {
    return this.#now;
  }

  after(milliseconds: number, task: () => void): () => void {
    const timer = { due: this.#now + milliseconds, task };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  get timers(): number {
    return this.#timers.length;
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      const { due, task } = next;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = due;
      task();
    }
    this.#now = end;
  }

  #next(end: number) {
    return this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}

/** Things seen so far, and a promise for the first that fits. */
export class Seen<T> {
  readonly all: T[] = [];
  #waiting: (() => void)[] = [];

  add(thing: T): void {
    this.all.push(thing);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async first<S extends T>(fits: (thing: T) => thing is S): Promise<S>;
  async first(fits: (thing: T) => boolean): Promise<T>;
  async first(fits: (thing: T) => boolean): Promise<T> {
    for (;;) {
      const found = this.all.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((wake) => this.#waiting.push(wake));
    }
  }
}

export const ofKind =
  <K extends SessionEvent['kind']>(kind: K) =>
  (event: SessionEvent): event is Extract<SessionEvent, { readonly kind: K }> =>
    event.kind === kind;

/** A connection of ours and what it told us. */
export class Ours {
  readonly events = new Seen<SessionEvent>();
  readonly connection: Connection;

  constructor(
    socket: Socket,
    session: SessionOptions,
    clock: HandClock,
    onEvent?: (event: SessionEvent, ours: Ours) => void,
  ) {
    this.connection = openConnection({
      socket,
      session,
      clock,
      onEvent: (event) => {
        this.events.add(event);
        onEvent?.(event, this);
      },
    });
  }

  request(body: Body<RequestName>): number | undefined {
    return this.connection.request(body);
  }

  closed() {
    return this.events.first(ofKind('closed'));
  }
}

/** The other end as a bare socket: what it received as PDUs and as chunks. */
export class Peer {
  readonly pdus = new Seen<Pdu>();
  readonly chunks: Buffer[] = [];
  readonly ended: Promise<unknown>;

  constructor(readonly socket: Socket) {
    const reader = new FrameReader();
    this.ended = once(socket, 'close');
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.chunks.push(chunk);
      reader.push(chunk);
      for (let next = reader.next(LIMITS_AFTER_BIND); next.kind === 'frame'; next = reader.next(LIMITS_AFTER_BIND)) {
        const decoded = decodePdu(next.frame);
        if (decoded.kind === 'pdu') this.pdus.add(decoded.pdu);
      }
    });
  }

  send(...drafts: readonly Draft<CommandName>[]): void {
    this.socket.write(Buffer.concat(drafts.map((draft) => encodePdu(createPdu(draft)))));
  }

  receives(command: CommandName): Promise<Pdu> {
    return this.pdus.first((pdu) => pdu.command === command);
  }
}
