import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import { type Clock, type Collection, noFailpoint, systemClock, type Write } from '@mscore/ports';
import { type ConversationDocument, openConversations, startSweeper } from '@mscore/survey-engine/parts';

/** What one look for timers costs. */
export interface Tick {
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

/** Looks for timers over a store of conversations that all wait for later ones. */
export interface Waiting {
  readonly conversations: number;
  readonly filledInSeconds: number;
  /** Nothing is due. */
  readonly idle: readonly Tick[];
  /** {@link DUE} timers have come. */
  readonly due: readonly Tick[];
}

/** Timers that come at once in the second kind of tick. */
export const DUE = 1_000;
const IDLE_TICKS = 60;
const DUE_TICKS = 5;
/** Documents saved together while the store is filled. */
const FILL = 2_000;
const HOUR = 3_600_000;

/**
 * Fills a store of its own with conversations that wait and looks for due timers in it, as the sweeper does each second.
 * @param document a conversation in the middle of a survey
 */
export async function measureWaiting(
  folder: string,
  conversations: number,
  document: ConversationDocument,
): Promise<Waiting> {
  const place = mkdtempSync(join(folder, 'waiting-'));
  const embedded = await openEmbedded({ folder: place, clock: systemClock, failpoint: noFailpoint });
  try {
    const stored = openConversations(embedded.store);
    const begin = performance.now();
    await fill(stored, conversations, document);
    const filledInSeconds = (performance.now() - begin) / 1_000;
    const clock = createSteppedClock();
    const sweeper = startSweeper({ ...quiet, bus: embedded.bus, conversations: stored, clock });
    await clock.rested();
    const idle: Tick[] = [];
    for (let tick = 0; tick < IDLE_TICKS; tick += 1) idle.push(await timed(() => clock.next()));
    const due: Tick[] = [];
    for (let tick = 0; tick < DUE_TICKS; tick += 1) {
      await makeDue(stored, tick, document, clock.now() + 1);
      due.push(await timed(() => clock.next()));
    }
    await sweeper.stop();
    return { conversations, filledInSeconds, idle, due };
  } finally {
    await embedded.close();
    rmSync(place, { recursive: true });
  }
}

const quiet = { log: () => {}, metrics: { count: () => {}, gauge: () => {} } };
const idOf = (number: number): string => `waiting-${String(number).padStart(14, '0')}`;

/** Timers an hour away and later, each its own millisecond as far as an hour has them. */
async function fill(stored: Collection<ConversationDocument>, count: number, document: ConversationDocument) {
  const from = Date.now() + HOUR;
  for (let first = 0; first < count; first += FILL) {
    const writes = Array.from({ length: Math.min(FILL, count - first) }, (_, at): Write<ConversationDocument> => {
      const number = first + at;
      return { id: idOf(number), expected: 'new', document: { ...document, dueAt: from + (number % HOUR) } };
    });
    await stored.save(writes);
  }
}

/** Other conversations each time: in a store that holds fewer, those that there are. */
async function makeDue(
  stored: Collection<ConversationDocument>,
  round: number,
  document: ConversationDocument,
  dueAt: number,
): Promise<void> {
  const ids = Array.from({ length: DUE }, (_, at) => idOf(round * DUE + at));
  const before = await stored.load(ids);
  await stored.save(
    ids.map((id): Write<ConversationDocument> => {
      return { id, expected: before.get(id)?.version ?? 'new', document: { ...document, dueAt } };
    }),
  );
}

async function timed(work: () => Promise<void>): Promise<Tick> {
  const cpu = process.cpuUsage();
  const begin = performance.now();
  await work();
  const ms = performance.now() - begin;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1_000 };
}

/** A clock of whole seconds, on which the sweeper looks when told to. */
function createSteppedClock(): Clock & {
  /** Resolves when the sweeper has looked and waits for its next second. */
  rested(): Promise<void>;
  /** Lets the next second come. */
  next(): Promise<void>;
} {
  let now = Date.now();
  let task: (() => void) | undefined;
  let wake = () => {};
  let resting = new Promise<void>((resolve) => {
    wake = resolve;
  });
  return {
    now: () => now,
    monotonic: () => now,
    after: (_milliseconds, next) => {
      task = next;
      wake();
      return () => {};
    },
    rested: () => resting,
    next: () => {
      now += 1_000;
      resting = new Promise<void>((resolve) => {
        wake = resolve;
      });
      task?.();
      return resting;
    },
  };
}
