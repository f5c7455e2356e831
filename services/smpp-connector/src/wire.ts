import type { Clock, Failpoint, Metrics } from '@mscore/ports';
import type { Draft, Pdu, StatusClass } from '@mscore/smpp';
import type { Complaints } from './complaints';
import type { LastSent } from './domain/last-sent';
import type { Link } from './domain/links';
import type { Pace } from './domain/pace';
import { RoundTrips } from './domain/round-trips';
import type { Ended, PartAnswer, Transmission } from './transmission';

/** What a bound session offers the sender. */
export interface SendingSession {
  /** The request's sequence number, or undefined when the session takes none now. */
  submit(pdu: Draft<'submit_sm'>): number | undefined;
  /** The peer says it does not consider us bound. */
  rebind(): void;
}

export interface WireDeps {
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly failpoint: Failpoint;
  readonly complaints: Complaints;
  readonly classOf: (status: number) => StatusClass;
  readonly lastSent: Pick<LastSent, 'written'>;
}

/** A segment on the wire. */
interface Written {
  readonly transmission: Transmission;
  readonly part: number;
  /** Monotonic milliseconds. */
  readonly at: number;
}

/** The network took a segment, as it said only after we had given up on the answer. */
export interface LateNews {
  /** Id of the message. */
  readonly id: string;
  readonly part: number;
  readonly segments: number;
  readonly messageId: string;
}

/** Answers given up on that are remembered at most; the oldest are forgotten first. */
const OVERDUE = 10_000;

/**
 * What is being written to one session: messages one after another, all segments of one before the first of the next,
 * as fast as window and pace allow; and the answers to them.
 */
export class Wire {
  readonly #deps: WireDeps;
  readonly #link: Link;
  readonly #pace: Pace;
  readonly #ended: (transmission: Transmission, verdict: Ended) => void;
  readonly #late: (news: LateNews) => void;
  /** Begun or about to begin, in order. */
  readonly #line: Transmission[] = [];
  /** All that did not end yet, by message. */
  readonly #open = new Map<string, Transmission>();
  readonly #written = new Map<number, Written>();
  /** Timed out on this session: a response may still come. */
  readonly #overdue = new Map<number, Written>();
  readonly roundTrips = new RoundTrips();
  #session: SendingSession | undefined;
  #throttled = { submits: 0, pauses: 0 };

  /**
   * @param ended told once for each transmission: nothing of it waits for an answer any more
   * @param late told when a segment of a transmission that ended in doubt was taken after all
   */
  constructor(
    deps: WireDeps,
    link: Link,
    pace: Pace,
    ended: (transmission: Transmission, verdict: Ended) => void,
    late: (news: LateNews) => void,
  ) {
    this.#deps = deps;
    this.#link = link;
    this.#pace = pace;
    this.#ended = ended;
    this.#late = late;
  }

  get bound(): boolean {
    return this.#session !== undefined;
  }

  /** Segments that wait for their answer. */
  get onWire(): number {
    return this.#written.size;
  }

  /** Nothing waits to be written. */
  get isClear(): boolean {
    return this.#line.length === 0;
  }

  /** "Too fast", since start. */
  get throttled(): { readonly submits: number; readonly pauses: number } {
    return this.#throttled;
  }

  bind(session: SendingSession): void {
    this.#session = session;
  }

  rebind(): void {
    this.#session?.rebind();
  }

  /** The session is over: what it did not answer is in doubt, what it did not see is not. */
  unbind(): void {
    this.#session = undefined;
    this.#overdue.clear();
    const open = new Set(this.#line.splice(0));
    for (const { transmission, part } of this.#written.values()) {
      transmission.unanswered(part);
      open.add(transmission);
    }
    this.#written.clear();
    for (const transmission of open) {
      transmission.halt();
      this.#conclude(transmission);
    }
  }

  /** Joins the line. Leave for its first segment was taken from the pace already. */
  begin(transmission: Transmission): void {
    this.#line.push(transmission);
    this.#open.set(transmission.id, transmission);
  }

  /** Late news of a message that is being sent again: what was taken is not written once more. False when it is not. */
  taken({ id, part, segments, messageId }: LateNews): boolean {
    const transmission = this.#open.get(id);
    if (transmission?.segments !== segments) return false;
    transmission.taken(part, messageId);
    this.#conclude(transmission);
    return true;
  }

  /** Writes what window and pace allow. */
  writeOut(): void {
    for (let first = this.#line[0]; first !== undefined; first = this.#line[0]) {
      const draft = first.next;
      if (draft !== undefined && !this.#write(first, draft)) return;
      if (first.next === undefined && this.#line[0] === first) {
        this.#line.shift();
        this.#conclude(first);
      }
    }
  }

  /** Milliseconds until the pace lets the next segment of the line go; undefined when an answer must come first. */
  waitMs(now: number): number | undefined {
    const first = this.#line[0];
    if (first === undefined || this.#isFull) return undefined;
    return this.#pace.waitMs(now);
  }

  /** Whether there was anything to write a segment to, now or never again on this session. */
  #write(transmission: Transmission, draft: Draft<'submit_sm'>): boolean {
    const { clock, metrics, failpoint, lastSent } = this.#deps;
    const at = clock.monotonic();
    if (this.#session !== undefined) {
      if (this.#isFull || this.#pace.isPaused(at)) return false;
      if (!transmission.untouched && !this.#pace.take(at)) return false;
    }
    let sequence: number | undefined;
    try {
      sequence = this.#session?.submit(draft);
    } catch (error) {
      // A field that cannot be written: no later attempt would do better.
      this.#line.shift();
      this.#open.delete(transmission.id);
      transmission.halt();
      this.#ended(transmission, { kind: 'impossible', error });
      return true;
    }
    if (sequence === undefined) {
      transmission.halt();
      return true;
    }
    const now = clock.now();
    const part = transmission.wrote(now);
    lastSent.written(transmission.subscriber, transmission.id, now);
    this.#written.set(sequence, { transmission, part, at });
    metrics.count('mscore_smpp_submitted_total', { link: this.#link.name });
    failpoint('row13');
    return true;
  }

  get #isFull(): boolean {
    return this.#written.size >= this.#link.window;
  }

  response(sequence: number, pdu: Pdu): void {
    const written = this.#written.get(sequence);
    const answer = this.#read(pdu);
    if (written === undefined) {
      this.#lateResponse(sequence, answer);
      return;
    }
    this.#written.delete(sequence);
    this.#notePace(answer, written.at);
    written.transmission.answered(written.part, answer);
    this.#conclude(written.transmission);
  }

  #read(pdu: Pdu): PartAnswer {
    const messageId = pdu.command === 'submit_sm_resp' ? pdu.message_id : '';
    return { status: pdu.status, class: this.#deps.classOf(pdu.status), messageId };
  }

  #notePace(answer: PartAnswer, writtenAt: number): void {
    const now = this.#deps.clock.monotonic();
    this.roundTrips.add(now - writtenAt);
    if (answer.class === 'ok') this.#pace.accepted(now);
    if (answer.class !== 'throttle') return;
    const paused = this.#pace.throttled(now, writtenAt);
    this.#throttled = {
      submits: this.#throttled.submits + 1,
      pauses: this.#throttled.pauses + (paused ? 1 : 0),
    };
    this.#deps.metrics.count('mscore_smpp_throttled_total', { link: this.#link.name });
  }

  /** Only good news of an attempt given up on is news. */
  #lateResponse(sequence: number, answer: PartAnswer): void {
    const written = this.#overdue.get(sequence);
    this.#overdue.delete(sequence);
    if (written === undefined || answer.class !== 'ok') return;
    const { transmission, part } = written;
    const { messageId } = answer;
    this.#late({ id: transmission.id, part, segments: transmission.segments, messageId });
  }

  timeout(sequence: number): void {
    const written = this.#written.get(sequence);
    if (written === undefined) return;
    this.#written.delete(sequence);
    this.#noteOverdue(sequence, written);
    this.#deps.metrics.count('mscore_smpp_timeouts_total', { link: this.#link.name });
    this.#deps.complaints.about('submissions-unanswered', 'timeout');
    written.transmission.unanswered(written.part);
    this.#conclude(written.transmission);
  }

  #noteOverdue(sequence: number, written: Written): void {
    this.#overdue.set(sequence, written);
    if (this.#overdue.size <= OVERDUE) return;
    const oldest = this.#overdue.keys().next();
    if (!oldest.done) this.#overdue.delete(oldest.value);
  }

  #conclude(transmission: Transmission): void {
    const verdict = transmission.verdict();
    if (verdict === undefined) return;
    this.#open.delete(transmission.id);
    const at = this.#line.indexOf(transmission);
    if (at >= 0) this.#line.splice(at, 1);
    this.#ended(transmission, verdict);
  }
}
