import type { Collection, Version } from '@mscore/ports';
import type { Submission } from './domain/submission';

/** A submission with its place in the store. */
export interface Item {
  readonly id: string;
  readonly version: Version;
  readonly submission: Submission;
}

type LaneName = Submission['lane'];

/** Replies go before messages that nobody waits for. */
const LANES: readonly LaneName[] = ['reply', 'bulk'];

/** Held in memory per lane; the rest waits in the store, so a backlog of any length costs the same. */
const HELD = 2_000;
const PAGE = 500;

interface Lane {
  /** Next to be sent first. */
  readonly ready: Item[];
  /** Position of the first live entry of `ready`: shifting an array is not free. */
  head: number;
  held: number;
  /** The store holds more than memory does. */
  more: boolean;
  /** Highest order taken into memory. */
  last: number;
}

/**
 * What a link has to send, in order, one in flight per number over both lanes. Items of a busy number step aside
 * until it is free and then come first, so that nobody behind them waits.
 */
export class SendQueue {
  readonly #submissions: Collection<Submission>;
  readonly #link: string;
  readonly #lanes: Readonly<Record<LaneName, Lane>> = { reply: emptyLane(), bulk: emptyLane() };
  readonly #ids = new Set<string>();
  readonly #busy = new Set<string>();
  readonly #aside = new Map<string, Item[]>();
  /** Removed while they waited: skipped when their turn comes. */
  readonly #removed = new Set<string>();
  #addedMeanwhile = false;

  constructor(submissions: Collection<Submission>, link: string) {
    this.#submissions = submissions;
    this.#link = link;
  }

  /** Items in memory that wait. */
  get waiting(): number {
    return this.#lanes.reply.held + this.#lanes.bulk.held;
  }

  /** The store holds more than memory does. */
  get more(): boolean {
    return this.#lanes.reply.more || this.#lanes.bulk.more;
  }

  /** Highest order known, so that new ones come after it whatever the wall clock does. */
  get lastOrder(): number {
    return Math.max(this.#lanes.reply.last, this.#lanes.bulk.last);
  }

  /** Takes in an item already saved as queued. */
  add(item: Item): void {
    const lane = this.#lanes[item.submission.lane];
    if (lane.more || lane.held >= HELD) {
      lane.more = true;
      this.#addedMeanwhile = true;
      return;
    }
    this.#hold(lane, item);
  }

  /** An item that waits is no longer to be sent; does nothing when it does not wait here. */
  remove(id: string): void {
    if (this.#ids.has(id)) this.#removed.add(id);
  }

  /** An item that was taken and could not be sent: back to its place at the front, its number free again. */
  putBack(item: Item): void {
    const lane = this.#lanes[item.submission.lane];
    this.#busy.delete(item.submission.subscriber);
    this.#ids.add(item.id);
    lane.held += 1;
    pushFront(lane, item);
  }

  /** The next item whose number is free. */
  peek(): Item | undefined {
    for (const name of LANES) {
      const item = this.#front(this.#lanes[name]);
      if (item !== undefined) return item;
    }
    return undefined;
  }

  /** Removes what {@link peek} shows; its number is busy from now on. */
  take(): Item | undefined {
    const item = this.peek();
    if (item === undefined) return undefined;
    const lane = this.#lanes[item.submission.lane];
    lane.head += 1;
    lane.held -= 1;
    compact(lane);
    this.#ids.delete(item.id);
    this.#busy.add(item.submission.subscriber);
    return item;
  }

  /** Something for this number is in flight that did not come from this queue. */
  occupy(subscriber: string): void {
    this.#busy.add(subscriber);
  }

  /** The number is free: what stepped aside for it comes first. */
  release(subscriber: string): void {
    this.#busy.delete(subscriber);
    const aside = this.#aside.get(subscriber);
    const next = aside?.shift();
    if (aside?.length === 0) this.#aside.delete(subscriber);
    if (next !== undefined) pushFront(this.#lanes[next.submission.lane], next);
  }

  /** Nothing would be overtaken by sending this one now. */
  isIdle(submission: Submission): boolean {
    if (this.#busy.has(submission.subscriber) || this.#aside.has(submission.subscriber)) return false;
    const { reply, bulk } = this.#lanes;
    const lanes = submission.lane === 'reply' ? [reply] : [reply, bulk];
    return lanes.every((lane) => !lane.more && lane.ready.length === lane.head);
  }

  /** Takes more from the store where memory has room. Resolves to whether anything came. */
  async refill(): Promise<boolean> {
    let came = false;
    for (const name of LANES) {
      const lane = this.#lanes[name];
      if (!lane.more || lane.held > HELD / 2) continue;
      this.#addedMeanwhile = false;
      const page = await this.#submissions.query({
        index: 'queued',
        equals: `${this.#link}/${name}`,
        from: lane.last + 1,
        limit: PAGE,
      });
      lane.more = page.next !== undefined || this.#addedMeanwhile;
      for (const { id, version, document } of page.items) this.#hold(lane, { id, version, submission: document });
      came ||= page.items.length > 0;
    }
    return came;
  }

  #hold(lane: Lane, item: Item): void {
    lane.last = Math.max(lane.last, item.submission.order);
    if (this.#ids.has(item.id)) return;
    this.#ids.add(item.id);
    lane.ready.push(item);
    lane.held += 1;
  }

  #stepAside(item: Item): void {
    const { subscriber } = item.submission;
    const aside = this.#aside.get(subscriber) ?? [];
    let at = aside.length;
    for (let before = aside[at - 1]; before !== undefined; before = aside[at - 1]) {
      if (!comesBefore(item.submission, before.submission)) break;
      at -= 1;
    }
    aside.splice(at, 0, item);
    this.#aside.set(subscriber, aside);
  }

  #front(lane: Lane): Item | undefined {
    for (;;) {
      const item = lane.ready[lane.head];
      if (item === undefined) return undefined;
      if (this.#removed.delete(item.id)) {
        this.#ids.delete(item.id);
        lane.held -= 1;
        lane.head += 1;
        compact(lane);
        // It had its number's turn: the next of that number has it now.
        if (!this.#busy.has(item.submission.subscriber)) this.release(item.submission.subscriber);
        continue;
      }
      const { subscriber } = item.submission;
      if (!this.#busy.has(subscriber)) return item;
      this.#stepAside(item);
      lane.head += 1;
      compact(lane);
    }
  }
}

/** Replies first, then as they were asked for: one that had its turn and lost it goes before those that had none. */
function comesBefore(a: Submission, b: Submission): boolean {
  return a.lane === b.lane ? a.order < b.order : a.lane === 'reply';
}

const emptyLane = (): Lane => ({ ready: [], head: 0, held: 0, more: true, last: -1 });

/** To the front, behind what is there already and came before it. */
function pushFront(lane: Lane, item: Item): void {
  if (lane.head > 0) lane.head -= 1;
  else lane.ready.unshift(item);
  let at = lane.head;
  for (let next = lane.ready[at + 1]; next !== undefined; next = lane.ready[at + 1]) {
    if (next.submission.order >= item.submission.order) break;
    lane.ready[at] = next;
    at += 1;
  }
  lane.ready[at] = item;
}

function compact(lane: Lane): void {
  if (lane.head < 1_024 && lane.head < lane.ready.length) return;
  lane.ready.splice(0, lane.head);
  lane.head = 0;
}
