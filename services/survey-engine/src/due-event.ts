import type { EventOf, Subscriber } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { isoTime } from '@mscore/ports';
import type { Timer } from './domain/timers';

/** The event of a timer that has come: the same timer always gives the same event, whenever it is published. */
export function dueEvent(subscriber: Subscriber, { timer, dueAt }: Timer): EventOf<'conversation.due'> {
  const at = isoTime(dueAt);
  return {
    id: deriveId(subscriber, timer, at),
    type: 'conversation.due',
    v: 1,
    key: subscriber,
    at,
    data: { subscriber, timer, dueAt: at },
  };
}
