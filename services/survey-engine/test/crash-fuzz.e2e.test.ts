import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event, EventOf, PartOfText, Topic } from '@mscore/contracts';
import { deriveId, openText } from '@mscore/contracts/crypto';
import { type Clock, noFailpoint, PoisonEvents, systemClock } from '@mscore/ports';
import type { Context, Effect } from '@mscore/survey';
import { openConversations } from '../src/conversations';
import { step } from '../src/domain/conversation';
import type { ConversationDocument } from '../src/domain/document';
import { routesBy } from '../src/domain/routes';
import { nextTimer, type Timer } from '../src/domain/timers';
import { dueEvent } from '../src/due-event';
import { type BatchDeps, handleBatch } from '../src/handle-batch';
import { secretsOf } from '../src/read-event';
import { readTurns } from '../src/read-turns';
import { Crash, type Death, mortal, randomOf, reordered } from './crash-fuzz';
import { about, became, contextOf, countingMetrics, keys, links, received, scorecard } from './inbox';

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

/** A day on which reminders come, and one on which what was not answered expires. */
const days = ['2026-11-22T01:02:03.456Z', '2026-11-23T02:00:00.000Z', '2026-11-27T03:00:00.000Z'].map(Date.parse);
let now = days[0] ?? 0;
const clock: Clock = { ...systemClock, now: () => now };
const log = () => {};
const secrets = secretsOf(keys);
const route = routesBy(links);
const reading = { keys, log, metrics: countingMetrics() };

let folder: string;
let embedded: Embedded;
let context: Context;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-crash-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  context = contextOf([await scorecard()], { services: new Set(['dossier', 'case', 'score']) });
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

/** What comes in on one day. */
interface Day {
  readonly at: number;
  readonly inbox: readonly Event[];
}

/**
 * An inbox of a few people talking at once, over several days: short texts, long ones in shuffled parts of which some
 * come twice and some never, timers that come when they should, or again, or long after, invitations, answers of other
 * services, and what became of our own messages. Some messages cannot be opened.
 */
function inboxOf(run: string, people: number, length: number, random: () => number): readonly Day[] {
  const talkers = Array.from({ length: people }, (_, who) => createTalker(who + people * Number(run), random));
  const below = (count: number) => Math.floor(random() * count);
  const eventOf = (talker: Talker, name: string, morning: boolean): Event => {
    if (morning && random() < 0.6) return talker.timer();
    if (talker.hasUnsent() && random() < 0.3) return talker.outcome(name);
    const chance = random();
    if (chance < 0.35) return talker.part(name);
    if (chance < 0.45) return talker.timer();
    if (chance < 0.5) return talker.outcome(name);
    if (chance < 0.55) return invitation(talker.who, name, random);
    // Whoever is answered has asked.
    if (chance < 0.6 && talker.isKnown()) return answers[below(answers.length)]?.(talker.who, name) ?? talker.timer();
    return received(talker.who, name, phrases[below(phrases.length)] ?? 'DG');
  };
  return days.map((day, which) => ({
    at: day,
    inbox: Array.from({ length: Math.ceil(length / days.length) }, (_, at) => {
      const talker = talkers[below(people)];
      if (talker === undefined) throw new Error('nobody talks');
      const event = eventOf(talker, `${run}/${which}/${at}`, at < 2 * people);
      return talker.hears(random() < 0.03 && event.type === 'message.received' ? unopenable(event) : event, day);
    }),
  }));
}

/** Now or tomorrow, of people and of landlines, one before the other or after it. */
function invitation(who: number, name: string, random: () => number): Event {
  return about(who, name, 'invitation.requested', {
    person: random() < 0.9,
    survey: 'one-stop-shop',
    dossier: `dossier of ${who}`,
    values: { unit: 'UBND P. Dong Ha', d: '20/11/2026' },
    order: String(random()),
    notBefore: random() < 0.5 ? '2026-11-22T01:00:00.000Z' : '2026-11-23T01:00:00.000Z',
  });
}

const answers: readonly ((who: number, name: string) => Event)[] = [
  (who, name) => about(who, name, 'dossier.answered', { question: 'q', answer: { kind: 'not-found' } }),
  (who, name) => {
    const rating = { kind: 'rating', dossier: 'd', sampled: true, values: { unit: 'So Y te', d: '1/1' } } as const;
    return about(who, name, 'dossier.answered', { question: 'q', answer: rating });
  },
  (who, name) => about(who, name, 'case.updated', { case: 'PA-2026-000123', state: 'answered', kind: 'complaint' }),
  (who, name) => about(who, name, 'score.answered', { question: 'q' }),
];

const unopenable = (event: EventOf<'message.received'>): Event => ({
  ...event,
  data: { ...event.data, text: 'lost.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as never },
});

/** One person with the conversation as it should be, which tells when a timer comes. */
type Talker = ReturnType<typeof createTalker>;

function createTalker(who: number, random: () => number) {
  const { subscriber } = received(who, 'anything', undefined).data;
  let document: ConversationDocument | undefined;
  let last: Timer = { timer: 'parts', dueAt: now };
  let texts = 0;
  let unsent: readonly { readonly text: string; readonly part: PartOfText }[] = [];
  return {
    who,
    isKnown: () => document !== undefined,
    hasUnsent: () => document?.state.session?.unsent !== undefined,
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
      last = (document && nextTimer(document)) ?? last;
      return dueEvent(subscriber, last);
    },
    /** What became of the message that is not known to be sent yet, or of another. */
    outcome(name: string): Event {
      const kinds = ['message.accepted', 'message.delivered', 'message.failed'] as const;
      const kind = kinds[Math.floor(random() * kinds.length)] ?? 'message.failed';
      return became(who, name, kind, document?.state.session?.unsent?.request ?? 'another');
    },
    hears(event: Event, day: number): Event {
      if (!opens(event)) return event;
      for (const heard of readTurns(reading, [event]).get(subscriber) ?? []) {
        document = step(document, [heard], { context, secrets, route }, day).document ?? document;
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
  /** Ids by topic and key, in order: between topics there is none. */
  readonly events: ReadonlyMap<string, readonly string[]>;
  /** The words of the comments that were joined from parts, by the fact's id. */
  readonly joined: ReadonlyMap<string, string>;
  readonly documents: ReadonlyMap<string, ConversationDocument | undefined>;
  /** What became of events, in one word. */
  readonly outcomes: ReadonlySet<string>;
}

function expectedOf(inbox: readonly Day[]): Expected {
  const events = new Map<string, string[]>();
  const joined = new Map<string, string>();
  const documents = new Map<string, ConversationDocument | undefined>();
  const outcomes = new Set<string>();
  const noteDue = (key: string, id: string) => events.set(key, [...(events.get(key) ?? []), id]);
  for (const { subscriber, turn, at } of turnsIn(inbox)) {
    const taken = step(documents.get(subscriber), [turn], { context, secrets, route }, at);
    documents.set(subscriber, taken.document ?? documents.get(subscriber));
    for (const outcome of taken.outcomes) outcomes.add(outcome);
    if (taken.document === undefined) continue;
    const effects = taken.due.flatMap(({ effects, source }) => effects.map((effect) => ({ effect, source })));
    for (const [index, { effect, source }] of effects.entries()) {
      if (effect.kind !== 'fact') {
        noteDue(`${topicOf(effect)} ${subscriber}`, deriveId(turn.id, index));
        continue;
      }
      const id = deriveId(effect.data.response, effect.data.n);
      noteDue(`survey.facts ${effect.data.response}`, id);
      if (effect.type === 'comment.recorded' && source?.text !== undefined) {
        joined.set(id, openText(keys, turn.id, source.text));
      }
    }
  }
  return { events, joined, documents, outcomes };
}

function topicOf(effect: Exclude<Effect, { kind: 'fact' }>): Topic {
  if (effect.kind !== 'request') return 'conversation.outbox.sim';
  if (effect.type === 'score.asked') return 'results.questions';
  return effect.type.startsWith('case.') ? 'case.requests' : 'dossier.questions';
}

/** What each event tells whom, day by day. */
const turnsIn = (inbox: readonly Day[]) =>
  inbox.flatMap(({ at, inbox: events }) =>
    [...readTurns(reading, events.filter(opens))].flatMap(([subscriber, turns]) =>
      turns.map((turn) => ({ subscriber, turn, at })),
    ),
  );

/** Runs an inbox through the handler as a bus would, over every death, until all of it is handled. */
async function live(
  inbox: readonly Day[],
  fate: (call: 'load' | 'save' | 'publish') => Death | undefined,
  random: () => number,
  mostPerBatch: number,
) {
  const ports = mortal(openConversations(embedded.store), embedded.bus, fate);
  const deps: BatchDeps = {
    ...{ keys, clock, log, metrics: countingMetrics(), failpoint: noFailpoint, context, secrets, route },
    ...{ hotline: '', replyExpiresMinutes: 60, bus: ports.bus, conversations: ports.conversations },
  };
  const poisoned = new Set<string>();
  for (const { at, inbox: events } of inbox) {
    now = at;
    let offset = 0;
    while (offset < events.length) {
      const size = 1 + Math.floor(random() * mostPerBatch);
      const part = events.slice(offset, offset + size).filter(({ id }) => !poisoned.has(id));
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
  }
  return { ports, poisoned };
}

/** Nothing lost, no step twice, order kept: against the model, message by message. Returns how many comments were joined, and what else came of it. */
async function judge(inbox: readonly Day[], { ports, poisoned }: Awaited<ReturnType<typeof live>>) {
  const all = inbox.flatMap(({ inbox: events }) => events);
  expect(poisoned).toEqual(new Set(all.filter((event) => !opens(event)).map(({ id }) => id)));
  const { events, joined, documents, outcomes } = expectedOf(inbox);
  const stored = await openConversations(embedded.store).load([...documents.keys()]);
  for (const [subscriber, document] of documents) {
    expect(stored.get(subscriber)?.document.state).toEqual(document?.state);
    expect(stored.get(subscriber)?.document.longTexts).toEqual(document?.longTexts);
    expect(stored.get(subscriber)?.document.dueAt).toBe(document?.dueAt);
  }
  // A timer that stood behind another is told at once; whether it is rung is the sweeper's business.
  const published = ports.published.filter(({ topic }) => topic !== 'conversation.inbox');
  expect(idsByKey(published)).toEqual(events);
  for (const { event } of published) {
    const words = joined.get(event.id);
    if (words === undefined || event.type !== 'comment.recorded') continue;
    expect(openText(keys, event.id, event.data.comment)).toBe(words);
    expect(event.data.length).toBe(words.length);
  }
  return { joined: joined.size, outcomes };
}

/** Ids by topic and key, each where it came first. The same id must always be the same event, whenever it was made. */
function idsByKey(
  events: readonly { readonly topic: Topic; readonly event: Event }[],
): ReadonlyMap<string, readonly string[]> {
  const seen = new Map<string, Event>();
  const ids = new Map<string, string[]>();
  for (const { topic, event } of events) {
    const known = seen.get(event.id);
    if (known !== undefined) {
      expect(timeless(event)).toEqual(timeless(known));
      continue;
    }
    seen.set(event.id, event);
    const key = `${topic} ${event.key}`;
    ids.set(key, [...(ids.get(key) ?? []), event.id]);
  }
  return ids;
}

function timeless(event: Event): unknown {
  if (event.type !== 'message.requested' && event.type !== 'message.withdrawn') return event;
  return { ...event, at: '', data: { ...event.data, expires: '' } };
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
  const outcomes = new Set<string>();
  for (let seed = 1; seed <= 30; seed += 1) {
    const random = randomOf(seed);
    const inbox = inboxOf(String(1_000 + seed), 4, 60, random);
    const fate = () => (random() < 0.25 ? deaths[Math.floor(random() * deaths.length)] : undefined);
    const lived = await live(inbox, fate, random, 12);
    const judged = await judge(inbox, lived);
    joined += judged.joined;
    for (const outcome of judged.outcomes) outcomes.add(outcome);
    died += lived.ports.deaths();
  }
  expect(died).toBeGreaterThan(150);
  expect(joined).toBeGreaterThan(5);
  const rare = ['invited', 'invitation-waits', 'invitation-dropped', 'reminded', 'expired', 'told', 'undeliverable'];
  expect(rare.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
});
