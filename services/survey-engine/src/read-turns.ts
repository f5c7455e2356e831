import { type Event, type EventOf, problemOf, type Subscriber } from '@mscore/contracts';
import { deriveId, type KeyRing, openText, responseIdOf, sealText, wireFingerprint } from '@mscore/contracts/crypto';
import { type Log, type Metrics, PoisonEvents } from '@mscore/ports';
import type { HeardMessage, HeardTimer } from './domain/conversation';
import { MARK_LENGTH } from './domain/handled';
import type { Secrets } from './domain/joined-turn';

type MessageEvent = EventOf<'message.received'>;
type TimerEvent = EventOf<'conversation.due'>;

/** What a conversation is told, beside the event that tells it. */
export type Received =
  | (HeardMessage & { readonly event: MessageEvent })
  | (HeardTimer & { readonly event: TimerEvent });

export interface ReadDeps {
  readonly keys: KeyRing;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * The messages and timers of a batch that can change a conversation, by subscriber, in order. Machines and outcomes of
 * our own messages change none, whatever its state, and are only counted.
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
    if (why !== undefined || (event.type !== 'message.received' && event.type !== 'conversation.due')) {
      ignored.set(why ?? event.type, (ignored.get(why ?? event.type) ?? 0) + 1);
      continue;
    }
    const received = read(deps.keys, event);
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

const reasonToIgnore = (event: Event): string | undefined =>
  event.type === 'message.received' && !event.data.person ? 'machine' : undefined;

function read(keys: KeyRing, event: MessageEvent | TimerEvent): Received | undefined {
  if (event.type === 'message.received') return open(keys, event);
  const { timer, dueAt } = event.data;
  return { kind: 'timer', id: event.id, mark: markOf(event.id), timer, dueAt: Date.parse(dueAt), event };
}

function open(keys: KeyRing, event: MessageEvent): Received | undefined {
  const { id, data } = event;
  const text = data.text === undefined ? undefined : openedText(keys, id, data.text);
  if (data.text !== undefined && text === undefined) return undefined;
  const part = partIn(keys, event, text);
  return {
    kind: 'message',
    id,
    mark: markOf(id),
    ...(data.repeatOf === undefined ? {} : { repeatedMark: markOf(data.repeatOf) }),
    address: data.address,
    event,
    turn: {
      person: data.person,
      at: Date.parse(event.at),
      link: data.link,
      shortCode: data.shortCode,
      newResponse: responseIdOf(keys, id),
      ...sentBefore(data),
      ...(data.doubtful === undefined ? {} : { doubtful: data.doubtful }),
      ...(text === undefined ? {} : { text }),
      ...(event.redriven === undefined ? {} : { redriven: true }),
    },
    ...(part === undefined ? {} : { part }),
  };
}

/** What had been sent to the writer, as far as the connector knew. */
function sentBefore({ seen, underway }: MessageEvent['data']): Pick<HeardMessage['turn'], 'seen' | 'underway'> {
  return {
    ...(seen === undefined
      ? {}
      : {
          seen: { request: markOf(seen.request), at: Date.parse(seen.acceptedAt), delivered: seen.delivered },
        }),
    ...(underway === undefined
      ? {}
      : { underway: { request: markOf(underway.request), at: Date.parse(underway.submittedAt) } }),
  };
}

/** Of several parts only: one of one is a text as any other, however often the same words come under one reference. */
function partIn(keys: KeyRing, event: MessageEvent, text: string | undefined): HeardMessage['part'] {
  const { id, data } = event;
  if (data.part === undefined || data.part.total < 2 || data.part.part > data.part.total) return undefined;
  const { part, reference, total, width } = data.part;
  return {
    key: { reference, total, width, shortCode: data.shortCode },
    part: {
      part,
      id,
      fingerprint: fingerprintOf(keys, event, text),
      ...(data.text === undefined ? {} : { text: data.text }),
    },
    link: data.link,
    ...(event.redriven === undefined ? {} : { redrivenFrom: Date.parse(event.at) }),
  };
}

/** Keyed, and another for each person: a short part could be guessed from anything else. Bytes that are no text are known by their PDU. */
function fingerprintOf(keys: KeyRing, { data }: MessageEvent, text: string | undefined): string {
  const words = text === undefined ? `wire:${data.wire}` : `text:${text}`;
  return wireFingerprint(keys, Buffer.from(`part:${data.subscriber}:${words}`, 'utf16le')).slice(0, MARK_LENGTH);
}

function openedText(keys: KeyRing, id: string, sealed: NonNullable<MessageEvent['data']['text']>): string | undefined {
  try {
    return openText(keys, id, sealed);
  } catch {
    return undefined;
  }
}

/** What conversations need of an installation's keys. */
export const secretsOf = (keys: KeyRing): Secrets => ({
  open: (context, sealed) => openedText(keys, context, sealed),
  seal: (context, text) => sealText(keys, context, text),
  newResponse: (event) => responseIdOf(keys, event),
});

/** The mark of an event among the handled ones. */
export const markOf = (id: string): string => deriveId(id).slice(0, MARK_LENGTH);
