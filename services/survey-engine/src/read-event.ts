import type { Event, EventOf, Subscriber } from '@mscore/contracts';
import { deriveId, type KeyRing, openText, responseIdOf, sealText, wireFingerprint } from '@mscore/contracts/crypto';
import { MARK_LENGTH, type SentAs, type SentBefore, type SentOutcome, type ServiceAnswer } from '@mscore/survey';
import type { HeardAnswer, HeardInvitation, HeardMessage, HeardOutcome, HeardTimer } from './domain/heard';
import type { Secrets } from './domain/joined-turn';

type EventIn<T extends Event['type']> = Extract<Event, { type: T }>;
type MessageEvent = EventOf<'message.received'>;
type AnswerEvent = EventIn<'dossier.answered' | 'case.updated' | 'score.answered'>;
type OutcomeEvent = EventIn<'message.accepted' | 'message.delivered' | 'message.failed'>;

/** What a conversation is told, beside the event that tells it. */
export type Received =
  | (HeardMessage & { readonly event: MessageEvent })
  | (HeardTimer & { readonly event: EventOf<'conversation.due'> })
  | (HeardInvitation & { readonly event: EventOf<'invitation.requested'> })
  | (HeardAnswer & { readonly event: AnswerEvent })
  | (HeardOutcome & { readonly event: OutcomeEvent });

/** Events that tell a conversation something. */
export type InboxEvent = Received['event'];

const inboxTypes: Readonly<Record<InboxEvent['type'], true>> = {
  'message.received': true,
  'conversation.due': true,
  'invitation.requested': true,
  'dossier.answered': true,
  'case.updated': true,
  'score.answered': true,
  'message.accepted': true,
  'message.delivered': true,
  'message.failed': true,
};

/** Whether an event tells a conversation something. */
export const isInboxEvent = (event: Event): event is InboxEvent => Object.hasOwn(inboxTypes, event.type);

/** Whose conversation an event is told: what says so itself is believed, and of all others it is the key. */
export const subscriberIn = ({ key, data }: InboxEvent): Subscriber =>
  'subscriber' in data ? data.subscriber : (key as Subscriber);

/** What an event tells; `undefined` when its text cannot be opened with our keys. */
export function readEvent(keys: KeyRing, event: InboxEvent): Received | undefined {
  const { id } = event;
  const mark = markOf(id);
  switch (event.type) {
    case 'message.received':
      return openMessage(keys, event, mark);
    case 'conversation.due': {
      const { timer, dueAt } = event.data;
      return { kind: 'timer', id, mark, timer, dueAt: Date.parse(dueAt), event };
    }
    case 'invitation.requested':
      return { ...invitationIn(keys, event), id, mark, event };
    case 'dossier.answered':
    case 'case.updated':
    case 'score.answered':
      return { kind: 'answer', id, mark, answer: answerIn(keys, event), event };
    case 'message.accepted':
    case 'message.delivered':
    case 'message.failed':
      return { kind: 'outcome', id, mark, sent: sentIn(event), event };
    default:
      return event satisfies never;
  }
}

function sentIn(event: OutcomeEvent): SentOutcome {
  const { request } = event.data;
  return event.type === 'message.failed'
    ? { type: event.type, request, reason: event.data.reason }
    : { type: event.type, request };
}

function openMessage(keys: KeyRing, event: MessageEvent, mark: string): Received | undefined {
  const { id, at, data } = event;
  const text = data.text === undefined ? undefined : openedText(keys, id, data.text);
  if (data.text !== undefined && text === undefined) return undefined;
  const part = partIn(keys, event, text);
  return {
    kind: 'message',
    id,
    mark,
    ...(data.repeatOf === undefined ? {} : { repeatedMark: markOf(data.repeatOf) }),
    address: data.address,
    event,
    turn: {
      person: data.person,
      repeat: false,
      newResponse: responseIdOf(keys, id),
      at: Date.parse(at),
      link: data.link,
      shortCode: data.shortCode,
      ...sentBefore(data),
      ...(data.doubtful === undefined ? {} : { doubtful: data.doubtful }),
      ...(text === undefined ? {} : { text }),
      ...(event.redriven === undefined ? {} : { redriven: true }),
    },
    ...(part === undefined ? {} : { part }),
  };
}

/** What the writer had been sent, and was being sent, when the text arrived. */
function sentBefore({ seen, underway }: MessageEvent['data']): Pick<HeardMessage['turn'], 'seen' | 'underway'> {
  const as = (request: string, at: string): SentBefore => ({ request: requestMarkOf(request), at: Date.parse(at) });
  return {
    ...(seen === undefined ? {} : { seen: { ...as(seen.request, seen.acceptedAt), delivered: seen.delivered } }),
    ...(underway === undefined ? {} : { underway: as(underway.request, underway.submittedAt) }),
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

function invitationIn(
  keys: KeyRing,
  { id, at, data }: EventOf<'invitation.requested'>,
): Pick<HeardInvitation, 'kind' | 'address' | 'carrier' | 'invitation'> {
  const { address, carrier, survey, dossier, values, order, person, notBefore } = data;
  return {
    kind: 'invitation',
    address,
    ...(carrier === undefined ? {} : { carrier }),
    invitation: {
      response: responseIdOf(keys, id),
      survey,
      ...(dossier === undefined ? {} : { dossier }),
      values,
      order,
      person,
      at: Date.parse(at),
      notBefore: Date.parse(notBefore),
    },
  };
}

function answerIn(keys: KeyRing, event: AnswerEvent): ServiceAnswer {
  switch (event.type) {
    case 'dossier.answered':
      return { type: event.type, answer: event.data.answer, newResponse: responseIdOf(keys, event.id) };
    case 'case.updated': {
      // It may rest in the document, whose id says whose it is.
      const { subscriber: _, ...update } = event.data;
      return { type: event.type, update };
    }
    case 'score.answered': {
      const { score } = event.data;
      return { type: event.type, ...(score === undefined ? {} : { score }) };
    }
    default:
      return event satisfies never;
  }
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
  request: requestOf,
});

/** The request that an effect becomes, by its place among all effects of its cause. */
export function requestOf(cause: string, index: number): SentAs {
  const request = deriveId(cause, index);
  return { request, mark: requestMarkOf(request) };
}

/** The mark of a request among what was said: its id is a hash, so the beginning tells it from others. */
const requestMarkOf = (request: string): string => request.slice(0, MARK_LENGTH);

/** The mark of an event among the handled ones: ids of events begin with their time. */
export const markOf = (id: string): string => deriveId(id).slice(0, MARK_LENGTH);
