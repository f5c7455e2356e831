import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { type Clock, noFailpoint, PoisonEvents, systemClock } from '@mscore/ports';
import type { Context } from '@mscore/survey';
import { openConversations } from '../src/conversations';
import { type ConversationDocument, step } from '../src/domain/conversation';
import { type BatchDeps, handleBatch } from '../src/handle-batch';
import { readTurns } from '../src/read-turns';
import { Crash, type Death, mortal, randomOf, reordered } from './crash-fuzz';
import { countingMetrics, keys, received, scorecard } from './inbox';

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

const now = Date.parse('2026-11-22T01:02:03.456Z');
const clock: Clock = { ...systemClock, now: () => now };
const log = () => {};

let folder: string;
let embedded: Embedded;
let context: Context;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-crash-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  const { survey, hash } = await scorecard();
  context = { surveys: new Map([[hash, survey]]), survey: hash, walkIn: true, usagePerDay: 3 };
});
afterAll(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const phrases = [
  'DG',
  'DG',
  '1',
  '1',
  '1',
  '9',
  '2',
  '3',
  '0',
  'tot',
  'Can bo vui ve',
  'HUY',
  'DK',
  'THOI',
  'TG',
  'tu choi',
];

/** An inbox of a few people talking at once; some messages cannot be opened. */
function inboxOf(run: string, people: number, length: number, random: () => number): readonly Event[] {
  return Array.from({ length }, (_, at) => {
    const who = Math.floor(random() * people) + people * Number(run);
    const text = phrases[Math.floor(random() * phrases.length)] ?? 'DG';
    const unopenable = random() < 0.03 ? { text: 'lost.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as never } : {};
    return received(who, `${run}/${at}`, text, unopenable);
  });
}

const opens = (event: Event) => event.type !== 'message.received' || !event.data.text?.startsWith('lost.');

/** What must come of an inbox: every message decided once, in order. */
interface Expected {
  /** Ids of replies by subscriber, and of facts by response, in order. */
  readonly events: ReadonlyMap<string, readonly string[]>;
  readonly states: ReadonlyMap<string, ConversationDocument['state'] | undefined>;
}

function expectedOf(inbox: readonly Event[]): Expected {
  const groups = readTurns({ keys, log, metrics: countingMetrics() }, inbox.filter(opens));
  const events = new Map<string, string[]>();
  const states = new Map<string, ConversationDocument['state'] | undefined>();
  const noteDue = (key: string, id: string) => events.set(key, [...(events.get(key) ?? []), id]);
  for (const [subscriber, turns] of groups) {
    let document: ConversationDocument | undefined;
    for (const turn of turns) {
      const taken = step(document, [turn], context, now);
      document = taken.document;
      for (const [index, effect] of taken.due.flatMap(({ effects }) => effects).entries()) {
        if (effect.kind === 'reply') noteDue(subscriber, deriveId(turn.id, index));
        else noteDue(effect.data.response, deriveId(effect.data.response, effect.data.n));
      }
    }
    states.set(subscriber, document?.state);
  }
  return { events, states };
}

/** Runs an inbox through the handler as a bus would, over every death, until all of it is handled. */
async function live(
  inbox: readonly Event[],
  fate: (call: 'load' | 'save' | 'publish') => Death | undefined,
  random: () => number,
  mostPerBatch: number,
) {
  const ports = mortal(openConversations(embedded.store), embedded.bus, fate);
  const deps: BatchDeps = {
    ...{ keys, clock, log, metrics: countingMetrics(), failpoint: noFailpoint, context },
    ...{ hotline: '', replyExpiresMinutes: 60, bus: ports.bus, conversations: ports.conversations },
  };
  const poisoned = new Set<string>();
  let offset = 0;
  while (offset < inbox.length) {
    const size = 1 + Math.floor(random() * mostPerBatch);
    const part = inbox.slice(offset, offset + size).filter(({ id }) => !poisoned.has(id));
    const doubled = random() < 0.2 ? [...part, ...part] : part;
    try {
      await handleBatch(deps, random() < 0.5 ? reordered(part, random) : doubled);
      // Sometimes the offset is not committed, and what was handled comes again.
      offset = random() < 0.1 ? Math.max(0, offset - 3) : offset + size;
    } catch (error) {
      if (error instanceof PoisonEvents) for (const id of error.ids) poisoned.add(id);
      else if (!(error instanceof Crash)) throw error;
    }
  }
  return { ports, poisoned };
}

/** Nothing lost, no step twice, order kept: against the model, message by message. */
async function judge(inbox: readonly Event[], { ports, poisoned }: Awaited<ReturnType<typeof live>>): Promise<void> {
  expect(poisoned).toEqual(new Set(inbox.filter((event) => !opens(event)).map(({ id }) => id)));
  const { events, states } = expectedOf(inbox);
  const stored = await openConversations(embedded.store).load([...states.keys()]);
  for (const [subscriber, state] of states) expect(stored.get(subscriber)?.document.state).toEqual(state);
  expect(idsByKey(ports.published.map(({ event }) => event))).toEqual(events);
}

/** Ids by key, each where it came first. The same id must always be the same event. */
function idsByKey(events: readonly Event[]): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, Event>();
  const ids = new Map<string, string[]>();
  for (const event of events) {
    const known = seen.get(event.id);
    if (known !== undefined) {
      expect(event).toEqual(known);
      continue;
    }
    seen.set(event.id, event);
    ids.set(event.key, [...(ids.get(event.key) ?? []), event.id]);
  }
  return ids;
}

const deaths: readonly Death[] = ['before', 'after', 'late'];

test('a death at each await of a small inbox, in each way, loses and doubles nothing', async () => {
  let run = 0;
  for (const death of deaths) {
    for (let fatal = 1, reached = true; reached; fatal += 1) {
      run += 1;
      const random = randomOf(fatal);
      const inbox = inboxOf(String(run), 2, 8, random);
      let call = 0;
      const lived = await live(inbox, () => (++call === fatal ? death : undefined), random, 4);
      await judge(inbox, lived);
      reached = call >= fatal;
    }
  }
  expect(run).toBeGreaterThan(20);
});

test('deaths at random, duplicates and legal reordering lose and double nothing', async () => {
  let died = 0;
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = randomOf(seed);
    const inbox = inboxOf(String(1_000 + seed), 4, 60, random);
    const fate = () => (random() < 0.25 ? deaths[Math.floor(random() * deaths.length)] : undefined);
    const lived = await live(inbox, fate, random, 12);
    await judge(inbox, lived);
    died += lived.ports.deaths();
  }
  expect(died).toBeGreaterThan(150);
});
