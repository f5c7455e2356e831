import type { Event, Topic } from '@mscore/contracts';
import type { Position, TopicPage, Topics } from '@mscore/ports';
import type { EventLog } from './event-log';
import type { WorkerClient } from './worker-client';

/** Reads the bus's tables; a position is the seq of the last event before it. */
export class SqliteTopics implements Topics {
  readonly #log: EventLog;
  readonly #worker: Pick<WorkerClient, 'request'>;

  constructor(log: EventLog, worker: Pick<WorkerClient, 'request'>) {
    this.#log = log;
    this.#worker = worker;
  }

  names(): readonly Topic[] {
    return this.#log.topics().filter((topic) => this.#log.durable(topic) > 0);
  }

  since(topic: Topic, time: number): Promise<Position> {
    return this.#log.durable(topic) === 0
      ? Promise.resolve(0)
      : this.#worker.request('before', { topic, appended: time });
  }

  /** What the retention took leaves stretches without a row: they are passed over within the call. */
  async page(topic: Topic, from: Position, limit: number): Promise<TopicPage> {
    const last = this.#log.durable(topic);
    let next = from;
    while (next < last) {
      const { rows, scannedTo } = await this.#worker.request('read', { topic, after: next, limit });
      next = scannedTo;
      if (rows.length > 0) return { events: eventsOf(rows), next, end: next >= last };
    }
    return { events: [], next, end: true };
  }
}

const eventsOf = (rows: readonly unknown[]): readonly Event[] =>
  rows.filter((_, at) => at % 2 === 1).map((body) => JSON.parse(String(body)) as Event);
