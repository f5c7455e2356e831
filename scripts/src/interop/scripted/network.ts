import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../../processes/within';
import { type PeerProcess, type Program, startPeer } from './peer-process';
import type { Delivery, FromPeer, Submitted } from './protocol';

/** A response to bytes made by hand. */
export type Answer = Extract<FromPeer, { saw: 'answer' }>;

/** What a network is told to deliver. */
export type Text = Pick<Delivery, 'from' | 'text'> & Partial<Pick<Delivery, 'dataCoding' | 'esmClass' | 'part'>>;

/** The short code of the links under test. */
export const SHORT_CODE = '8049';

/** Pause before a refused text goes again. */
const RETRY_MS = 200;
const BIND_MS = 20_000;

/**
 * An honest network with a perfect memory behind a peer that may be killed: it holds every text until its ESME_ROK, and
 * delivers everything held after each bind before anything new.
 */
export class Network {
  readonly port: number;
  readonly #program: Program;
  readonly #log: string;
  readonly #held = new Map<string, Delivery>();
  readonly #handedOver = new Set<string>();
  /** Numbers that have had a reply. */
  readonly #replied = new Set<string>();
  #peer: PeerProcess | undefined;
  #bound: number | undefined;
  #frozen = false;
  #texts = 0;
  /** Every submit_sm, in order. */
  readonly submits: Submitted[] = [];
  /** When each of them was reported, milliseconds of `performance.now()`. */
  readonly submittedAt: number[] = [];
  readonly answers: Answer[] = [];
  /** Binds seen. */
  binds = 0;
  /** Bound sessions that ended. */
  closed = 0;
  /** Sessions the gateway said good-bye to. */
  unbinds = 0;
  /** Good-byes of ours the gateway answered. */
  unbound = 0;
  /** enquire_links of ours the gateway answered. */
  alive = 0;
  acknowledged = 0;
  /** Texts answered with anything but ESME_ROK. */
  refused = 0;
  /** Texts handed over again, after a bind or a refusal. */
  redelivered = 0;
  /** Those of them whose sender had a reply already: it may be asked again. */
  redeliveredAfterReply = 0;
  systemId = '';

  constructor(program: Program, port: number, log: string) {
    this.#program = program;
    this.port = port;
    this.#log = log;
  }

  /** Starts the peer's program, again after it was killed. */
  async open(): Promise<void> {
    const { port } = this;
    this.#peer = await startPeer(this.#program, { port, log: this.#log, onSeen: (event) => this.#saw(event) });
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const peer = this.#peer;
    this.#peer = undefined;
    peer?.signal('SIGKILL');
    await peer?.ended;
    this.#bound = undefined;
  }

  /** SIGSTOP: connections are taken by the kernel and nothing is read or answered. */
  freeze(): void {
    this.#frozen = true;
    this.#peer?.signal('SIGSTOP');
  }

  thaw(): void {
    this.#frozen = false;
    this.#peer?.signal('SIGCONT');
    // Where the session is still the same, nobody else hands these over; where it is not, they go again after the bind.
    const waiting = [...this.#held.values()].filter(({ id }) => !this.#handedOver.has(id));
    if (this.#bound !== undefined) for (const delivery of waiting) this.#write(delivery, this.#bound);
  }

  /** Texts without their ESME_ROK. */
  get held(): number {
    return this.#held.size;
  }

  get isBound(): boolean {
    return this.#bound !== undefined;
  }

  /** Hands a text over, now or with the next bind. Returns its id. */
  deliver({ from, text, dataCoding = 0, esmClass = 0, part }: Text): string {
    this.#texts += 1;
    const id = String(this.#texts);
    const delivery = { id, from, to: SHORT_CODE, text, dataCoding, esmClass, ...(part === undefined ? {} : { part }) };
    this.#held.set(id, delivery);
    if (this.#bound !== undefined && !this.#frozen) this.#write(delivery, this.#bound);
    return id;
  }

  isHeld(id: string): boolean {
    return this.#held.has(id);
  }

  /** Hands texts over at a steady rate. */
  async flow(texts: Iterable<Text>, perSecond: number): Promise<void> {
    const start = performance.now();
    let sent = 0;
    for (const text of texts) {
      while (sent >= ((performance.now() - start) / 1_000) * perSecond) await delay(5);
      this.deliver(text);
      sent += 1;
    }
  }

  write(bytes: Buffer): void {
    if (this.#bound !== undefined) this.#peer?.tell({ do: 'write', session: this.#bound, hex: bytes.toString('hex') });
  }

  enquire(): void {
    if (this.#bound !== undefined) this.#peer?.tell({ do: 'enquire', session: this.#bound });
  }

  unbind(): void {
    if (this.#bound !== undefined) this.#peer?.tell({ do: 'unbind', session: this.#bound });
  }

  allow(perSecond: number): void {
    this.#peer?.tell({ do: 'allow', perSecond });
  }

  spell(ids: 'hex' | 'decimal'): void {
    this.#peer?.tell({ do: 'spell', ids });
  }

  /** Waits for the bind that comes after so many. */
  async boundAfter(binds: number, milliseconds = BIND_MS): Promise<void> {
    await until(milliseconds, 'the bind', async () => (this.binds > binds && this.isBound ? true : undefined));
  }

  async untilAcknowledged(milliseconds: number): Promise<void> {
    await until(milliseconds, 'the acknowledgement of every text', async () => (this.held === 0 ? true : undefined));
  }

  #write(delivery: Delivery, session: number): void {
    if (this.#handedOver.has(delivery.id)) {
      this.redelivered += 1;
      if (this.#replied.has(delivery.from)) this.redeliveredAfterReply += 1;
    }
    this.#handedOver.add(delivery.id);
    this.#peer?.tell({ do: 'deliver', session, ...delivery });
  }

  #saw(event: FromPeer): void {
    switch (event.saw) {
      case 'listening':
        return;
      case 'bound':
        this.binds += 1;
        this.systemId = event.systemId;
        this.#bound = event.session;
        for (const delivery of this.#held.values()) this.#write(delivery, event.session);
        return;
      case 'acknowledged':
        this.#answered(event.id, event.status);
        return;
      case 'submitted':
        this.submits.push(event);
        this.submittedAt.push(performance.now());
        if (event.status === 0) this.#replied.add(event.to);
        return;
      case 'answer':
        this.answers.push(event);
        return;
      case 'alive':
        this.alive += 1;
        return;
      case 'unbind':
        this.unbinds += 1;
        return;
      case 'unbound':
        this.unbound += 1;
        return;
      case 'closed':
        this.closed += 1;
        if (this.#bound === event.session) this.#bound = undefined;
        return;
      default:
        event satisfies never;
    }
  }

  #answered(id: string, status: number): void {
    const delivery = this.#held.get(id);
    if (delivery === undefined) return;
    if (status === 0) {
      this.acknowledged += 1;
      this.#held.delete(id);
      return;
    }
    this.refused += 1;
    const refusedOn = this.#bound;
    // A session opened meanwhile has been given everything held.
    setTimeout(() => {
      if (refusedOn !== undefined && this.#bound === refusedOn && this.#held.has(id)) this.#write(delivery, refusedOn);
    }, RETRY_MS);
  }
}
