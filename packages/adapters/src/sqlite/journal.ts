import { declarationOf, type Event, type EventOf, type EventType, type Topic } from '@mscore/contracts';
import type { Journal } from '@mscore/ports';
import type { EventLog } from './event-log';
import type { Requests } from './protocol';
import { storedText } from './stored-text';
import type { WorkerClient } from './worker-client';

/** Events read in one request. */
const PAGE_EVENTS = 256;
/** Rows looked through in one request when a key's newest event is sought: others wait meanwhile. */
const SEEK_ROWS = 10_000;

/** The journal on the data file: the same tables as the bus, so an append is a publication. */
export class SqliteJournal implements Journal {
  readonly #log: EventLog;
  readonly #worker: Pick<WorkerClient, 'request'>;

  constructor(log: EventLog, worker: Pick<WorkerClient, 'request'>) {
    this.#log = log;
    this.#worker = worker;
  }

  append(topic: Topic, events: readonly Event[]): Promise<void> {
    return this.#log.append(topic, events);
  }

  async *tail(topic: Topic, secondsBeforeEnd: number): AsyncIterable<Event> {
    const end = this.#log.durable(topic);
    if (end === 0) return;
    const appended = this.#log.lastAppended(topic) - secondsBeforeEnd * 1000;
    let after = await this.#worker.request('before', { topic, appended });
    while (after < end) {
      const { rows, scannedTo } = await this.#worker.request('read', { topic, after, limit: PAGE_EVENTS });
      for (let at = 0; at < rows.length; at += 2) {
        if (Number(rows[at]) > end) return;
        yield JSON.parse(String(rows[at + 1])) as Event;
      }
      after = scannedTo;
    }
  }

  async last<T extends EventType>(type: T, key: string): Promise<EventOf<T> | undefined> {
    const topics = this.#log.topics().filter((topic) => declarationOf(topic).types.includes(type));
    const found = await Promise.all(topics.map((topic) => this.#newest(topic, type, key)));
    // A family's topics have no common order but time.
    const newest = found.filter((one) => one !== undefined).sort((a, b) => b.appended - a.appended)[0];
    return newest === undefined ? undefined : (JSON.parse(newest.body) as EventOf<T>);
  }

  /** Backwards through the topic: no append pays for an index that only a start reads. */
  async #newest(topic: Topic, type: EventType, key: string): Promise<Requests['newest']['result']> {
    for (let to = this.#log.durable(topic); to > 0; ) {
      const above = Math.max(0, to - SEEK_ROWS);
      const found = await this.#worker.request('newest', { topic, type, key: storedText(key), above, to });
      if (found !== undefined) return found;
      to = above;
    }
    return undefined;
  }
}
