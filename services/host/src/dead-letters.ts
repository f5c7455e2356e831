import { type Event, type EventOf, shortSubscriber, type Topic, topicTable } from '@mscore/contracts';
import { type Bus, type Clock, isoTime, type Position, type Store, type Topics } from '@mscore/ports';

/** An event that a group could not handle, as operators see it. */
export interface DeadLetter {
  /** Id of the dead letter. */
  readonly id: string;
  /** Id and type of the event that died. */
  readonly event: string;
  readonly type: string;
  /** First 8 characters of its key. */
  readonly key: string;
  /** When it died, ISO 8601 UTC. */
  readonly at: string;
  /** When it was last sent again, ISO 8601 UTC. Absent while it is open. */
  readonly redrivenAt?: string;
}

/** Dead letters with one cause: the same place in the program, on the same topic, in the same group. */
export interface DeadGroup {
  readonly topic: string;
  readonly group: string;
  readonly stack: string;
  /** The newest letter's error, without what it quoted. */
  readonly error: string;
  readonly open: number;
  readonly first: string;
  readonly last: string;
  /** Oldest first. */
  readonly letters: readonly DeadLetter[];
}

/** What became of one dead letter that was to be sent again. */
export type Redriven =
  | { readonly kind: 'redriven'; readonly id: string; readonly topic: string }
  /** It was sent again before, and `again` was not said. */
  | { readonly kind: 'already'; readonly id: string; readonly redrivenAt: string }
  | { readonly kind: 'unknown'; readonly id: string }
  /** Nothing can have died on what was named; `topics` are those there are. */
  | { readonly kind: 'no-topic'; readonly id: string; readonly topics: readonly string[] };

/** Which letters: by their ids or their events' ids, or all that are open of one topic. */
export type Which = { readonly ids: readonly string[] } | { readonly topic: string };

export interface DeadLetters {
  list(): Promise<readonly DeadGroup[]>;
  /** The letters with this id, or of the event with this id: several when several groups failed at it. */
  find(id: string): Promise<readonly { readonly letter: EventOf<'event.dead'>; readonly redrivenAt?: string }[]>;
  /**
   * Publishes dead events to their topics again, in the order they died, with id and `at` as they were and marked as
   * `redriven`. Every group of the topic gets them, also those that had handled them: all recognise an event by its id.
   * @param again also those that were sent again before
   */
  redrive(which: Which, again: boolean): Promise<readonly Redriven[]>;
  /** Open letters by the topic they died on. */
  open(): Promise<ReadonlyMap<string, number>>;
}

/** Document id: the dead letter's. */
interface RedrivenDocument {
  readonly at: string;
}

interface Found {
  readonly letter: EventOf<'event.dead'>;
  readonly redrivenAt?: string;
}

const DEAD = '.dead';
const PAGE = 256;

/** Reads the dead-letter topics, and remembers what was sent again. */
export function createDeadLetters(deps: {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly store: Store;
  readonly clock: Clock;
}): DeadLetters {
  const redriven = deps.store.scope('operators').collection<RedrivenDocument>({ name: 'redriven' });
  const counts = new Map<Topic, { next: Position; readonly open: Set<string> }>();

  const deadTopics = (): readonly Topic[] => deps.topics.names().filter((name) => name.endsWith(DEAD));

  /** Those declared by name, and those of a family that exist. */
  const liveTopics = (): readonly string[] => {
    const declared = Object.keys(topicTable).filter((name) => !name.includes('*'));
    const all = [...declared, ...deps.topics.names(), ...deadTopics().map((name) => name.slice(0, -DEAD.length))];
    return [...new Set(all.filter((name) => !name.endsWith(DEAD)))].sort();
  };

  /** In the order they died. An event that died again has the same letter once more: the newest counts. */
  async function letters(): Promise<readonly Found[]> {
    const found = new Map<string, Found>();
    for (const topic of deadTopics()) {
      for (let next: Position = 0, end = false; !end; ) {
        const page = await deps.topics.page(topic, next, PAGE);
        ({ next, end } = page);
        for (const one of await withRedriven(page.events)) {
          found.delete(one.letter.id);
          found.set(one.letter.id, one);
        }
      }
    }
    return [...found.values()];
  }

  async function withRedriven(events: readonly Event[]): Promise<readonly Found[]> {
    const dead = events.filter((event): event is EventOf<'event.dead'> => event.type === 'event.dead');
    const known = await redriven.load(dead.map(({ id }) => id));
    return dead.map((letter) => {
      const redrivenAt = known.get(letter.id)?.document.at;
      // What was sent again and died again is open again.
      const over = redrivenAt !== undefined && (letter.data.event.redriven ?? '') < redrivenAt;
      return over ? { letter, redrivenAt } : { letter };
    });
  }

  async function list(): Promise<readonly DeadGroup[]> {
    const groups = new Map<string, Found[]>();
    for (const found of await letters()) {
      const { topic, group, stack } = found.letter.data;
      const name = `${topic}\n${group}\n${stack}`;
      const same = groups.get(name);
      if (same === undefined) groups.set(name, [found]);
      else same.push(found);
    }
    return [...groups.values()].map(groupOf).sort((a, b) => b.last.localeCompare(a.last));
  }

  async function find(id: string): Promise<readonly Found[]> {
    return (await letters()).filter((one) => isNamed(one, id));
  }

  async function redrive(which: Which, again: boolean): Promise<readonly Redriven[]> {
    const topics = liveTopics();
    if ('topic' in which && !topics.includes(which.topic)) return [{ kind: 'no-topic', id: which.topic, topics }];
    const found = (await letters()).filter((one) => isMeant(one, which, again));
    const due = found.filter(({ redrivenAt }) => again || redrivenAt === undefined);
    for (let from = 0; from < due.length; from += PAGE) await send(due.slice(from, from + PAGE));
    const unknown = 'ids' in which ? which.ids.filter((id) => !found.some((one) => isNamed(one, id))) : [];
    return [
      ...found.map(({ letter, redrivenAt }): Redriven => {
        if (!again && redrivenAt !== undefined) return { kind: 'already', id: letter.id, redrivenAt };
        return { kind: 'redriven', id: letter.id, topic: letter.data.topic };
      }),
      ...unknown.map((id): Redriven => ({ kind: 'unknown', id })),
    ];
  }

  /** Remembered only after it is out: a crash between the two leaves a letter open, and sending it twice does no harm. */
  async function send(batch: readonly Found[]): Promise<void> {
    const at = isoTime(deps.clock.now());
    for (const [topic, events] of eventsByTopic(batch)) {
      await deps.bus.publish(
        topic,
        events.map((event): Event => ({ ...event, redriven: at })),
      );
    }
    const ids = batch.map(({ letter }) => letter.id);
    const known = await redriven.load(ids);
    await redriven.save(ids.map((id) => ({ id, expected: known.get(id)?.version ?? 'new', document: { at } })));
    for (const count of counts.values()) for (const id of ids) count.open.delete(id);
  }

  /** Reads on from where the last look ended: a look costs what died since. */
  async function open(): Promise<ReadonlyMap<string, number>> {
    for (const topic of deadTopics()) {
      const count = counts.get(topic) ?? { next: 0, open: new Set() };
      counts.set(topic, count);
      for (let end = false; !end; ) {
        const page = await deps.topics.page(topic, count.next, PAGE);
        const found = await withRedriven(page.events);
        for (const { letter, redrivenAt } of found) {
          if (redrivenAt === undefined) count.open.add(letter.id);
          else count.open.delete(letter.id);
        }
        count.next = page.next;
        end = page.end;
      }
    }
    return new Map([...counts].map(([topic, { open }]) => [topic.slice(0, -DEAD.length), open.size]));
  }

  return { list, find, redrive, open };
}

const isNamed = ({ letter }: Found, id: string): boolean => letter.id === id || letter.data.event.id === id;

function isMeant(found: Found, which: Which, again: boolean): boolean {
  if ('ids' in which) return which.ids.some((id) => isNamed(found, id));
  return found.letter.data.topic === which.topic && (again || found.redrivenAt === undefined);
}

/** In the order they died. An event that several groups failed at goes out once. */
function eventsByTopic(batch: readonly Found[]): ReadonlyMap<Topic, readonly Event[]> {
  const byTopic = new Map<Topic, Event[]>();
  for (const { letter } of batch) {
    const topic = letter.data.topic as Topic;
    const events = byTopic.get(topic) ?? [];
    byTopic.set(topic, events);
    if (!events.some(({ id }) => id === letter.data.event.id)) events.push(letter.data.event);
  }
  return byTopic;
}

function groupOf(found: readonly Found[]): DeadGroup {
  const letters = found.map(shown);
  const newest = found.at(-1)?.letter;
  if (newest === undefined) throw new RangeError('a group of dead letters is never empty');
  const { topic, group, stack, error } = newest.data;
  const open = letters.filter(({ redrivenAt }) => redrivenAt === undefined).length;
  return { topic, group, stack, error, open, first: found[0]?.letter.at ?? newest.at, last: newest.at, letters };
}

function shown({ letter, redrivenAt }: Found): DeadLetter {
  const { id, at, data } = letter;
  const { event } = data;
  const base = { id, event: event.id, type: event.type, key: shortSubscriber(event.key), at };
  return redrivenAt === undefined ? base : { ...base, redrivenAt };
}
