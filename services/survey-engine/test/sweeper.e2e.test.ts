import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, ResponseId, SealedAddress, SurveyHash } from '@mscore/contracts';
import { type Bus, type Collection, GatewayError, systemClock } from '@mscore/ports';
import type { ConversationState } from '@mscore/survey';
import { openConversations } from '../src/conversations';
import type { ConversationDocument } from '../src/domain/document';
import { dueEvent } from '../src/due-event';
import { type Sweeper, startSweeper } from '../src/sweeper';
import { countingMetrics, received } from './inbox';
import { createManualClock, type ManualClock } from './manual-clock';

const start = Date.parse('2026-11-22T01:00:00.000Z');
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

let folder: string;
let embedded: Awaited<ReturnType<typeof openEmbedded>>;
let conversations: Collection<ConversationDocument>;
let clock: ManualClock;
let sweeper: Sweeper | undefined;
let published: Event[];
let read: number;
let failures: string[];
let publish: Bus['publish'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-sweeper-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  conversations = openConversations(embedded.store);
  clock = createManualClock(start);
  [published, read, failures] = [[], 0, []];
  publish = async (topic, events) => {
    await embedded.bus.publish(topic, events);
    published.push(...events);
  };
});
afterEach(async () => {
  await sweeper?.stop();
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const subscriberOf = (who: number) => received(who, 'x', undefined).data.subscriber;

const base = { address: 'sealed.address' as SealedAddress, state: {}, handled: [], effects: [] };
const survey = 'hash' as SurveyHash;

/** A conversation in which a long text waits for its rest. */
const textUntil = (dueAt: number): ConversationDocument => {
  const part = { part: 1, id: 'p', fingerprint: 'f' };
  const text = { reference: 1, total: 2, width: 8, shortCode: '8049', link: 'sim', at: start, dueAt } as const;
  return { ...base, longTexts: { waiting: [{ ...text, parts: [part] }], taken: [] }, dueAt };
};

const invitationAt = (dueAt: number): ConversationState => {
  const times = { notBefore: dueAt, dueAt, lapsesAt: dueAt };
  return { invitation: { response: 'r' as ResponseId, survey, values: {}, order: '1', ...times } };
};

async function keep(...documents: readonly (readonly [who: number, document: ConversationDocument])[]): Promise<void> {
  await conversations.save(documents.map(([who, document]) => ({ id: subscriberOf(who), expected: 'new', document })));
}

const wait = (...timers: readonly (readonly [who: number, dueAt: number])[]) =>
  keep(...timers.map(([who, dueAt]) => [who, textUntil(dueAt)] as const));

/** Starts sweeping and resolves when the first sweep is over. */
async function begin(): Promise<void> {
  sweeper = startSweeper({
    clock,
    metrics: countingMetrics(),
    log: (_level, event, { code } = {}) => failures.push(`${event} ${code}`),
    bus: { ...embedded.bus, publish: (topic, events) => publish(topic, events) },
    conversations: {
      ...conversations,
      query: async (query) => {
        const page = await conversations.query(query);
        read += page.items.length;
        return page;
      },
    },
  });
  await clock.awaited();
}

/** Lets time pass, sweep by sweep. */
async function pass(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += SECOND) {
    clock.advance(SECOND);
    await clock.awaited();
  }
}

test('a timer that came is published as the event that its conversation and its time name', async () => {
  await wait([1, start], [2, start + 2 * SECOND], [3, start + MINUTE]);
  await begin();
  expect(published).toEqual([dueEvent(subscriberOf(1), { timer: 'parts', dueAt: start })]);
  await pass(2 * SECOND);
  expect(published.slice(1)).toEqual([dueEvent(subscriberOf(2), { timer: 'parts', dueAt: start + 2 * SECOND })]);
  expect(published[0]).toMatchObject({
    key: subscriberOf(1),
    at: '2026-11-22T01:00:00.000Z',
    data: { timer: 'parts' },
  });
});

test('the event of a timer says which it is, and of several the earliest comes first', async () => {
  const session = { response: 'r' as ResponseId, survey, origin: 'walk-in', language: 'vi', node: 'q1' } as const;
  const open = { ...session, answers: {}, consented: true, flags: [], epoch: 1, tries: 0, n: 2 };
  const until = (remindAt: number, expireAt: number) => ({ session: { ...open, remindAt, expireAt } });
  await keep(
    [1, { ...base, state: until(start, start + MINUTE), dueAt: start }],
    [2, { ...base, state: until(start + MINUTE, start), dueAt: start }],
    [3, { ...base, state: invitationAt(start), dueAt: start }],
    [4, { ...textUntil(start), state: invitationAt(start) }],
    [5, { ...textUntil(start + MINUTE), state: invitationAt(start), dueAt: start }],
  );
  await begin();
  const timers = published.map(({ key, data }) => [key, 'timer' in data && data.timer] as const);
  expect(new Map(timers)).toEqual(
    new Map([
      [subscriberOf(1), 'reminder'],
      [subscriberOf(2), 'expiry'],
      [subscriberOf(3), 'invitation'],
      [subscriberOf(4), 'parts'],
      [subscriberOf(5), 'invitation'],
    ]),
  );
});

test('a sweep reads what came since the last and nothing else, however many wait or are on their way', async () => {
  await wait(...Array.from({ length: 250 }, (_, who) => [who, start - who] as const));
  await wait(...Array.from({ length: 250 }, (_, who) => [1_000 + who, start + MINUTE] as const));
  await begin();
  expect(new Set(published.map(({ key }) => key)).size).toBe(250);
  expect(read).toBe(250);
  await pass(30 * SECOND);
  expect(read).toBe(250);
});

test('a timer that is still there after its event was published is published again, not before five minutes', async () => {
  await wait([1, start], [2, start + MINUTE]);
  await begin();
  await pass(5 * MINUTE - SECOND);
  expect(published).toHaveLength(2);
  await pass(10 * MINUTE);
  const times = published.filter(({ key }) => key === subscriberOf(1));
  expect(times.length).toBeGreaterThan(1);
  expect(new Set(times.map(({ id }) => id)).size).toBe(1);
});

test('what the bus did not take is published by the next sweep', async () => {
  await wait([1, start]);
  const real = publish;
  publish = async () => {
    throw new GatewayError('MSCORE_TEST', 'no room', { retry: true });
  };
  await begin();
  expect(failures).toEqual(['sweep-failed MSCORE_TEST']);
  publish = real;
  await pass(SECOND);
  expect(published).toHaveLength(1);
});

test('stopping waits for the sweep in progress, and none follows', async () => {
  await begin();
  await wait([1, start + SECOND], [2, start + 2 * SECOND]);
  const real = publish;
  let release = () => {};
  const reached = new Promise<void>((resolve) => {
    publish = async (topic, events) => {
      resolve();
      await new Promise<void>((go) => {
        release = go;
      });
      await real(topic, events);
    };
  });
  clock.advance(SECOND);
  await reached;
  const stopping = sweeper?.stop();
  release();
  await stopping;
  expect(published).toHaveLength(1);
  clock.advance(MINUTE);
  expect(published).toHaveLength(1);
});
