import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, EventOf, PartOfText } from '@mscore/contracts';
import { deriveId, openText } from '@mscore/contracts/crypto';
import { type Clock, noFailpoint, PoisonEvents, systemClock } from '@mscore/ports';
import type { Context } from '@mscore/survey';
import { openConversations } from '../src/conversations';
import { type ConversationDocument, step } from '../src/domain/conversation';
import { type BatchDeps, handleBatch } from '../src/handle-batch';
import { readTurns, secretsOf } from '../src/read-turns';
import { dueEvent } from '../src/sweeper';
import { Crash, type Death, mortal, randomOf, reordered } from './crash-fuzz';
import { contextOf, countingMetrics, keys, received, scorecard } from './inbox';

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

const now = Date.parse('2026-11-22T01:02:03.456Z');
const clock: Clock = { ...systemClock, now: () => now };
const log = () => {};
const secrets = secretsOf(keys);
const reading = { keys, log, metrics: countingMetrics() };

let folder: string;
let embedded: Embedded;
let context: Context;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-crash-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  context = contextOf([await scorecard()]);
});
afterAll(async () => {
  await embedded.close();
  rmSync(folder, { recursive: true });
});

const phrases = [
  'DG',
  'DG',
  'DG',
  '1',
  '1',
  '1',
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

/**
 * An inbox of a few people talking at once: short texts, long ones in shuffled parts of which some come twice and some
 * never, timers that come when they should, or again, or long after. Some messages cannot be opened.
 */
function inboxOf(run: string, people: number, length: number, random: () => number): readonly Event[] {
  const talkers = Array.from({ length: people }, (_, who) => createTalker(who + people * Number(run), random));
  const below = (count: number) => Math.floor(random() * count);
  return Array.from({ length }, (_, at) => {
    const talker = talkers[below(people)];
    if (talker === undefined) throw new Error('nobody talks');
    const chance = random();
    const event =
      chance < 0.4
        ? talker.part(`${run}/${at}`)
        : chance < 0.5
          ? talker.timer()
          : received(talker.who, `${run}/${at}`, phrases[below(phrases.length)] ?? 'DG');
    return talker.hears(random() < 0.03 && event.type === 'message.received' ? unopenable(event) : event);
  });
}

const unopenable = (event: EventOf<'message.received'>): Event => ({
  ...event,
  data: { ...event.data, text: 'lost.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as never },
});

/** One person with the conversation as it should be, which tells when a timer comes. */
function createTalker(who: number, random: () => number) {
  const { subscriber } = received(who, 'anything', undefined).data;
  let document: ConversationDocument | undefined;
  let dueAt = now;
  let texts = 0;
  let unsent: readonly { readonly text: string; readonly part: PartOfText }[] = [];
  return {
    who,
    /** The next part of a long text; when all are sent, the first of another, under one of two references. */
    part(name: string): EventOf<'message.received'> {
      if (unsent.length === 0) {
        texts += 1;
        unsent = partsOf(`${name}#${texts}`, texts % 2, 2 + Math.floor(random() * 2), random);
      }
      const [next, ...others] = unsent;
      unsent = others;
      return received(who, name, next?.text, next === undefined ? {} : { part: next.part });
    },
    /** The timer the conversation waits for, or else the last one again. */
    timer(): Event {
      dueAt = document?.dueAt ?? dueAt;
      return dueEvent(subscriber, dueAt);
    },
    hears(event: Event): Event {
      if (!opens(event)) return event;
      for (const heard of readTurns(reading, [event]).get(subscriber) ?? []) {
        document = step(document, [heard], { context, secrets }, now).document ?? document;
      }
      return event;
    },
  };
}

/** A long text in shuffled parts, some doubled, some lost. */
function partsOf(name: string, reference: number, total: number, random: () => number) {
  const parts = Array.from({ length: total }, (_, at) => ({
    text: `${name} phan ${at + 1}, `,
    part: { reference, total, part: at + 1, width: 8 as const },
  }));
  return parts
    .flatMap((part) => (random() < 0.15 ? [] : random() < 0.3 ? [part, part] : [part]))
    .map((part) => ({ part, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ part }) => part);
}

const opens = (event: Event) => event.type !== 'message.received' || !event.data.text?.startsWith('lost.');

/** What must come of an inbox: every message decided once, in order. */
interface Expected {
  /** Ids of replies by subscriber, and of facts by response, in order. */
  readonly events: ReadonlyMap<string, readonly string[]>;
  /** The words of the comments that were joined from parts, by the fact's id. */
  readonly joined: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, ConversationDocument | undefined>;
}

function expectedOf(inbox: readonly Event[]): Expected {
  const groups = readTurns(reading, inbox.filter(opens));
  const events = new Map<string, string[]>();
  const joined = new Map<string, string>();
  const documents = new Map<string, ConversationDocument | undefined>();
  const noteDue = (key: string, id: string) => events.set(key, [...(events.get(key) ?? []), id]);
  for (const [subscriber, turns] of groups) {
    let document: ConversationDocument | undefined;
    for (const turn of turns) {
      const taken = step(document, [turn], { context, secrets }, now);
      document = taken.document ?? document;
      if (taken.document === undefined) continue;
      const effects = taken.due.flatMap(({ effects, source }) => effects.map((effect) => ({ effect, source })));
      for (const [index, { effect, source }] of effects.entries()) {
        if (effect.kind !== 'fact') {
          noteDue(subscriber, deriveId(turn.id, index));
          continue;
        }
        const id = deriveId(effect.data.response, effect.data.n);
        noteDue(effect.data.response, id);
        if (effect.type === 'comment.recorded' && source?.text !== undefined) {
          joined.set(id, openText(keys, turn.id, source.text));
        }
      }
    }
    documents.set(subscriber, document);
  }
  return { events, joined, documents };
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
    ...{ keys, clock, log, metrics: countingMetrics(), failpoint: noFailpoint, context, secrets },
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

/** Nothing lost, no step twice, order kept: against the model, message by message. Returns how many comments were joined. */
async function judge(inbox: readonly Event[], { ports, poisoned }: Awaited<ReturnType<typeof live>>): Promise<number> {
  expect(poisoned).toEqual(new Set(inbox.filter((event) => !opens(event)).map(({ id }) => id)));
  const { events, joined, documents } = expectedOf(inbox);
  const stored = await openConversations(embedded.store).load([...documents.keys()]);
  for (const [subscriber, document] of documents) {
    expect(stored.get(subscriber)?.document.state).toEqual(document?.state);
    expect(stored.get(subscriber)?.document.longTexts).toEqual(document?.longTexts);
    expect(stored.get(subscriber)?.document.dueAt).toBe(document?.dueAt);
  }
  const published = ports.published.map(({ event }) => event);
  expect(idsByKey(published)).toEqual(events);
  for (const event of published) {
    const words = joined.get(event.id);
    if (words === undefined || event.type !== 'comment.recorded') continue;
    expect(openText(keys, event.id, event.data.comment)).toBe(words);
    expect(event.data.length).toBe(words.length);
  }
  return joined.size;
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
  let joined = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = randomOf(seed);
    const inbox = inboxOf(String(1_000 + seed), 4, 60, random);
    const fate = () => (random() < 0.25 ? deaths[Math.floor(random() * deaths.length)] : undefined);
    const lived = await live(inbox, fate, random, 12);
    joined += await judge(inbox, lived);
    died += lived.ports.deaths();
  }
  expect(died).toBeGreaterThan(150);
  expect(joined).toBeGreaterThan(15);
});
