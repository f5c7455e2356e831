import type { Event, Topic } from '@mscore/contracts';
import { type Bus, GatewayError, type SubscribeOptions, type Subscription } from '@mscore/ports';
import type { GroupLag } from '../embedded';
import { ConsumerGroup, type GroupDeps } from './consumer-group';

/** The bus on the data file: topics are tables, groups live in this process. */
export class SqliteBus implements Bus {
  readonly #deps: GroupDeps;
  readonly #groups = new Map<string, ConsumerGroup>();
  #state: 'open' | 'closing' | 'closed' = 'open';
  #closing: Promise<void> | undefined;

  constructor(deps: GroupDeps) {
    this.#deps = deps;
  }

  /**
   * While the bus closes, handlers in flight may still publish: they could not finish otherwise.
   * Events reach running handlers as the very objects published here; nobody may change them afterwards.
   */
  async publish(topic: Topic, events: readonly Event[]): Promise<void> {
    if (this.#state === 'closed') throw closed();
    await this.#deps.log.append(topic, events);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    if (this.#state !== 'open') throw closed();
    const { topic, group, maxBatch } = options;
    if (!Number.isInteger(maxBatch) || maxBatch < 1) throw new RangeError('maxBatch must be a whole number from 1');
    const name = `${topic}\n${group}`;
    let found = this.#groups.get(name);
    if (found === undefined) {
      found = new ConsumerGroup(topic, group, this.#deps);
      this.#groups.set(name, found);
    }
    return found.join(options);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  lags(): readonly GroupLag[] {
    return [...this.#groups.values()].map(({ topic, group, lag, state }) => ({ topic, group, lag, state }));
  }

  async #close(): Promise<void> {
    this.#state = 'closing';
    await Promise.all([...this.#groups.values()].map((group) => group.close()));
    this.#state = 'closed';
  }
}

const closed = (): GatewayError => new GatewayError('MSCORE_BUS_CLOSED', 'the bus is closed', { retry: false });
