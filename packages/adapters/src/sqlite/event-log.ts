import { declarationOf, type Event, type Topic } from '@mscore/contracts';
import { type Clock, GatewayError } from '@mscore/ports';
import type { GroupCommit } from './group-commit';
import { partitionOf } from './partitions';
import type { Cell, StoredTopic } from './protocol';
import { storedText } from './stored-text';

/** An event on its way from its commit to the groups of its topic. */
export interface Appended {
  readonly seq: number;
  readonly partition: number;
  readonly event: Event;
  /** Characters of its JSON, for bounds on memory. */
  readonly size: number;
}

interface TopicEnd {
  /** The last seq given away. */
  seq: number;
  /** The last seq known to be durable. */
  durable: number;
  /** When the last event was appended; never falls, whatever the wall clock does. */
  appended: number;
  /** The same of the last durable event. */
  durableAppended: number;
  readonly listeners: Set<(event: Appended) => void>;
}

/** Table names are case-insensitive in SQLite: two topics must not differ by case only. */
const TOPIC_NAME = /^[a-z0-9][a-z0-9.-]*$/;

/** The topics' ends: gives events their place and hands them on when they are durable. */
export class EventLog {
  readonly #commits: GroupCommit;
  readonly #clock: Clock;
  readonly #ends = new Map<Topic, TopicEnd>();
  #closed = false;

  constructor(commits: GroupCommit, clock: Clock, stored: readonly StoredTopic[]) {
    this.#commits = commits;
    this.#clock = clock;
    for (const { topic, seq, appended } of stored) {
      this.#ends.set(topic as Topic, { seq, durable: seq, appended, durableAppended: appended, listeners: new Set() });
    }
  }

  /** The topics that hold or held something. One that an older program declared and this one does not is left alone. */
  topics(): readonly Topic[] {
    return [...this.#ends.keys()].filter(isDeclared);
  }

  /** The last durable seq of a topic; 0 when it is empty. */
  durable(topic: Topic): number {
    return this.#ends.get(topic)?.durable ?? 0;
  }

  /** When the last durable event of a topic was appended, milliseconds; 0 when it is empty. */
  lastAppended(topic: Topic): number {
    return this.#ends.get(topic)?.durableAppended ?? 0;
  }

  /** Calls `listener` for each event of a topic once it is durable, in order, with the very object that was appended. */
  listen(topic: Topic, listener: (event: Appended) => void): void {
    this.#end(topic).listeners.add(listener);
  }

  /**
   * Resolves when durable.
   * @throws RangeError for an undeclared topic, TypeError for what is no event, GatewayError for the disk's faults.
   */
  async append(topic: Topic, events: readonly Event[]): Promise<void> {
    if (this.#closed) throw new GatewayError('MSCORE_BUS_CLOSED', 'the bus is closed', { retry: false });
    const end = this.#end(topic);
    const bodies = events.map(bodyOf);
    if (bodies.length === 0) return;
    const time = Math.max(end.appended, this.#clock.now());
    end.appended = time;
    const cells: Cell[] = [];
    const appended = events.map((event, at): Appended => {
      const body = bodies[at] ?? '';
      const seq = ++end.seq;
      const partition = partitionOf(event.key);
      cells.push(topic, seq, partition, event.type, storedText(event.key), time, body);
      return { seq, partition, event, size: body.length };
    });
    await this.#commits.write({
      events: cells,
      documents: [],
      documentCount: 0,
      durable: () => handOn(end, appended, time),
    });
  }

  close(): void {
    this.#closed = true;
  }

  #end(topic: Topic): TopicEnd {
    const known = this.#ends.get(topic);
    if (known !== undefined) return known;
    declarationOf(topic);
    if (!TOPIC_NAME.test(topic)) throw new RangeError(`topic names are lower case: ${topic}`);
    const end = {
      seq: 0,
      durable: 0,
      appended: 0,
      durableAppended: 0,
      listeners: new Set<(event: Appended) => void>(),
    };
    this.#ends.set(topic, end);
    return end;
  }
}

function handOn(end: TopicEnd, appended: readonly Appended[], time: number): void {
  end.durableAppended = time;
  for (const event of appended) {
    end.durable = event.seq;
    for (const listener of end.listeners) listener(event);
  }
}

/** All of a call is checked before any of it is queued: a bad event must not take a good one's place. */
function bodyOf(event: Event): string {
  if (typeof event?.key !== 'string' || typeof event.type !== 'string') {
    throw new TypeError('an event needs a type and a key');
  }
  return JSON.stringify(event);
}

function isDeclared(topic: Topic): boolean {
  try {
    return declarationOf(topic) !== undefined;
  } catch {
    return false;
  }
}
