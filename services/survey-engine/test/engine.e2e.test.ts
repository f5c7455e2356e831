import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, EventOf, Topic } from '@mscore/contracts';
import { openText } from '@mscore/contracts/crypto';
import { noFailpoint, type Service, systemClock } from '@mscore/ports';
import type { LoadedSurvey } from '@mscore/survey';
import { createSurveyEngine, type SurveyEngineDeps } from '../src';
import { openConversations } from '../src/conversations';
import { dueEvent } from '../src/due-event';
import { countingMetrics, keys, links, number, received, scorecard } from './inbox';
import { createManualClock } from './manual-clock';

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

let folder: string;
let embedded: Embedded;
let survey: LoadedSurvey;
let engine: Service | undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-engine-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  survey = await scorecard();
});
afterEach(async () => {
  await engine?.stop(1_000);
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const depsWith = (fields: Partial<SurveyEngineDeps> = {}): SurveyEngineDeps => ({
  bus: embedded.bus,
  store: embedded.store,
  keys,
  clock: systemClock,
  log: () => {},
  metrics: countingMetrics(),
  failpoint: noFailpoint,
  surveys: [survey],
  walkIn: true,
  hotline: '',
  replyExpiresMinutes: 60,
  links: [...links, { name: 'sim1', shortCodes: ['8049'] }, { name: 'sim2', shortCodes: ['8049'] }],
  fastReplyMs: 3_000,
  services: new Set(),
  ...fields,
});

async function start(fields: Partial<SurveyEngineDeps> = {}): Promise<void> {
  engine = createSurveyEngine(depsWith(fields));
  await engine.start();
}

/** Collects a topic until it holds so many events. */
async function collect(topic: Topic): Promise<{ until(count: number): Promise<readonly Event[]> }> {
  const seen: Event[] = [];
  let wake = () => {};
  await embedded.bus.subscribe({
    topic,
    group: 'test',
    maxBatch: 100,
    handle: async (batch) => {
      seen.push(...batch);
      wake();
    },
  });
  return {
    async until(count) {
      while (seen.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return seen;
    },
  };
}

const textsOf = (events: readonly Event[]) =>
  events.flatMap((event) => (event.type === 'message.requested' ? [openText(keys, event.id, event.data.text)] : []));

test('a citizen is answered on the link and short code the message came by', async () => {
  const outbox = await collect('conversation.outbox.sim');
  const facts = await collect('survey.facts');
  await start();
  await embedded.bus.publish('conversation.inbox', [received(1, 'a', 'DG'), received(1, 'b', '1')]);
  const replies = await outbox.until(2);
  expect(textsOf(replies)).toEqual([expect.stringContaining('Xin y kien'), expect.stringMatching(/^1\/7/)]);
  const [reply] = replies as readonly EventOf<'message.requested'>[];
  expect(reply).toMatchObject({
    cause: received(1, 'a', 'DG').id,
    data: { link: 'sim', shortCode: '8049', lane: 'reply', report: 'none' },
  });
  expect(Date.parse(reply?.data.expires ?? '') - Date.parse(reply?.at ?? '')).toBe(3_600_000);
  const [invited, consented] = await facts.until(2);
  expect(invited).toMatchObject({ type: 'response.invited', data: { n: 1, origin: 'walk-in' } });
  expect(consented).toMatchObject({ type: 'response.consented', data: { n: 2, node: 'invite-walk-in' } });
  // Neither a cause nor the millisecond of the message joins the pseudonym to the subscriber.
  expect(invited?.cause).toBeUndefined();
  expect(invited?.at).toBe('2126-11-22T01:02:03.000Z');
  expect(invited?.key).not.toBe(reply?.key);
});

test('replies ask for receipts when they are told to', async () => {
  const outbox = await collect('conversation.outbox.sim');
  await start({ replyReport: 'final' });
  await embedded.bus.publish('conversation.inbox', [received(1, 'a', 'DG')]);
  expect(await outbox.until(1)).toMatchObject([{ data: { report: 'final' } }]);
});

test('a comment travels sealed under its own fact, and nothing rests in clear', async () => {
  const facts = await collect('survey.facts');
  await start();
  const typed = ['DG', '1', '9', '9', '1', '2', '1', '2', 'Can bo nhiet tinh'];
  await embedded.bus.publish(
    'conversation.inbox',
    typed.map((text, at) => received(1, `message ${at}`, text)),
  );
  const comment = (await facts.until(10)).find((event) => event.type === 'comment.recorded');
  expect(comment?.type === 'comment.recorded' && openText(keys, comment.id, comment.data.comment)).toBe(
    'Can bo nhiet tinh',
  );
  await engine?.stop(1_000);
  await embedded.close();
  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  expect(bytes).toContain('conversation.outbox.sim');
  for (const secret of ['Can bo nhiet tinh', 'nhiet tinh', number(1).reveal(), number(1).reveal().slice(1)]) {
    expect(bytes).not.toContain(secret);
  }
});

test('what cannot be opened goes to the dead letters and holds up nobody', async () => {
  const outbox = await collect('conversation.outbox.sim');
  const dead = await collect('conversation.inbox.dead');
  const metrics = countingMetrics();
  await start({ metrics });
  const foreign = received(1, 'foreign', 'DG', { text: 'other.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as never });
  const invalid = { ...received(2, 'invalid', 'DG'), at: 'yesterday' };
  await embedded.bus.publish('conversation.inbox', [foreign, invalid, received(3, 'good', 'DG')]);
  expect(await outbox.until(1)).toMatchObject([{ key: received(3, 'good', 'DG').key }]);
  expect((await dead.until(2)).map((event) => event.type === 'event.dead' && event.data.event.id).sort()).toEqual(
    [foreign.id, invalid.id].sort(),
  );
  expect(metrics.counts.get('mscore_survey_poisoned_total')).toBe(2);
});

test('machines and outcomes of our own messages leave no conversation behind', async () => {
  const outbox = await collect('conversation.outbox.sim');
  const metrics = countingMetrics();
  await start({ metrics });
  const { key } = received(1, 'x', 'DG');
  await embedded.bus.publish('conversation.inbox', [
    received(1, 'machine', 'DG', { person: false }),
    {
      id: 'f1',
      type: 'message.failed',
      v: 1,
      key,
      at: '2026-11-22T01:02:03.456Z',
      data: { request: 'r', link: 'sim', attempt: 1, reason: 'expired' },
    },
    received(2, 'person', 'DG'),
  ]);
  await outbox.until(1);
  const kept = await openConversations(embedded.store).load([key]);
  expect(kept.size).toBe(0);
  expect(metrics.counts.get('mscore_survey_ignored_total machine')).toBe(1);
  expect(metrics.counts.get('mscore_survey_turns_total ignored')).toBe(1);
});

test('an open response finishes on the version it began with after the survey was changed and the engine restarted', async () => {
  const outbox = await collect('conversation.outbox.sim');
  await start();
  await embedded.bus.publish('conversation.inbox', [received(1, 'a', 'DG')]);
  await outbox.until(1);
  await engine?.stop(1_000);
  const changed: LoadedSurvey = {
    hash: 'changed' as LoadedSurvey['hash'],
    survey: { ...survey.survey, entries: { walkIn: 'q7' } },
  };
  await start({ surveys: [changed] });
  await embedded.bus.publish('conversation.inbox', [received(1, 'b', '1'), received(2, 'c', 'DG')]);
  expect(
    textsOf(await outbox.until(3))
      .map((text) => text.slice(0, 3))
      .sort(),
  ).toEqual(['1/7', '7/7', 'M-S']);
});

/** Metrics that say when a counter has come so far. */
function awaitedMetrics() {
  const metrics = countingMetrics();
  let wake = () => {};
  return {
    metrics: {
      ...metrics,
      count: (...call: Parameters<typeof metrics.count>) => {
        metrics.count(...call);
        wake();
      },
    },
    async until(counter: string, count: number) {
      while ((metrics.counts.get(counter) ?? 0) < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

const upToComment = ['DG', '1', '9', '9', '1', '2', '1', '2'];
const talkUpToComment = () =>
  embedded.bus.publish(
    'conversation.inbox',
    upToComment.map((text, at) => received(1, `message ${at}`, text)),
  );
const partOf = (part: number, text: string, total = 3) =>
  received(1, `part ${part}`, text, { part: { reference: 7, width: 8, total, part }, link: `sim${part}` });
const commentIn = (events: readonly Event[]) =>
  events.flatMap((event) =>
    event.type === 'comment.recorded'
      ? [{ words: openText(keys, event.id, event.data.comment), flags: event.data.flags, at: event.at }]
      : [],
  );

test('parts of a long text that come by several links, before and after a restart, are one comment, sealed while they wait', async () => {
  const facts = await collect('survey.facts');
  const { metrics, until } = awaitedMetrics();
  await start({ metrics });
  await talkUpToComment();
  await embedded.bus.publish('conversation.inbox', [partOf(3, ' nhiet tinh'), partOf(1, 'Can bo huong')]);
  await until('mscore_survey_turns_total part', 2);
  await engine?.stop(1_000);
  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
  for (const secret of ['nhiet tinh', 'Can bo huong']) expect(bytes).not.toContain(secret);
  const outbox = await collect('conversation.outbox.sim2');
  await start({ metrics });
  await embedded.bus.publish('conversation.inbox', [partOf(2, ' dan rat')]);
  expect(commentIn(await facts.until(10))).toEqual([
    { words: 'Can bo huong dan rat nhiet tinh', flags: undefined, at: '2126-11-22T01:02:03.000Z' },
  ]);
  // Answered by the link of the part that made it whole.
  expect(await outbox.until(1)).toMatchObject([{ cause: partOf(2, '').id, data: { link: 'sim2' } }]);
});

test('a long text of which a part is lost is taken five minutes after its first part, also when nobody ran meanwhile', async () => {
  const facts = await collect('survey.facts');
  const outbox = await collect('conversation.outbox.sim1');
  const { metrics, until } = awaitedMetrics();
  const clock = createManualClock(Date.parse('2026-11-22T01:02:03.456Z'));
  await start({ metrics, clock });
  await talkUpToComment();
  await embedded.bus.publish('conversation.inbox', [partOf(1, 'Cho rat lau, ho so')]);
  await until('mscore_survey_turns_total part', 1);
  await clock.awaited();
  await engine?.stop(1_000);
  clock.advance(4 * 60_000);
  await start({ metrics, clock });
  await clock.awaited();
  expect(metrics.counts.get('mscore_survey_due_total')).toBeUndefined();
  clock.advance(60_000);
  // The time of the fact is the timer's, whenever it is handled.
  expect(commentIn(await facts.until(10))).toEqual([
    { words: 'Cho rat lau, ho so…', flags: ['incomplete'], at: '2026-11-22T01:07:03.000Z' },
  ]);
  expect(await outbox.until(1)).toMatchObject([{ data: { link: 'sim1', shortCode: '8049' } }]);
  await until('mscore_survey_long_texts_total incomplete', 1);
});

test('a timer nothing waits for changes nothing and makes no conversation', async () => {
  const { metrics, until } = awaitedMetrics();
  await start({ metrics });
  const { subscriber } = received(1, 'x', undefined).data;
  await embedded.bus.publish('conversation.inbox', [dueEvent(subscriber, { timer: 'parts', dueAt: Date.now() })]);
  await until('mscore_survey_turns_total stale-timer', 1);
  expect((await openConversations(embedded.store).load([subscriber])).size).toBe(0);
});

test('a message from the dead letters that is older than the open question is counted, and the question still waits', async () => {
  const outbox = await collect('conversation.outbox.sim');
  const { metrics, until } = awaitedMetrics();
  await start({ metrics });
  await embedded.bus.publish('conversation.inbox', [received(1, 'a', 'DG'), received(1, 'b', '1')]);
  await outbox.until(2);
  await embedded.bus.publish('conversation.inbox', [
    { ...received(1, 'late', '3'), at: '2020-01-01T00:00:00.000Z', redriven: '2026-11-22T01:02:03.456Z' },
  ]);
  await until('mscore_survey_turns_total redriven', 1);
  await embedded.bus.publish('conversation.inbox', [received(1, 'c', '9')]);
  expect(textsOf(await outbox.until(3)).map((text) => text.slice(0, 3))).toEqual(['M-S', '1/7', '2/7']);
});

test('the engine is ready while it runs, and says why when it does not', async () => {
  await start();
  expect(engine?.health()).toEqual({ ready: true, reasons: [] });
  await engine?.stop(1_000);
  expect(engine?.health()).toEqual({ ready: false, reasons: ['the survey engine is not running'] });
});

test('without a survey, or with a hotline that breaks a text in two, it does not start', async () => {
  await expect(createSurveyEngine(depsWith({ surveys: [] })).start()).rejects.toMatchObject({
    code: 'MSCORE_NO_SURVEY',
    retry: false,
  });
  await expect(createSurveyEngine(depsWith({ hotline: ' Goi mien phi 18008081 nhe.' })).start()).rejects.toMatchObject({
    code: 'MSCORE_HOTLINE',
  });
});
