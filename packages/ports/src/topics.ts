import type { Event, Topic } from '@mscore/contracts';

/** A place in a topic between two events; 0 is before the first. Opaque to callers. */
export type Position = number;

export interface TopicPage {
  /** Oldest first. */
  readonly events: readonly Event[];
  /** Where the next page begins. */
  readonly next: Position;
  /** Nothing followed when it was read. What is published later is found from `next` on. */
  readonly end: boolean;
}

/** Topics as they lie, for operators: nothing is consumed, and no group gets further by it. */
export interface Topics {
  /** The topics that hold or held something. */
  names(): readonly Topic[];
  /** Where the events begin that were published at or after a time (epoch milliseconds). */
  since(topic: Topic, time: number): Promise<Position>;
  /** At most `limit` events from a position on. Others wait for one page at a time, never for a whole topic. */
  page(topic: Topic, from: Position, limit: number): Promise<TopicPage>;
}
