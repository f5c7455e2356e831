import { type Event, problemOf, type Subscriber } from '@mscore/contracts';
import type { KeyRing } from '@mscore/contracts/crypto';
import { type Log, type Metrics, PoisonEvents } from '@mscore/ports';
import { isInboxEvent, type Received, readEvent, subscriberIn } from './read-event';

export interface ReadDeps {
  readonly keys: KeyRing;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * What the events of a batch tell conversations, by subscriber, in order. Texts of machines change none, whatever its
 * state, nor do events of a type that nobody expects here: both are only counted.
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
    if (why !== undefined || !isInboxEvent(event)) {
      ignored.set(why ?? event.type, (ignored.get(why ?? event.type) ?? 0) + 1);
      continue;
    }
    const received = readEvent(deps.keys, event);
    if (received === undefined) {
      poison(event, 'the text cannot be opened with our keys');
      continue;
    }
    const subscriber = subscriberIn(event);
    const group = groups.get(subscriber);
    if (group === undefined) groups.set(subscriber, [received]);
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

const reasonToIgnore = (event: Event): string | undefined =>
  event.type === 'message.received' && !event.data.person ? 'machine' : undefined;
