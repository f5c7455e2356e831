import { declarationOf, RETENTION_HOURS, type Topic } from '@mscore/contracts';
import type { Clock } from '@mscore/ports';
import type { EventLog } from './event-log';
import type { WorkerClient } from './worker-client';

const EVERY_MS = 3_600_000;
const HOUR_MS = 3_600_000;

/** Deletes what every declared group has passed and nobody may still ask for (contracts' topic table), every hour. */
export class Retention {
  readonly #log: EventLog;
  readonly #worker: Pick<WorkerClient, 'request'>;
  readonly #clock: Clock;
  #cancel: () => void = () => {};
  #last: Promise<number> = Promise.resolve(0);
  #closed = false;

  constructor(log: EventLog, worker: Pick<WorkerClient, 'request'>, clock: Clock) {
    this.#log = log;
    this.#worker = worker;
    this.#clock = clock;
    this.#schedule();
  }

  /** Resolves with the number of deleted events. One run at a time: a second one waits for the first. */
  run(): Promise<number> {
    const run = this.#last.then(() => this.#run());
    this.#last = run.catch(() => 0);
    return run;
  }

  /** Resolves when no step runs any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancel();
    await this.#last;
  }

  #schedule(): void {
    this.#cancel = this.#clock.after(EVERY_MS, () => {
      // What fails now is still there in an hour; the disk's faults are reported by those who write.
      this.run().catch(() => {});
      this.#schedule();
    });
  }

  async #run(): Promise<number> {
    let deleted = 0;
    for (const topic of this.#log.topics()) {
      if (declarationOf(topic).retention === 'until-handled-and-48h') deleted += await this.#shorten(topic);
    }
    return deleted;
  }

  /** In steps, so that writers wait for one step only. */
  async #shorten(topic: Topic): Promise<number> {
    const { groups } = declarationOf(topic);
    const before = this.#clock.now() - RETENTION_HOURS * HOUR_MS;
    let deleted = 0;
    for (let after: number | undefined = 0; after !== undefined && !this.#closed; ) {
      const step: { deleted: number; next?: number } = await this.#worker.request('retain', {
        topic,
        groups,
        before,
        after,
      });
      deleted += step.deleted;
      after = step.next;
    }
    return deleted;
  }
}
