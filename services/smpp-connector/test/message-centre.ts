import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { systemClock } from '@mscore/ports';
import { type Connection, openConnection, type PduOf, type SessionEvent } from '@mscore/smpp';

/** A text as the message centre delivers it. */
export interface Delivery {
  readonly from?: string;
  readonly text?: string;
  readonly esmClass?: number;
  readonly dataCoding?: number;
  readonly body?: Buffer;
  readonly destination?: string;
}

/** What the message centre saw of one submit_sm. */
export interface Submitted {
  readonly inbound: number;
  readonly pdu: PduOf<'submit_sm'>;
}

/** A message centre under the test's control: nothing is answered unless the script says so. */
export class MessageCentre {
  readonly #server: Server;
  readonly #waiting: (() => void)[] = [];
  readonly #answers = new Map<number, (status: number | 'closed') => void>();
  #socket: Socket | undefined;
  #connection: Connection | undefined;
  /** submit_sm of all sessions, in order. */
  readonly submitted: Submitted[] = [];
  readonly events: SessionEvent[] = [];
  bindStatus = 0;
  /** The status each submit_sm is answered with; `hold` leaves it unanswered. */
  answer: (submit: Submitted, index: number) => number | 'hold' = () => 0;
  binds = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.#accept(socket));
  }

  static async open(): Promise<MessageCentre> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MessageCentre(server);
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  get session(): Connection {
    if (this.#connection === undefined) throw new Error('nobody is bound');
    return this.#connection;
  }

  #accept(socket: Socket): void {
    this.#socket = socket;
    this.#connection = openConnection({
      socket,
      clock: systemClock,
      session: { role: 'smsc', window: 1_000, maxUnanswered: 1_000 },
      onEvent: (event) => this.#on(event),
    });
  }

  #on(event: SessionEvent): void {
    this.events.push(event);
    if (event.kind === 'bind-requested') this.#bind(event.inbound);
    if (event.kind === 'request' && event.pdu.command === 'submit_sm') this.#submit(event.inbound, event.pdu);
    if (event.kind === 'response') this.#settle(event.sequence, event.pdu.status);
    if (event.kind === 'closed') for (const sequence of event.pending) this.#settle(sequence, 'closed');
    for (const wake of this.#waiting.splice(0)) wake();
  }

  #bind(inbound: number): void {
    this.binds += 1;
    this.session.respond(inbound, { status: this.bindStatus, system_id: 'centre' });
  }

  #submit(inbound: number, pdu: PduOf<'submit_sm'>): void {
    const submit = { inbound, pdu };
    this.submitted.push(submit);
    const status = this.answer(submit, this.submitted.length - 1);
    if (status !== 'hold') this.respond(submit, status);
  }

  respond({ inbound }: Submitted, status = 0): void {
    this.session.respond(inbound, { status, message_id: status === 0 ? `m${inbound}` : '' });
  }

  #settle(sequence: number, status: number | 'closed'): void {
    this.#answers.get(sequence)?.(status);
    this.#answers.delete(sequence);
  }

  /** Delivers a text; resolves to the status it was answered with. */
  deliver({
    from = '84900000001',
    text = '',
    esmClass = 0,
    dataCoding = 0,
    body,
    destination = '8049',
  }: Delivery): Promise<number | 'closed'> {
    const sequence = this.session.request({
      command: 'deliver_sm',
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: from,
      destination_addr: destination,
      esm_class: esmClass,
      data_coding: dataCoding,
      short_message: body ?? Buffer.from(text, 'latin1'),
    });
    if (sequence === undefined) return Promise.resolve('closed');
    return new Promise((resolve) => this.#answers.set(sequence, resolve));
  }

  /** Resolves when the condition holds; looks again after each event of any session. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The line goes dead: nothing we wrote since the last turn of the event loop is known to have arrived. */
  cut(): void {
    this.#socket?.destroy();
  }

  /** Stops reading, as a peer that hangs: our answers stay unread. */
  deafen(): void {
    this.#socket?.removeAllListeners('data');
    this.#socket?.pause();
  }

  /** Raw bytes into the stream. */
  write(bytes: Buffer): void {
    this.#socket?.write(bytes);
  }

  async close(): Promise<void> {
    this.#socket?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
