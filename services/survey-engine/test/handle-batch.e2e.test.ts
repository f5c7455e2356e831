import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, EventOf, Topic } from '@mscore/contracts';
import { openText } from '@mscore/contracts/crypto';
import { noFailpoint, systemClock } from '@mscore/ports';
import { openConversations } from '../src/conversations';
import type { ConversationDocument } from '../src/domain/document';
import { routesBy } from '../src/domain/routes';
import { nextTimer } from '../src/domain/timers';
import { dueEvent } from '../src/due-event';
import { type BatchDeps, handleBatch } from '../src/handle-batch';
import { secretsOf } from '../src/read-event';
import { about, became, contextOf, countingMetrics, keys, received, scorecard } from './inbox';

const HOUR = 3_600_000;
/** Monday, 08:30 here. */
const monday = Date.parse('2026-11-23T01:30:00.000Z');

let folder: string;
let embedded: Awaited<ReturnType<typeof openEmbedded>>;
let metrics: ReturnType<typeof countingMetrics>;
let deps: BatchDeps;
let now: number;
let saves: number;
let published: { readonly topic: Topic; readonly event: Event }[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-batch-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  [now, saves, published, metrics] = [monday, 0, [], countingMetrics()];
  const conversations = openConversations(embedded.store);
  const links = [
    { name: 'first', shortCodes: ['8049'] },
    { name: 'second', shortCodes: ['6049'], carriers: ['Vinaphone'] },
  ];
  deps = {
    ...{ keys, metrics, log: () => {}, failpoint: noFailpoint, hotline: '', replyExpiresMinutes: 60 },
    clock: { ...systemClock, now: () => now },
    context: contextOf([await scorecard()], { services: new Set(['dossier', 'case', 'score']) }),
    secrets: secretsOf(keys),
    route: routesBy(links),
    conversations: {
      load: (ids) => conversations.load(ids),
      query: (query) => conversations.query(query),
      save: (writes) => {
        saves += 1;
        return conversations.save(writes);
      },
    },
    bus: {
      subscribe: (options) => embedded.bus.subscribe(options),
      close: () => embedded.bus.close(),
      publish: async (topic, events) => {
        published.push(...events.map((event) => ({ topic, event })));
      },
    },
  };
});
afterEach(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const { subscriber } = received(1, 'x', undefined).data;
const document = async (): Promise<ConversationDocument | undefined> =>
  (await openConversations(embedded.store).load([subscriber])).get(subscriber)?.document;

const invited = (name: string, fields: Partial<EventOf<'invitation.requested'>['data']> = {}): Event =>
  about(1, name, 'invitation.requested', {
    person: true,
    survey: 'one-stop-shop',
    dossier: 'd1',
    values: { unit: 'UBND P. Dong Ha', d: '20/11/2026' },
    order: '5',
    notBefore: '2026-11-23T01:00:00.000Z',
    ...fields,
  });

/** Handles one batch and returns what it published, by topic and type. */
async function handle(...batch: readonly Event[]): Promise<readonly string[]> {
  const before = published.length;
  await handleBatch(deps, batch);
  return published.slice(before).map(({ topic, event }) => `${topic} ${event.type}`);
}

const requests = (): readonly EventOf<'message.requested'>[] =>
  published.flatMap(({ event }) => (event.type === 'message.requested' ? [event] : []));

test('whoever never wrote is invited by the default link, and by their carrier’s where that is known', async () => {
  expect(await handle(invited('a'))).toEqual([
    'survey.facts response.invited',
    'conversation.outbox.first message.requested',
  ]);
  expect(requests()[0]?.data).toMatchObject({ shortCode: '8049', lane: 'bulk', report: 'all' });
  await handle({ ...invited('b', { carrier: 'Vinaphone' }), ...other(2) } as Event);
  expect(requests()[1]?.data).toMatchObject({ link: 'second', shortCode: '6049' });
});

test('what we start is sent within the hours it was started in, or not at all', async () => {
  now = Date.parse('2026-11-23T12:59:30.000Z');
  await handle(invited('a'));
  expect(requests()[0]?.data).toMatchObject({ lane: 'bulk', expires: '2026-11-23T13:00:00.000Z' });
  // A reply goes at any hour.
  await handle(received(1, 'b', '1'));
  expect(requests()[1]?.data).toMatchObject({ lane: 'reply', expires: '2026-11-23T13:59:30.000Z' });
});

test('what we started and could not publish before the hours ended is not sent at night', async () => {
  now = Date.parse('2026-11-23T12:59:59.000Z');
  const saved = deps.failpoint;
  const crash = () => {
    throw new Error('crashed');
  };
  deps = { ...deps, failpoint: crash };
  await expect(handle(invited('a'))).rejects.toThrow('crashed');
  deps = { ...deps, failpoint: saved };
  now += 2 * HOUR;
  await handle(invited('a'));
  expect(requests()[0]?.data).toMatchObject({ lane: 'bulk', expires: new Date(now).toISOString() });
});

/** The same event about somebody else. */
function other(who: number): Pick<Event, 'key'> & { readonly data: unknown } {
  const { data, key } = about(who, 'b', 'invitation.requested', {
    ...{ person: true, carrier: 'Vinaphone', survey: 'one-stop-shop', values: { unit: 'So Y te', d: '1/1' } },
    ...{ order: '5', notBefore: '2026-11-23T01:00:00.000Z' },
  });
  return { key, data };
}

test('whoever wrote is reminded and told by the way they last wrote', async () => {
  await handle(received(1, 'a', 'DG', { link: 'second', shortCode: '6049' }), received(1, 'b', '1'));
  await handle(received(1, 'c', '9', { link: 'second', shortCode: '6049' }));
  const remindAt = (await document())?.state.session?.remindAt ?? 0;
  now = remindAt;
  expect(await handle(dueEvent(subscriber, { timer: 'reminder', dueAt: remindAt }))).toEqual([
    'conversation.outbox.second message.requested',
  ]);
  expect(await handle(about(1, 'd', 'score.answered', { question: 'q' }))).toEqual([
    'conversation.outbox.second message.requested',
    'conversation.outbox.second message.requested',
  ]);
});

test('a reply whose link is gone goes by the default one, and is counted', async () => {
  expect(await handle(received(1, 'a', 'DG', { link: 'gone' }))).toContain(
    'conversation.outbox.first message.requested',
  );
  expect(metrics.counts.get('mscore_survey_rerouted_total')).toBe(1);
});

test('a conversation knows its texts by the ids they go out under', async () => {
  await handle(invited('a'));
  const [request] = requests();
  const { session } = (await document())?.state ?? {};
  expect(session?.unsent).toEqual({ request: request?.id, link: 'first' });
  expect(session?.said).toBe(request?.id.slice(0, 11));
  await handle(became(1, 'b', 'message.accepted', request?.id ?? ''));
  expect((await document())?.state.session?.unsent).toMatchObject({ accepted: true });
  await handle(became(1, 'c', 'message.delivered', request?.id ?? ''));
  expect((await document())?.state.session).not.toHaveProperty('unsent');
});

test('several texts of one cause have ids of their own, by which they are known', async () => {
  await handle(received(1, 'a', 'DG'), received(1, 'b', '1'));
  await handle(about(1, 'c', 'score.answered', { question: 'q' }));
  const said = (await document())?.state.session?.said ?? '';
  const marks = requests().map(({ id }) => id.slice(0, 11));
  expect(said).toBe(marks.slice(1).join(''));
});

test('a reply says what its writer had been sent, and one that came before the question is no answer to it', async () => {
  await handle(received(1, 'a', 'DG'), received(1, 'b', '1'));
  const [, first] = requests();
  await handle(received(1, 'c', '9'));
  const seen = { request: first?.id ?? '', acceptedAt: '2026-11-22T01:02:00.000Z', delivered: true };
  await handle(received(1, 'd', '8', { seen }));
  const { session } = (await document())?.state ?? {};
  expect(session?.answers).toEqual({ satisfaction: 8 });
  expect(session?.node).toBe('q2');
});

test('what became of messages that nobody waits for costs no write', async () => {
  await handle(received(1, 'a', 'DG'));
  saves = 0;
  const outcomes = ['message.accepted', 'message.delivered', 'message.failed'] as const;
  await handle(...outcomes.map((type, at) => became(1, `outcome ${at}`, type, 'another')));
  await handle(became(2, 'stranger', 'message.failed', 'another'));
  expect(saves).toBe(0);
  expect(metrics.counts.get('mscore_survey_turns_total ignored')).toBe(4);
});

test('an answer for somebody nobody heard of is counted, and nothing more', async () => {
  expect(await handle(about(1, 'a', 'score.answered', { question: 'q' }))).toEqual([]);
  expect([saves, metrics.counts.get('mscore_survey_turns_total stranger')]).toEqual([0, 1]);
});

test('invitations, answers and timers that come again change nothing and are published again as they were', async () => {
  const all = [invited('a'), about(1, 'b', 'dossier.answered', { question: 'q', answer: { kind: 'not-found' } })];
  const first = await handle(...all);
  saves = 0;
  expect(await handle(...all)).toEqual(first);
  expect(saves).toBe(0);
  const ids = published.map(({ event }) => event.id);
  expect(ids.slice(first.length)).toEqual(ids.slice(0, first.length));
});

test('of several timers that are due at once each comes as soon as the one before it was handled', async () => {
  await handle(invited('a', { notBefore: '2026-11-23T06:00:00.000Z' }));
  const dueAt = (await document())?.state.invitation?.dueAt ?? 0;
  now = dueAt - 5 * 60_000;
  const part = { reference: 1, width: 8, total: 2, part: 1 } as const;
  await handle(received(1, 'b', 'xin ', { part }));
  expect((await document())?.dueAt).toBe(dueAt);
  now = dueAt + HOUR;
  const parts = dueEvent(subscriber, { timer: 'parts', dueAt });
  const told = dueEvent(subscriber, { timer: 'invitation', dueAt });
  expect(await handle(parts)).toContain('conversation.inbox conversation.due');
  expect(published.at(-1)?.event).toEqual(told);
  expect(await handle(told)).toContain('survey.facts response.invited');
  expect(metrics.counts.get('mscore_survey_due_total')).toBe(1);
});

test('steps of two cases that came at night are both told in the morning', async () => {
  await handle(received(1, 'a', 'HUY'));
  now = monday + 14 * HOUR;
  const step = (name: string, of: string) =>
    about(1, name, 'case.updated', { case: of, state: 'answered', kind: 'complaint', due: '2026-12-14' });
  expect(await handle(step('b', 'PA-2026-000123'), step('c', 'PA-2026-000124'))).toEqual([]);
  for (let ring = 0; ring < 2; ring += 1) {
    const timer = nextTimer((await document()) ?? { state: {} });
    now = timer?.dueAt ?? now;
    if (timer !== undefined) await handle(dueEvent(subscriber, timer));
  }
  // What HUY was answered with, and both steps: the same text published again would be one.
  expect(new Set(requests().map(({ id }) => id)).size).toBe(3);
});

test('of a complaint and of the name of a unit only the words behind the keyword travel', async () => {
  await handle(received(1, 'a', 'PA can bo doi them tien'), received(1, 'b', 'XH So Tu phap'));
  const words = published.flatMap(({ event }) => {
    if (event.type === 'case.requested') return [event.data.text && openText(keys, event.id, event.data.text)];
    return event.type === 'score.asked' ? [openText(keys, event.id, event.data.unit)] : [];
  });
  expect(words).toEqual(['can bo doi them tien', 'So Tu phap']);
});

test('the code of a dossier lies nowhere beside whoever asked about it', async () => {
  const code = '000.17.22.H56-210531-0001';
  const part = { reference: 1, width: 8, total: 2 } as const;
  await handle(received(1, 'a', `HS ${code}`), received(1, 'b', 'hs h56-210531-0001'), received(1, 'c', 'HS'));
  await handle(received(1, 'd', 'HS 000.17.22.H56-', { part: { ...part, part: 1 } }), received(1, 'e', `DG ${code}`));
  await handle(received(1, 'f', '210531-0001 nhe', { part: { ...part, part: 2 } }));
  const asked = published.flatMap(({ event }) => (event.type === 'dossier.asked' ? [event] : []));
  const named = asked.map(({ id, data }) => [data.purpose, JSON.parse(openText(keys, id, data.dossier))]);
  const short = { kind: 'short', unit: 'H56', date: '210531', number: '0001' };
  expect(named).toEqual([
    ['status', { kind: 'code', code }],
    ['status', short],
    ['status', { kind: 'newest' }],
    ['rating', { kind: 'code', code }],
    ['status', { kind: 'code', code }],
  ]);
  for (const each of [...asked, await document()]) expect(JSON.stringify(each)).not.toMatch(/210531/);
});

test('a code is read as of the day it was written, however long after that it is published', async () => {
  const at = '2026-11-23T16:59:59.000Z';
  now = Date.parse('2026-11-24T17:00:01.000Z');
  const dated = (name: string, text: string): Event => ({ ...received(1, name, text), at });
  await handle(dated('a', 'HS 000.17.22.H56-261123-0001'), dated('b', 'HS 000.17.22.H56-261124-0001'));
  expect(published.map(({ event }) => event.type)).toEqual(['dossier.asked', 'message.requested']);
});

test('what nobody may be asked by, where there is no link at all, is a fault that says so', async () => {
  deps = { ...deps, route: routesBy([]) };
  await expect(handle(invited('a'))).rejects.toThrow('there is no link to write by');
});
