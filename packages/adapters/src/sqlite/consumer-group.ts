import { deadTopic, type Event, type Topic } from '@mscore/contracts';
import { type Clock, GatewayError, type SubscribeOptions, type Subscription } from '@mscore/ports';
import { deadEvent } from './dead-letters';
import { deliver } from './delivery';
import type { EventLog } from './event-log';
import { Lane } from './lane';
import type { Offsets } from './offsets';
import { PARTITIONS } from './partitions';
import type { WorkerClient } from './worker-client';

/** More deaths than this within a minute look like a broken service, not like broken events. */
const MOST_DEAD = 20;
const DEAD_WITHIN_MS = 60_000;
/** Pause before a failed read or burial is tried again. */
const RETRY_MS = 1_000;

export interface GroupDeps {
  readonly log: EventLog;
  readonly offsets: Offsets;
  readonly worker: Pick<WorkerClient, 'request'>;
  readonly clock: Clock;
}

interface Member {
  readonly options: SubscribeOptions;
  readonly stop: AbortController;
  readonly inFlight: Set<Promise<boolean>>;
}

/**
 * The members of one group on one topic in this process. Each partition is a lane with one loop, so a key's events are
 * never handled twice at once; a lane belongs to one member at a time and asks anew before each batch whose it is.
 */
export class ConsumerGroup {
  readonly topic: Topic;
  readonly group: string;
  readonly #deps: GroupDeps;
  readonly #lanes: readonly Lane[];
  readonly #loops: readonly Promise<void>[];
  #members: readonly Member[] = [];
  #deaths: readonly number[] = [];
  #stopped = false;
  #closed = false;

  constructor(topic: Topic, group: string, deps: GroupDeps) {
    this.topic = topic;
    this.group = group;
    this.#deps = deps;
    const durable = (): number => deps.log.durable(topic);
    this.#lanes = Array.from(
      { length: PARTITIONS },
      (_, partition) => new Lane(partition, deps.offsets.passed(topic, group, partition), durable),
    );
    deps.log.listen(topic, (appended) => this.#lanes[appended.partition]?.offer(appended));
    this.#loops = this.#lanes.map((lane) => this.#work(lane));
  }

  get state(): 'running' | 'stopped' {
    return this.#stopped ? 'stopped' : 'running';
  }

  get lag(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.lag, 0);
  }

  join(options: SubscribeOptions): Subscription {
    const member: Member = { options, stop: new AbortController(), inFlight: new Set() };
    this.#members = [...this.#members, member];
    this.#wakeAll();
    const state = (): Subscription['state'] => (member.stop.signal.aborted ? 'closed' : this.state);
    return {
      get state() {
        return state();
      },
      lag: async () => this.lag,
      close: () => this.#leave(member),
    };
  }

  /** Waits for the handlers in flight and notes how far the lanes came. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#members.map((member) => this.#leave(member)));
    this.#wakeAll();
    await Promise.all(this.#loops);
    for (const lane of this.#lanes) if (lane.empty) this.#pass(lane, lane.cursor);
  }

  async #leave(member: Member): Promise<void> {
    this.#members = this.#members.filter((other) => other !== member);
    member.stop.abort();
    await Promise.all(member.inFlight);
  }

  #wakeAll(): void {
    for (const lane of this.#lanes) lane.wake();
  }

  async #work(lane: Lane): Promise<void> {
    while (!this.#closed) {
      const member = this.#members[lane.partition % Math.max(1, this.#members.length)];
      if (member === undefined || this.#stopped) await lane.woken();
      else if (!lane.empty) await this.#deliverNext(lane, member);
      else if (lane.live) await lane.woken();
      else await this.#fill(lane, member);
    }
  }

  async #deliverNext(lane: Lane, member: Member): Promise<void> {
    const batch = lane.next(member.options.maxBatch);
    const delivery = deliver(batch, {
      handle: async (events) => member.options.handle(events, member.stop.signal),
      pause: (milliseconds) => this.#pause(milliseconds, member.stop.signal),
      bury: (events, error) => this.#bury(events, error, member.stop.signal),
      get closing() {
        return member.stop.signal.aborted;
      },
    });
    member.inFlight.add(delivery);
    const done = await delivery;
    if (done) this.#pass(lane, lane.pass(batch.length));
    member.inFlight.delete(delivery);
  }

  async #fill(lane: Lane, member: Member): Promise<void> {
    const { topic } = this;
    const read = (after: number, limit: number) =>
      this.#deps.worker.request('read', { topic, after, partition: lane.partition, limit });
    try {
      await lane.fill(read);
      // Nothing for this lane up to here: the next start need not look again.
      if (lane.empty) this.#pass(lane, lane.cursor);
    } catch {
      // The file's faults are reported by those who write; here it only gets another try.
      await this.#pause(RETRY_MS, member.stop.signal);
    }
  }

  #pass(lane: Lane, seq: number): void {
    this.#deps.offsets.pass(this.topic, this.group, lane.partition, seq);
  }

  /** Resolves true after the pause, false at once when stopped. */
  #pause(milliseconds: number, stop: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      if (stop.aborted) {
        resolve(false);
        return;
      }
      const abort = (): void => {
        cancel();
        resolve(false);
      };
      const cancel = this.#deps.clock.after(milliseconds, () => {
        stop.removeEventListener('abort', abort);
        resolve(true);
      });
      stop.addEventListener('abort', abort, { once: true });
    });
  }

  async #bury(events: readonly Event[], error: Error, stop: AbortSignal): Promise<boolean> {
    const now = this.#deps.clock.monotonic();
    const recent = this.#deaths.filter((time) => time > now - DEAD_WITHIN_MS);
    if (recent.length + events.length > MOST_DEAD) {
      this.#stopped = true;
      return false;
    }
    this.#deaths = [...recent, ...events.map(() => now)];
    const from = { topic: this.topic, group: this.group, now: this.#deps.clock.now() };
    const dead = events.map((event) => deadEvent(event, from, error));
    do {
      try {
        await this.#deps.log.append(deadTopic(this.topic), dead);
        return true;
      } catch (failure) {
        if (!(failure instanceof GatewayError)) throw failure;
      }
    } while (await this.#pause(RETRY_MS, stop));
    return false;
  }
}
