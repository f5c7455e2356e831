import type { Socket } from 'node:net';
import type { Body, RequestName } from './commands';
import { Session } from './session';
import type { Answer, Close, Output, SessionEvent, SessionOptions } from './session-events';

/** Time as an argument: `monotonic` never goes back; `after` runs a task once and returns what cancels it. Milliseconds. */
export interface ConnectionClock {
  monotonic(): number;
  after(milliseconds: number, task: () => void): () => void;
}

export interface ConnectionOptions {
  /** A TCP or TLS socket, connected or connecting, that nobody else reads, writes or ends. */
  readonly socket: Socket;
  readonly session: SessionOptions;
  readonly clock: ConnectionClock;
  /**
   * Called for each event, in order and one at a time. `closed` is the last, comes exactly once and always: also when
   * the connection could not be made, with the system's error code as the reason.
   */
  onEvent(event: SessionEvent): void;
}

/** One socket driven by one session. */
export interface Connection {
  readonly session: Session;
  /**
   * Sends a request (a bind may be asked for while the socket still connects). The result is its sequence; undefined
   * when window or state do not allow it.
   * @throws RangeError naming a field that cannot be written; then nothing was sent.
   */
  request(body: Body<RequestName>): number | undefined;
  /**
   * Answers an inbound request by the ordinal its event carried; too late is harmless.
   * @throws RangeError naming a field that cannot be written; then the request is still unanswered.
   */
  respond(inbound: number, answer: Answer): void;
  /** Takes leave: sends unbind, closes when it is answered or timed out. A session that is not bound closes at once. */
  unbind(): void;
  /** Ends the socket at once, whatever waits in it. */
  destroy(reason: string): void;
}

/** A socket that is not open yet: nothing is written to it before it is and nobody objects to who is at its other end. */
export interface Opening {
  readonly event: 'connect' | 'secureConnect';
  readonly timeoutMs: number;
  objection(): string | undefined;
  /** Words for what went wrong, then or later. */
  reasonOf(error: NodeJS.ErrnoException): string;
}

const KEEP_ALIVE_AFTER_MS = 30_000;
/** How long a peer may take to read our last octets and close its side before the socket is destroyed. */
const LINGER_MS = 2_000;
/** Octets waiting to be written above which we stop reading: who does not read answers gets no more of them. */
const WRITE_BACKLOG = 256 * 1_024;

/** The system's own name for an error. */
export const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message;

/** Drives `options.socket` by a new session. */
export function openConnection(options: ConnectionOptions): Connection {
  return new SocketConnection(options);
}

export class SocketConnection implements Connection {
  readonly session: Session;
  readonly #socket: Socket;
  readonly #clock: ConnectionClock;
  readonly #onEvent: (event: SessionEvent) => void;
  /** Octets of this turn of the event loop, written together at its end. */
  #unwritten: Buffer[] = [];
  #flushing = false;
  readonly #events: SessionEvent[] = [];
  #delivering = false;
  #timer: { readonly due: number; cancel(): void } | undefined;
  #cancelLinger: (() => void) | undefined;
  #closing = false;
  /** Until the socket is open and its peer verified, what is to be written waits. */
  #opening: Opening | undefined;
  #cancelOpening: (() => void) | undefined;
  /** Why the socket ended, as far as the session itself does not know. */
  #reason: string | undefined;

  constructor({ socket, session, clock, onEvent }: ConnectionOptions, opening?: Opening) {
    this.session = new Session(session, clock.monotonic());
    this.#socket = socket;
    this.#clock = clock;
    this.#onEvent = onEvent;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, KEEP_ALIVE_AFTER_MS);
    socket.on('data', (bytes) => this.#act(this.session.receive(bytes, clock.monotonic())));
    socket.on('drain', () => this.#readOrPause());
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#reason ??= opening?.reasonOf(error) ?? codeOf(error);
    });
    socket.on('close', () => this.#ended());
    // A socket that ended before we came will not say so again.
    if (socket.closed) setImmediate(() => this.#ended());
    if (opening !== undefined) this.#open(opening);
    this.#schedule();
  }

  request(body: Body<RequestName>): number | undefined {
    const requested = this.session.request(body, this.#clock.monotonic());
    if (requested.kind === 'refused') return undefined;
    this.#act(requested.output);
    return requested.sequence;
  }

  respond(inbound: number, answer: Answer): void {
    this.#act(this.session.respond(inbound, answer, this.#clock.monotonic()));
  }

  unbind(): void {
    const sequence = this.request({ command: 'unbind' });
    if (sequence === undefined && this.session.state === 'OPEN') this.destroy('unbound');
  }

  destroy(reason: string): void {
    this.#reason ??= reason;
    this.#socket.destroy();
  }

  #open(opening: Opening): void {
    this.#opening = opening;
    this.session.connecting(this.#clock.monotonic());
    this.#cancelOpening = this.#clock.after(opening.timeoutMs, () => this.destroy('connect-timeout'));
    this.#socket.once(opening.event, () => {
      const objection = opening.objection();
      if (objection !== undefined) {
        this.destroy(objection);
        return;
      }
      this.#cancelOpening?.();
      this.#opening = undefined;
      this.session.connected(this.#clock.monotonic());
      this.#flushSoon();
      this.#schedule();
    });
  }

  #act({ send, events, close }: Output): void {
    for (const octets of send) this.#unwritten.push(octets);
    if (close !== undefined) this.#close(close);
    else if (send.length > 0) this.#flushSoon();
    this.#readOrPause();
    this.#schedule();
    if (events.length > 0) this.#deliver(events);
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => {
      this.#flushing = false;
      this.#flush();
      this.#readOrPause();
    });
  }

  /** One write for all PDUs of this turn. */
  #flush(): void {
    if (this.#opening !== undefined) return;
    const [first, ...rest] = this.#unwritten;
    this.#unwritten = [];
    if (first === undefined || !this.#socket.writable) return;
    this.#socket.write(rest.length === 0 ? first : Buffer.concat([first, ...rest]));
  }

  #close({ how }: Close): void {
    this.#closing = true;
    if (how === 'destroy') {
      this.#socket.destroy();
      return;
    }
    this.#flush();
    this.#socket.end();
    this.#cancelLinger ??= this.#clock.after(LINGER_MS, () => this.#socket.destroy());
  }

  /** A closing session reads on, and ignores what it reads, so that the end of the stream is seen. */
  #readOrPause(): void {
    const pause = !this.#closing && (this.session.saturated || this.#socket.writableLength > WRITE_BACKLOG);
    if (pause === this.#socket.isPaused()) return;
    if (pause) this.#socket.pause();
    else this.#socket.resume();
  }

  /** Keeps one timer, for the nearest deadline ever asked for; a deadline that moved away meanwhile finds nothing to do. */
  #schedule(): void {
    const due = this.session.nextDeadline();
    if (due === undefined || (this.#timer !== undefined && this.#timer.due <= due)) return;
    this.#timer?.cancel();
    const cancel = this.#clock.after(Math.max(0, Math.ceil(due - this.#clock.monotonic())), () => {
      this.#timer = undefined;
      this.#act(this.session.tick(this.#clock.monotonic()));
    });
    this.#timer = { due, cancel };
  }

  /** Hands events out one after another, also when the application calls back from within one. */
  #deliver(events: readonly SessionEvent[]): void {
    for (const event of events) this.#events.push(event);
    if (this.#delivering) return;
    this.#delivering = true;
    let delivered = 0;
    try {
      for (const event of this.#events) {
        delivered += 1;
        this.#onEvent(event);
      }
    } finally {
      this.#events.splice(0, delivered);
      this.#delivering = false;
    }
  }

  #ended(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#cancelLinger?.();
    this.#cancelOpening?.();
    this.#closing = true;
    this.#act(this.session.closed(this.#reason));
  }
}
