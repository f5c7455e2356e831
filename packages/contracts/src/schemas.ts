import Ajv, { type ValidateFunction } from 'ajv';
import type { Event, EventType } from './events';

/** A JSON Schema (draft 2020-12 vocabulary that ajv 8 understands) of one event's `data`, with an example that a test validates. */
export interface EventSchema {
  readonly v: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly example: unknown;
}

const text = { type: 'string' } as const;
const id = { type: 'string', minLength: 1, maxLength: 64 } as const;
const time = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' } as const;
const subscriber = { type: 'string', pattern: '^[A-Za-z0-9_-]{22}$' } as const;
const sealed = { type: 'string', pattern: '^[a-z0-9-]+\\.[A-Za-z0-9_-]+$' } as const;
const link = { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,30}$' } as const;
const ordinal = { type: 'integer', minimum: 1 } as const;
const flags = { type: 'array', items: { type: 'string' } } as const;
const whether = { type: 'boolean' } as const;
const day = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const values = { type: 'object', additionalProperties: { type: 'string', maxLength: 160 } } as const;
const caseKind = { enum: ['complaint', 'call-back', 'follow-up', 'deletion', 'access'] } as const;

const object = (
  required: Readonly<Record<string, unknown>>,
  optional: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  // A newer writer may add fields; readers of this version take what they know.
  additionalProperties: true,
});

const exampleSubscriber = 'q3Zt0aVvYd5rHc8yXn2LuA';
const exampleSealed = '2026q4.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const exampleResponse = 'mB1x8oQ0cR2dT4fV6hX8kA';

/** The schema of every event type: the published language. */
export const eventSchemas: { readonly [T in EventType]: EventSchema } = {
  'message.received': {
    v: 1,
    data: object(
      { subscriber, address: sealed, person: { type: 'boolean' }, link, shortCode: id, wire: id },
      {
        country: { type: 'string', pattern: '^[A-Z]{2}$' },
        text: sealed,
        undecoded: object({ dataCoding: { type: 'integer', minimum: 0, maximum: 255 }, body: sealed }),
        part: object({
          reference: { type: 'integer', minimum: 0, maximum: 65535 },
          total: { type: 'integer', minimum: 1, maximum: 255 },
          part: { type: 'integer', minimum: 1, maximum: 255 },
          width: { enum: [8, 16] },
        }),
        seen: object({ request: id, acceptedAt: time, delivered: { type: 'boolean' } }),
        underway: object({ request: id, submittedAt: time }),
        repeatOf: id,
        doubtful: { const: true },
      },
    ),
    example: {
      subscriber: exampleSubscriber,
      address: exampleSealed,
      country: 'VN',
      person: true,
      link: 'sim',
      shortCode: '8049',
      text: exampleSealed,
      wire: 'w5rHc8yXn2LuAq3Zt0aVvY',
      seen: { request: 'r5rHc8yXn2LuAq3Zt0aVvY', acceptedAt: '2026-11-22T01:02:03.004Z', delivered: false },
    },
  },
  'message.accepted': {
    v: 1,
    data: object({ request: id, link, attempt: ordinal }),
    example: { request: 'r5rHc8yXn2LuAq3Zt0aVvY', link: 'sim', attempt: 1 },
  },
  'message.delivered': {
    v: 1,
    data: object({ request: id, link }),
    example: { request: 'r5rHc8yXn2LuAq3Zt0aVvY', link: 'sim' },
  },
  'message.failed': {
    v: 1,
    data: object(
      {
        request: id,
        link,
        attempt: { type: 'integer', minimum: 0 },
        reason: { enum: ['rejected', 'expired', 'unknown', 'unroutable', 'undelivered'] },
      },
      { status: { type: 'integer', minimum: 0, maximum: 0xffffffff }, stat: text, err: text },
    ),
    example: { request: 'r5rHc8yXn2LuAq3Zt0aVvY', link: 'sim', attempt: 1, reason: 'rejected', status: 11 },
  },
  'message.requested': {
    v: 1,
    data: object({
      subscriber,
      address: sealed,
      link,
      shortCode: id,
      text: sealed,
      lane: { enum: ['reply', 'bulk'] },
      report: { enum: ['none', 'final', 'all'] },
      expires: time,
    }),
    example: {
      subscriber: exampleSubscriber,
      address: exampleSealed,
      link: 'sim',
      shortCode: '8049',
      text: exampleSealed,
      lane: 'reply',
      report: 'none',
      expires: '2026-11-22T02:02:03.004Z',
    },
  },
  'message.withdrawn': { v: 1, data: object({ request: id }), example: { request: 'r5rHc8yXn2LuAq3Zt0aVvY' } },
  'receipt.received': {
    v: 1,
    data: object(
      { subscriber, link, body: sealed },
      {
        receiptedMessageId: text,
        messageState: { type: 'integer', minimum: 0, maximum: 255 },
        networkErrorCode: { type: 'string', pattern: '^[0-9a-f]{6}$' },
      },
    ),
    example: {
      subscriber: exampleSubscriber,
      link: 'sim',
      body: exampleSealed,
      receiptedMessageId: '1f',
      messageState: 2,
    },
  },
  'conversation.due': {
    v: 1,
    data: object({ subscriber, timer: { enum: ['parts', 'reminder', 'expiry', 'invitation', 'notice'] }, dueAt: time }),
    example: { subscriber: exampleSubscriber, timer: 'parts', dueAt: '2026-11-22T01:07:03.004Z' },
  },
  'invitation.requested': {
    v: 1,
    data: object(
      { subscriber, address: sealed, person: whether, survey: id, values, order: id, notBefore: time },
      { carrier: text, dossier: id },
    ),
    example: {
      subscriber: exampleSubscriber,
      address: exampleSealed,
      person: true,
      carrier: 'Viettel',
      survey: 'one-stop-shop',
      dossier: 'd5rHc8yXn2LuAq3Zt0aVvY',
      values: { unit: 'UBND P. Dong Ha', d: '20/11/2026' },
      order: '0f3a9c',
      notBefore: '2026-11-23T01:02:03.004Z',
    },
  },
  'dossier.asked': {
    v: 1,
    data: object({ subscriber, address: sealed, purpose: { enum: ['status', 'rating'] }, dossier: sealed }),
    example: {
      subscriber: exampleSubscriber,
      address: exampleSealed,
      purpose: 'status',
      dossier: exampleSealed,
    },
  },
  'dossier.disowned': {
    v: 1,
    data: object({ subscriber, dossier: id }),
    example: { subscriber: exampleSubscriber, dossier: 'd5rHc8yXn2LuAq3Zt0aVvY' },
  },
  'dossier.answered': {
    v: 1,
    data: object({
      subscriber,
      question: id,
      answer: {
        oneOf: [
          object({
            kind: { const: 'status' },
            dossiers: {
              type: 'array',
              minItems: 1,
              maxItems: 3,
              items: object(
                { code: id, status: { type: 'integer', minimum: 1, maximum: 10 } },
                { due: day, daysLate: count, unit: text },
              ),
            },
          }),
          object({ kind: { const: 'not-found' } }),
          object({ kind: { const: 'limit' }, hours: count, told: whether }),
          object({ kind: { const: 'rating' }, dossier: id, sampled: whether, values }, { survey: id }),
          object({ kind: { const: 'rated-before' } }),
          object({ kind: { const: 'nothing-to-rate' } }),
        ],
      },
    }),
    example: {
      subscriber: exampleSubscriber,
      question: 'e5rHc8yXn2LuAq3Zt0aVvY',
      answer: {
        kind: 'status',
        dossiers: [{ code: '000.17.22.H56-210531-0001', status: 4, due: '2026-11-30', unit: 'So Tu phap' }],
      },
    },
  },
  'case.requested': {
    v: 1,
    data: object(
      { subscriber, address: sealed, link, shortCode: id, kind: caseKind, language: id },
      { text: sealed, response: id },
    ),
    example: {
      subscriber: exampleSubscriber,
      address: exampleSealed,
      link: 'sim',
      shortCode: '8049',
      kind: 'complaint',
      language: 'vi-ascii',
      text: exampleSealed,
    },
  },
  'case.asked': {
    v: 1,
    data: object({ subscriber, case: id }, { verdict: { enum: ['solved', 'unsolved'] } }),
    example: { subscriber: exampleSubscriber, case: 'PA-2026-000123', verdict: 'solved' },
  },
  'case.updated': {
    v: 1,
    data: object(
      {
        subscriber,
        case: id,
        state: { enum: ['received', 'open', 'answered', 'solved', 'reopened', 'unknown'] },
        kind: caseKind,
      },
      { request: id, due: day, hours: count },
    ),
    example: {
      subscriber: exampleSubscriber,
      request: 'e5rHc8yXn2LuAq3Zt0aVvY',
      case: 'PA-2026-000123',
      state: 'received',
      kind: 'complaint',
      due: '2026-12-14',
    },
  },
  'score.asked': {
    v: 1,
    data: object({ subscriber, unit: sealed }),
    example: { subscriber: exampleSubscriber, unit: exampleSealed },
  },
  'score.answered': {
    v: 1,
    data: object(
      { subscriber, question: id },
      { score: object({ unit: text, period: text, score: text, answers: text, rank: text, low: text, high: text }) },
    ),
    example: {
      subscriber: exampleSubscriber,
      question: 'e5rHc8yXn2LuAq3Zt0aVvY',
      score: { unit: 'So Tu phap', period: 'Q3/2026', score: '84.2', answers: '312', rank: '3', low: '2', high: '5' },
    },
  },
  'invitation.dropped': {
    v: 1,
    data: object({
      response: id,
      n: ordinal,
      survey: id,
      surveyId: id,
      reason: { enum: ['no-mobile', 'opted-out', 'capped', 'lapsed'] },
    }),
    example: {
      response: exampleResponse,
      n: 1,
      survey: 's5rHc8yXn2LuAq3Zt0aVvY',
      surveyId: 'one-stop-shop',
      reason: 'capped',
    },
  },
  'response.reopened': {
    v: 1,
    data: object({ response: id, n: ordinal, why: { enum: ['late-answer', 'sent-in-time'] } }),
    example: { response: exampleResponse, n: 11, why: 'late-answer' },
  },
  'link.suspects': {
    v: 1,
    data: object(
      {
        link,
        suspects: {
          type: 'array',
          items: object({ id, root: id, subscriber, wire: id, expires: time, answered: { type: 'boolean' } }),
        },
      },
      { through: id },
    ),
    example: {
      link: 'sim',
      through: 'e5rHc8yXn2LuAq3Zt0aVvY',
      suspects: [
        {
          id: 'e5rHc8yXn2LuAq3Zt0aVvY',
          root: 'e5rHc8yXn2LuAq3Zt0aVvY',
          subscriber: exampleSubscriber,
          wire: 'w5rHc8yXn2LuAq3Zt0aVvY',
          expires: '2026-11-23T01:02:03.004Z',
          answered: false,
        },
      ],
    },
  },
  'response.invited': {
    v: 1,
    data: object(
      {
        response: id,
        n: ordinal,
        survey: id,
        surveyId: id,
        origin: { enum: ['invited', 'walk-in'] },
        language: id,
        channel: { enum: ['sms'] },
      },
      { early: { const: true } },
    ),
    example: {
      response: exampleResponse,
      n: 1,
      survey: 's5rHc8yXn2LuAq3Zt0aVvY',
      surveyId: 'one-stop-shop',
      origin: 'walk-in',
      language: 'vi-ascii',
      channel: 'sms',
    },
  },
  'response.consented': {
    v: 1,
    data: object({ response: id, n: ordinal, node: id, language: id, rule: id }),
    example: { response: exampleResponse, n: 2, node: 'invite', language: 'vi-ascii', rule: 'option' },
  },
  'answer.recorded': {
    v: 1,
    data: object(
      {
        response: id,
        n: ordinal,
        node: id,
        variable: id,
        how: { enum: ['answer', 'skip', 'refusal', 'too-many-tries'] },
        rule: id,
      },
      { value: { type: ['number', 'string'] }, flags },
    ),
    example: {
      response: exampleResponse,
      n: 3,
      node: 'q4',
      variable: 'visits',
      value: 2,
      how: 'answer',
      rule: 'digits',
    },
  },
  'comment.recorded': {
    v: 1,
    data: object(
      { response: id, n: ordinal, node: id, variable: id, comment: sealed, length: { type: 'integer', minimum: 0 } },
      { flags },
    ),
    example: { response: exampleResponse, n: 9, node: 'q7', variable: 'comment', comment: exampleSealed, length: 42 },
  },
  'response.ended': {
    v: 1,
    data: object({
      response: id,
      n: ordinal,
      reason: {
        enum: [
          'completed',
          'refused',
          'stopped',
          'opted-out',
          'too-many-tries',
          'expired',
          'wrong-person',
          'undeliverable',
        ],
      },
      disposition: { enum: ['complete', 'partial', 'refusal', 'no-contact', 'other'] },
    }),
    example: { response: exampleResponse, n: 10, reason: 'completed', disposition: 'complete' },
  },
  'event.dead': {
    v: 1,
    data: object({ topic: id, group: id, event: { type: 'object' }, error: text, stack: id }),
    example: {
      topic: 'conversation.inbox',
      group: 'survey-engine',
      event: { id: 'e1', type: 'message.received', v: 1, key: 'k', at: '2026-11-22T01:02:03.004Z', data: {} },
      error: 'TypeError',
      stack: '1f2e3d4c',
    },
  },
};

const envelope = (type: EventType, schema: EventSchema): Readonly<Record<string, unknown>> =>
  object(
    {
      id,
      type: { const: type },
      v: { type: 'integer', minimum: 1, maximum: schema.v },
      key: id,
      at: time,
      data: schema.data,
    },
    { cause: id, redriven: time },
  );

// allErrors stays off: an attacker's event must not make us list every fault in it.
const ajv = new Ajv({ strict: true, allErrors: false, allowUnionTypes: true });
const validators = new Map<string, ValidateFunction>();

function validatorOf(type: EventType): ValidateFunction {
  let validator = validators.get(type);
  if (validator === undefined) {
    validator = ajv.compile(envelope(type, eventSchemas[type]));
    validators.set(type, validator);
  }
  return validator;
}

/**
 * What is wrong with an event, naming the place, or `undefined` when it is a valid event of a known type.
 * The answer never quotes the event's content.
 */
export function problemOf(event: unknown): string | undefined {
  const type = (event as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || !Object.hasOwn(eventSchemas, type)) return '/type is no known event type';
  const validator = validatorOf(type as EventType);
  if (validator(event)) return undefined;
  const error = validator.errors?.[0];
  return `${error?.instancePath || '/'} ${error?.message ?? 'is not valid'}`;
}

/** Whether a value is a valid event of a known type. */
export const isEvent = (value: unknown): value is Event => problemOf(value) === undefined;
