import type { Event } from '@mscore/contracts';
import type { Appended } from './event-log';
import { PARTITIONS } from './partitions';
import type { EventPage } from './protocol';

/** Events held for one partition of one group. Past either bound the lane reads from the file when it gets there. */
const MOST_EVENTS = 256;
const MOST_CHARACTERS = 1_000_000;
/** Events read from the file at a time. */
const PAGE_EVENTS = 128;

/**
 * One partition of a topic as one group sees it: the events to come, in order. While it keeps up, events reach it from
 * memory; when it falls behind it forgets them and reads pages from the file until it has caught up, so memory stays
 * bounded however large the backlog.
 */
export class Lane {
  readonly partition: number;
  readonly #durable: () => number;
  #queue: Appended[] = [];
  #characters = 0;
  /** The last seq that was queued, or looked at and not for this lane. */
  #cursor: number;
  #live: boolean;
  #wake: (() => void) | undefined;

  /**
   * @param passed the seq up to which the group has handled this partition
   * @param durable the topic's last durable seq
   */
  constructor(partition: number, passed: number, durable: () => number) {
    this.partition = partition;
    this.#cursor = passed;
    this.#durable = durable;
    this.#live = passed >= durable();
  }

  get empty(): boolean {
    return this.#queue.length === 0;
  }

  /** Whether every durable event is either passed or queued. */
  get live(): boolean {
    return this.#live;
  }

  /** Everything up to here needs no look at the file: it was queued, or is not for this lane. */
  get cursor(): number {
    return this.#live ? this.#durable() : this.#cursor;
  }

  /** Exact while live; else the part still in the file is taken to be spread evenly over the partitions. */
  get lag(): number {
    const unread = this.#live ? 0 : Math.ceil((this.#durable() - this.#cursor) / PARTITIONS);
    return this.#queue.length + unread;
  }

  /** A durable event of this partition, fresh from its commit. */
  offer(appended: Appended): void {
    if (!this.#live) return;
    if (this.#queue.length >= MOST_EVENTS || this.#characters >= MOST_CHARACTERS) {
      this.#live = false;
      return;
    }
    this.#push(appended);
    this.#cursor = appended.seq;
    this.wake();
  }

  /** Reads on from the file. */
  async fill(read: (after: number, limit: number) => Promise<EventPage>): Promise<void> {
    const { rows, scannedTo } = await read(this.#cursor, PAGE_EVENTS);
    for (let at = 0; at < rows.length; at += 2) {
      const body = String(rows[at + 1]);
      const event = JSON.parse(body) as Event;
      this.#push({ seq: Number(rows[at]), partition: this.partition, event, size: body.length });
    }
    this.#cursor = scannedTo;
    // The database thread answers in order: what it did not see yet is not known to be durable here either.
    this.#live = scannedTo >= this.#durable();
  }

  /** The next events, at most so many. They stay queued until they are passed. */
  next(most: number): readonly Event[] {
    return this.#queue.slice(0, most).map(({ event }) => event);
  }

  /** Takes handled events away. Returns the seq of the last of them. */
  pass(count: number): number {
    const passed = this.#queue.splice(0, count);
    for (const { size } of passed) this.#characters -= size;
    return passed[passed.length - 1]?.seq ?? 0;
  }

  /** Resolves at the next {@link Lane.wake}. One waits at a time. */
  woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  #push(appended: Appended): void {
    this.#queue.push(appended);
    this.#characters += appended.size;
  }
}
