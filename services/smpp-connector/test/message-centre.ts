import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { systemClock } from '@mscore/ports';
import {
  type BindName,
  type Connection,
  openConnection,
  type PduOf,
  type SessionEvent,
  type SessionState,
  type Tlv,
} from '@mscore/smpp';

/** A text as the message centre delivers it. */
export interface Delivery {
  readonly from?: string;
  readonly text?: string;
  readonly esmClass?: number;
  readonly dataCoding?: number;
  readonly body?: Buffer;
  readonly destination?: string;
  readonly tlvs?: readonly Tlv[];
}

/** What the message centre saw of one submit_sm. */
export interface Submitted {
  readonly by: Connection;
  readonly inbound: number;
  readonly pdu: PduOf<'submit_sm'>;
}

/** One connection to the message centre. */
interface Peer {
  readonly socket: Socket;
  readonly connection: Connection;
  /** What waits for the answer to a deliver_sm, by its sequence. */
  readonly answers: Map<number, (status: number | 'closed') => void>;
}

/** A message centre under the test's control: nothing is answered unless the script says so. */
export class MessageCentre {
  readonly #server: Server;
  readonly #encrypted: boolean;
  readonly #waiting: (() => void)[] = [];
  readonly #peers: Peer[] = [];
  /** submit_sm of all sessions, in order. */
  readonly submitted: Submitted[] = [];
  readonly events: SessionEvent[] = [];
  /** What every bind is answered with, or each by its command; `hold` leaves it unanswered. */
  bindStatus: number | ((command: BindName) => number | 'hold') = 0;
  /** The status each submit_sm is answered with; `hold` leaves it unanswered. */
  answer: (submit: Submitted, index: number) => number | 'hold' = () => 0;
  /** Every bind asked for, in order. */
  readonly asked: BindName[] = [];

  /** TCP connections so far, whatever came of them. */
  connections = 0;

  private constructor(server: Server, encrypted: boolean) {
    this.#server = server;
    this.#encrypted = encrypted;
    server.on('connection', (socket) => {
      this.connections += 1;
      if (!this.#encrypted) this.#accept(socket);
    });
    server.on('secureConnection', (socket: Socket) => this.#accept(socket));
  }

  /** @param tls certificate and key, PEM, of a centre that speaks TLS only */
  static async open(tls?: { readonly cert: string; readonly key: string }): Promise<MessageCentre> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MessageCentre(server, tls !== undefined);
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  get binds(): number {
    return this.asked.length;
  }

  /** The newest connection, whatever its state. */
  get session(): Connection {
    return this.#peer(() => true).connection;
  }

  #peer(matches: (peer: Peer) => boolean): Peer {
    const peer = this.#peers.findLast(matches);
    if (peer === undefined) throw new Error('nobody is bound');
    return peer;
  }

  #receiving(): Peer {
    return this.#peer(({ connection }) => ['BOUND_RX', 'BOUND_TRX'].includes(connection.session.state));
  }

  /** How many sessions stand in this state. */
  standing(state: SessionState): number {
    return this.#peers.filter(({ connection }) => connection.session.state === state).length;
  }

  #accept(socket: Socket): void {
    const connection = openConnection({
      socket,
      clock: systemClock,
      session: { role: 'smsc', window: 1_000, maxUnanswered: 1_000 },
      onEvent: (event) => this.#on(peer, event),
    });
    const peer: Peer = { socket, connection, answers: new Map() };
    this.#peers.push(peer);
  }

  #on(peer: Peer, event: SessionEvent): void {
    this.events.push(event);
    if (event.kind === 'bind-requested') this.#bind(peer, event.inbound, event.pdu.command);
    if (event.kind === 'request' && event.pdu.command === 'submit_sm') {
      this.#submit({ by: peer.connection, inbound: event.inbound, pdu: event.pdu });
    }
    if (event.kind === 'response') this.#settle(peer, event.sequence, event.pdu.status);
    if (event.kind === 'closed') for (const sequence of event.pending) this.#settle(peer, sequence, 'closed');
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #bind({ connection }: Peer, inbound: number, command: BindName): void {
    this.asked.push(command);
    const status = typeof this.bindStatus === 'number' ? this.bindStatus : this.bindStatus(command);
    if (status !== 'hold') connection.respond(inbound, { status, system_id: 'centre' });
  }

  #submit(submit: Submitted): void {
    this.submitted.push(submit);
    const status = this.answer(submit, this.submitted.length - 1);
    if (status !== 'hold') this.respond(submit, status);
  }

  respond({ by, inbound }: Submitted, status = 0): void {
    by.respond(inbound, { status, message_id: status === 0 ? `m${inbound}` : '' });
  }

  #settle({ answers }: Peer, sequence: number, status: number | 'closed'): void {
    answers.get(sequence)?.(status);
    answers.delete(sequence);
  }

  /** Delivers a text by the newest session that takes one; resolves to the status it was answered with. */
  deliver({
    from = '84900000001',
    text = '',
    esmClass = 0,
    dataCoding = 0,
    body,
    destination = '8049',
    tlvs = [],
  }: Delivery): Promise<number | 'closed'> {
    const { connection, answers } = this.#receiving();
    const sequence = connection.request({
      command: 'deliver_sm',
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: from,
      destination_addr: destination,
      esm_class: esmClass,
      data_coding: dataCoding,
      short_message: body ?? Buffer.from(text, 'latin1'),
      tlvs,
    });
    if (sequence === undefined) return Promise.resolve('closed');
    return new Promise((resolve) => answers.set(sequence, resolve));
  }

  /** Resolves when the condition holds; looks again after each event of any session. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The line goes dead: nothing we wrote since the last turn of the event loop is known to have arrived. */
  cut(state?: SessionState): void {
    this.#inState(state).socket.destroy();
  }

  /** Stops reading, as a peer that hangs: our answers stay unread. */
  deafen(state?: SessionState): void {
    const { socket } = this.#inState(state);
    socket.removeAllListeners('data');
    socket.pause();
  }

  /** Raw bytes into the stream. */
  write(bytes: Buffer): void {
    this.#inState().socket.write(bytes);
  }

  #inState(state?: SessionState): Peer {
    return this.#peer(({ connection }) => state === undefined || connection.session.state === state);
  }

  async close(): Promise<void> {
    for (const { socket } of this.#peers) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
