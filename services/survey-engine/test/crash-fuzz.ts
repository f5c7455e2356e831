import type { Event, Topic } from '@mscore/contracts';
import type { Bus, Collection } from '@mscore/ports';
import type { ConversationDocument } from '../src/domain/document';

/** The process died here. */
export class Crash extends Error {}

/**
 * How a call dies: before it took effect, after it took effect, or, for a save, with the effect arriving late, when the
 * next process is already at work.
 */
export type Death = 'before' | 'after' | 'late';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The ports of a handler with a death at every await, and a ledger of what was published durably. */
export interface MortalPorts {
  readonly conversations: Collection<ConversationDocument>;
  readonly bus: Bus;
  readonly published: readonly { readonly topic: Topic; readonly event: Event }[];
  readonly deaths: () => number;
}

/** Wraps real ports. `fate` is asked at each call and says how it ends. */
export function mortal(
  conversations: Collection<ConversationDocument>,
  bus: Bus,
  fate: (call: 'load' | 'save' | 'publish') => Death | undefined,
): MortalPorts {
  const published: { topic: Topic; event: Event }[] = [];
  let deaths = 0;
  let late: (() => Promise<unknown>) | undefined;

  const through = async <T>(call: 'load' | 'save' | 'publish', effect: () => Promise<T>): Promise<T> => {
    const death = fate(call);
    // A save of the process before us reaches the store between our reading and our writing.
    if (call === 'save' && late !== undefined) await late();
    if (call === 'save') late = undefined;
    if (death !== undefined) deaths += 1;
    if (death === 'before') throw new Crash(call);
    if (death === 'late' && call === 'save') {
      late = effect;
      throw new Crash(call);
    }
    const result = await effect();
    if (death !== undefined) throw new Crash(call);
    return result;
  };

  return {
    published,
    deaths: () => deaths,
    conversations: {
      load: (ids) => through('load', () => conversations.load(ids)),
      save: (writes) => through('save', () => conversations.save(writes)),
      query: (query) => conversations.query(query),
    },
    bus: {
      subscribe: (options) => bus.subscribe(options),
      close: () => bus.close(),
      publish: (topic, events) =>
        through('publish', async () => {
          await bus.publish(topic, events);
          published.push(...events.map((event) => ({ topic, event })));
        }),
    },
  };
}

/** The same events in another order that keeps the order of each key. */
export function reordered(events: readonly Event[], random: () => number): readonly Event[] {
  const queues = new Map<string, Event[]>();
  for (const event of events) queues.set(event.key, [...(queues.get(event.key) ?? []), event]);
  const merged: Event[] = [];
  while (queues.size > 0) {
    const keys = [...queues.keys()];
    const key = keys[Math.floor(random() * keys.length)] ?? '';
    const next = queues.get(key)?.shift();
    if (next === undefined) queues.delete(key);
    else merged.push(next);
  }
  return merged;
}
