import type { Event, EventOf, EventType, Topic } from '@mscore/contracts';

/** What a connector answers the network from: local and fsynced. */
export interface Journal {
  /** Resolves when durable. Rejects with `GatewayError`. */
  append(topic: Topic, events: readonly Event[]): Promise<void>;
  /** The events appended within so many seconds before the last one of the topic, oldest first. */
  tail(topic: Topic, secondsBeforeEnd: number): AsyncIterable<Event>;
  /** The newest event of a type with this key. */
  last<T extends EventType>(type: T, key: string): Promise<EventOf<T> | undefined>;
}
