import type { Event, Topic } from '@mscore/contracts';

export interface SubscribeOptions {
  readonly topic: Topic;
  readonly group: string;
  readonly maxBatch: number;
  /**
   * Runs concurrently for different partitions, never twice at once for one key. What it does is its answer:
   * - returns: all handled;
   * - throws `GatewayError{retry: true}`: the same batch comes again after a growing pause;
   * - throws `PoisonEvents`: nothing handled, those go to `.dead`, the rest comes again;
   * - throws anything else: a bug. The batch comes again key by key; after three failures a key's first event goes to `.dead`.
   */
  handle(batch: readonly Event[], stop: AbortSignal): Promise<void>;
}

export interface Subscription {
  /** `stopped`: more than 20 events died within a minute, and somebody must look before the topic empties itself. */
  readonly state: 'running' | 'stopped' | 'closed';
  /** Events published but not yet handled by this group, as known to the adapter. */
  lag(): Promise<number>;
  /** Resolves when no handler of this subscription runs any more. */
  close(): Promise<void>;
}

/** Publish and subscribe, at least once, in order per key. */
export interface Bus {
  /** Resolves when durable. Rejects with `GatewayError{retry: true}` after 30 s, and at once when closed. */
  publish(topic: Topic, events: readonly Event[]): Promise<void>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  /** Waits for handlers in flight. */
  close(): Promise<void>;
}
