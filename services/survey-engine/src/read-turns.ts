import { type Event, type EventOf, problemOf, type Subscriber } from '@mscore/contracts';
import { deriveId, type KeyRing, openText, responseIdOf } from '@mscore/contracts/crypto';
import { type Log, type Metrics, PoisonEvents } from '@mscore/ports';
import type { HeardTurn } from './domain/conversation';
import { MARK_LENGTH } from './domain/handled';

/** A citizen's message, opened, beside the event that brought it. */
export interface Received extends HeardTurn {
  readonly event: EventOf<'message.received'>;
}

export interface ReadDeps {
  readonly keys: KeyRing;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * The messages of a batch that can change a conversation, by subscriber, in order. Machines and outcomes of our own
 * messages change none, whatever its state, and are only counted.
 * @throws PoisonEvents naming events that are not valid or whose text cannot be opened.
 */
export function readTurns(deps: ReadDeps, batch: readonly Event[]): ReadonlyMap<Subscriber, readonly Received[]> {
  const groups = new Map<Subscriber, Received[]>();
  const poisoned: string[] = [];
  const poison = ({ id }: Event, reason: string) => {
    poisoned.push(id);
    deps.log('error', 'event-poisoned', { id, topic: 'conversation.inbox', reason });
  };
  const ignored = new Map<string, number>();
  for (const event of batch) {
    const problem = problemOf(event);
    if (problem !== undefined) {
      poison(event, problem);
      continue;
    }
    const why = reasonToIgnore(event);
    if (why !== undefined || event.type !== 'message.received') {
      ignored.set(why ?? event.type, (ignored.get(why ?? event.type) ?? 0) + 1);
      continue;
    }
    const received = open(deps.keys, event);
    if (received === undefined) {
      poison(event, 'the text cannot be opened with our keys');
      continue;
    }
    const group = groups.get(event.data.subscriber);
    if (group === undefined) groups.set(event.data.subscriber, [received]);
    else group.push(received);
  }
  // Poisoned events go first and the rest of the batch comes again, so nothing else is counted yet.
  if (poisoned.length > 0) {
    deps.metrics.count('mscore_survey_poisoned_total', {}, poisoned.length);
    throw new PoisonEvents(poisoned, 'events that are not valid or cannot be opened');
  }
  for (const [reason, by] of ignored) deps.metrics.count('mscore_survey_ignored_total', { reason }, by);
  return groups;
}

function reasonToIgnore(event: Event): string | undefined {
  if (event.type !== 'message.received') return event.type;
  return event.data.person ? undefined : 'machine';
}

function open(keys: KeyRing, event: EventOf<'message.received'>): Received | undefined {
  const { id, data } = event;
  let text: string | undefined;
  try {
    text = data.text === undefined ? undefined : openText(keys, id, data.text);
  } catch {
    return undefined;
  }
  return {
    id,
    mark: markOf(id),
    ...(data.repeatOf === undefined ? {} : { repeatedMark: markOf(data.repeatOf) }),
    address: data.address,
    event,
    turn: {
      person: data.person,
      newResponse: responseIdOf(keys, id),
      ...(data.doubtful === undefined ? {} : { doubtful: data.doubtful }),
      ...(text === undefined ? {} : { text }),
      ...(data.part === undefined ? {} : { part: data.part }),
    },
  };
}

const markOf = (id: string): string => deriveId(id).slice(0, MARK_LENGTH);
