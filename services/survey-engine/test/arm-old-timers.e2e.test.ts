import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, SealedAddress } from '@mscore/contracts';
import { noFailpoint, type Service, systemClock } from '@mscore/ports';
import type { LoadedSurvey } from '@mscore/survey';
import { createSurveyEngine } from '../src';
import { armOldTimers } from '../src/arm-old-timers';
import { openConversations } from '../src/conversations';
import type { ConversationDocument } from '../src/domain/document';
import { about, countingMetrics, keys, links, received, scorecard } from './inbox';
import { createManualClock, type ManualClock } from './manual-clock';

const DAY = 86_400_000;
/** Monday, 08:30 here. */
const monday = Date.parse('2026-11-23T01:30:00.000Z');

let folder: string;
let embedded: Awaited<ReturnType<typeof openEmbedded>>;
let survey: LoadedSurvey;
let engine: Service | undefined;
let clock: ManualClock;
let logged: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-old-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  const current = await scorecard();
  // As it was published then: a policy said no more than this.
  survey = { ...current, survey: { ...current.survey, policy: { tries: 2 } } };
  [clock, logged] = [createManualClock(monday), []];
});
afterEach(async () => {
  await engine?.stop(1_000);
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const subscriberOf = (who: number) => received(who, 'x', undefined).data.subscriber;

/** A conversation as it was written before there were timers: notes without times, and an open question without an end. */
function oldDocument(askedAt: number | undefined): ConversationDocument {
  const session = {
    ...{ response: 'old-response', survey: survey.hash, origin: 'walk-in', language: 'vi-ascii', node: 'q1' },
    ...{ answers: {}, consented: true, flags: [], epoch: 2, tries: 0, n: 2 },
    ...(askedAt === undefined ? {} : { askedAt }),
  };
  const state = { session } as unknown as ConversationDocument['state'];
  const { address } = received(1, 'x', undefined).data;
  return { address: address as SealedAddress, state, handled: [[494_000, 'AAAAAAAAAAA']], effects: [] };
}

async function keep(...documents: readonly (readonly [who: number, document: ConversationDocument])[]): Promise<void> {
  const writes = documents.map(([who, document]) => ({ id: subscriberOf(who), expected: 'new' as const, document }));
  await openConversations(embedded.store).save(writes);
}

const stored = async (who: number) =>
  (await openConversations(embedded.store).load([subscriberOf(who)])).get(subscriberOf(who));

async function start(): Promise<void> {
  engine = createSurveyEngine({
    ...{ bus: embedded.bus, store: embedded.store, keys, clock, metrics: countingMetrics(), failpoint: noFailpoint },
    ...{ surveys: [survey], walkIn: true, hotline: '', replyExpiresMinutes: 60, links, services: new Set<never>() },
    log: (_level, event, { count } = {}) => logged.push(`${event} ${count}`),
  });
  await engine.start();
}

/** Collects facts until there are so many. */
async function facts(): Promise<(count: number) => Promise<readonly Event[]>> {
  const seen: Event[] = [];
  let wake = () => {};
  const handle = async (batch: readonly Event[]) => {
    seen.push(...batch);
    wake();
  };
  await embedded.bus.subscribe({ topic: 'survey.facts', group: 'test', maxBatch: 100, handle });
  return async (count) => {
    while (seen.length < count) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return seen;
  };
}

test('an open response older than timers ends three days after its question, and its person may be invited again', async () => {
  const seen = await facts();
  await keep([1, oldDocument(monday - 4 * DAY)]);
  await start();
  expect(await seen(1)).toMatchObject([
    { type: 'response.ended', data: { reason: 'expired' }, at: '2026-11-22T01:30:00.000Z' },
  ]);
  const dossier = { dossier: 'd1', values: { unit: 'UBND P. Dong Ha', d: '20/11/2026' }, order: '5' };
  await embedded.bus.publish('conversation.inbox', [
    about(1, 'a', 'invitation.requested', {
      ...{ person: true, survey: 'one-stop-shop', ...dossier, notBefore: '2026-11-23T01:00:00.000Z' },
    }),
  ]);
  expect((await seen(2))[1]).toMatchObject({ type: 'response.invited', data: { origin: 'invited' } });
});

test('one that was asked lately still has the rest of its time', async () => {
  await keep([1, oldDocument(monday - DAY)]);
  await start();
  expect((await stored(1))?.document.dueAt).toBe(monday + 2 * DAY);
});

test('all pages are gone over once, only what lacks its timer is written, and the next start reads none of them', async () => {
  const many = Array.from({ length: 230 }, (_, who) => [who, oldDocument(monday - DAY)] as const);
  const nothing: ConversationDocument = { ...oldDocument(monday), state: {} };
  const right = { ...oldDocument(monday - DAY), dueAt: monday + 2 * DAY };
  await keep(...many, [500, nothing], [501, right], [502, oldDocument(undefined)]);
  const before = [await stored(500), await stored(501)];
  const conversations = openConversations(embedded.store);
  let reads = 0;
  const counting: typeof conversations = {
    load: (ids) => conversations.load(ids),
    save: (writes) => conversations.save(writes),
    query: (query) => {
      reads += 1;
      expect(query.limit).toBeLessThanOrEqual(100);
      return conversations.query(query);
    },
  };
  const deps = { store: embedded.store, conversations: counting, clock, log: () => {} };
  await armOldTimers(deps);
  const due = await conversations.query({ index: 'due', from: monday, to: monday + 3 * DAY, limit: 500 });
  expect(due.items).toHaveLength(231);
  expect([await stored(500), await stored(501)]).toEqual(before);
  // Nobody knows when it was asked, so long ago that its time is over.
  expect((await stored(502))?.document.dueAt).toBe(3 * DAY);
  expect(reads).toBeGreaterThan(2);
  reads = 0;
  await armOldTimers(deps);
  expect(reads).toBe(0);
});

test('what was cut off is done again from the beginning', async () => {
  await keep([1, oldDocument(monday - DAY)]);
  const conversations = openConversations(embedded.store);
  const broken: typeof conversations = {
    load: (ids) => conversations.load(ids),
    query: (query) => conversations.query(query),
    save: () => Promise.reject(new Error('the disk is full')),
  };
  const deps = { store: embedded.store, clock, log: (_level: string, event: string) => logged.push(event) };
  await expect(armOldTimers({ ...deps, conversations: broken })).rejects.toThrow('the disk is full');
  await armOldTimers({ ...deps, conversations });
  expect((await stored(1))?.document.dueAt).toBe(monday + 2 * DAY);
  expect(logged).toEqual(['old-timers-armed']);
});
