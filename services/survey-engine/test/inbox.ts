import type { Event, EventOf, ResponseId, SealedText } from '@mscore/contracts';
import { Msisdn } from '@mscore/contracts';
import { deriveId, type KeyRing, sealAddress, sealText, subscriberOf } from '@mscore/contracts/crypto';
import type { Metrics } from '@mscore/ports';
import type { Context, LoadedSurvey } from '@mscore/survey';
import { loadSurvey, shippedSurveys } from '../src';
import type { Secrets } from '../src/domain/joined-turn';
import { routesBy } from '../src/domain/routes';
import { requestOf } from '../src/read-event';

/** Keys of a test installation. */
export const keys: KeyRing = {
  subscriber: Buffer.alloc(32, 1),
  address: [{ id: 'test', secret: Buffer.alloc(32, 2) }],
  text: [{ id: 'test', secret: Buffer.alloc(32, 3) }],
};

/** Secrets that keep nothing secret: what a test can read. */
export const openSecrets: Secrets = {
  open: (context, sealed) => (sealed.startsWith(`${context}|`) ? sealed.slice(context.length + 1) : undefined),
  seal: (context, text) => `${context}|${text}` as SealedText,
  newResponse: (event) => `response-${event}` as ResponseId,
  request: requestOf,
};

/** The one link of a test installation. */
export const links = [{ name: 'sim', shortCodes: ['8049'] }] as const;

/** What a conversation needs beside its context, with secrets that a test can read. */
export const openDeps = { secrets: openSecrets, route: routesBy(links) } as const;

/** The shipped scorecard. */
export async function scorecard(): Promise<LoadedSurvey> {
  const loaded = await loadSurvey(`${shippedSurveys}/one-stop-shop.json`);
  if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
  return loaded.survey;
}

/** What conversations may know in an installation with these surveys, the first of which DG starts. */
export const contextOf = (
  surveys: readonly [LoadedSurvey, ...LoadedSurvey[]],
  fields: Partial<Context> = {},
): Context => ({
  surveys: new Map(surveys.map(({ hash, survey }) => [hash, survey])),
  surveyIds: new Map(surveys.map(({ hash, survey }) => [survey.id, hash])),
  survey: surveys[0].hash,
  walkIn: true,
  usagePerDay: 3,
  sendsPerDay: 60,
  lexicons: new Map(),
  services: new Set(),
  fastReplyMs: () => 3_000,
  ...fields,
});

/** A made-up number; `who` counts from 0. */
export const number = (who: number): Msisdn => new Msisdn(`+849000${String(who).padStart(5, '0')}`);

/**
 * A citizen's message as the connector journals it. `name` makes its id. Its time lies ahead of every clock, as after one
 * was set back: then no time says which question it cannot have been written to, and tests need not say what was sent.
 */
export function received(
  who: number,
  name: string,
  text: string | undefined,
  fields: Partial<EventOf<'message.received'>['data']> = {},
): EventOf<'message.received'> {
  const id = deriveId('test', name);
  const subscriber = subscriberOf(keys, number(who));
  return {
    id,
    type: 'message.received',
    v: 1,
    key: subscriber,
    at: '2126-11-22T01:02:03.456Z',
    data: {
      subscriber,
      address: sealAddress(keys, number(who)),
      country: 'VN',
      person: true,
      link: 'sim',
      shortCode: '8049',
      ...(text === undefined ? {} : { text: sealText(keys, id, text) }),
      wire: deriveId('wire', name),
      ...fields,
    },
  };
}

/** Any other event of the inbox that is about a citizen. `name` makes its id. */
export function about<T extends 'invitation.requested' | 'dossier.answered' | 'case.updated' | 'score.answered'>(
  who: number,
  name: string,
  type: T,
  data: Omit<EventOf<T>['data'], 'subscriber' | 'address'>,
): Event {
  const subscriber = subscriberOf(keys, number(who));
  const address = type === 'invitation.requested' ? { address: sealAddress(keys, number(who)) } : {};
  return {
    id: deriveId('test', name),
    type,
    v: 1,
    key: subscriber,
    at: '2026-11-22T01:02:03.456Z',
    data: { subscriber, ...address, ...data },
  } as unknown as Event;
}

/** What became of a message of ours. `name` makes the event's id. */
export function became(
  who: number,
  name: string,
  type: 'message.accepted' | 'message.delivered' | 'message.failed',
  request: string,
): Event {
  const kinds = {
    'message.accepted': { attempt: 1 },
    'message.delivered': {},
    'message.failed': { attempt: 1, reason: 'undelivered' },
  } as const;
  return {
    id: deriveId('test', name),
    type,
    v: 1,
    key: subscriberOf(keys, number(who)),
    at: '2026-11-22T01:02:03.456Z',
    data: { request, link: 'sim', ...kinds[type] },
  } as Event;
}

/** Metrics that only count. */
export function countingMetrics(): Metrics & { readonly counts: ReadonlyMap<string, number> } {
  const counts = new Map<string, number>();
  return {
    counts,
    count: (name, labels = {}, by = 1) => {
      const key = [name, ...Object.values(labels)].join(' ');
      counts.set(key, (counts.get(key) ?? 0) + by);
    },
    gauge: () => {},
  };
}
