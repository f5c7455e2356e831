import type { Embedded } from '@mscore/adapters';
import type { Event, EventOf, Topic } from '@mscore/contracts';
import { PoisonEvents, systemClock } from '@mscore/ports';
import { deadList, deadRedrive, deadShow } from '../../src/cli/dead';
import { createDeadLetters, type DeadGroup, type Redriven } from '../../src/dead-letters';
import { type Folder, makeFolder, outputOf } from '../folder';

const TOPIC: Topic = 'conversation.outbox.centre';
const SEALED = '2026q4.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const SUBSCRIBER = 'q3Zt0aVvYd5rHc8yXn2LuA';

let folder: Folder;
beforeEach(async () => {
  folder = makeFolder();
  await folder.filled((embedded) => die(embedded, ['first', 'second', 'third'].map(requested)));
});
afterEach(() => folder.remove());

const requested = (id: string): Event =>
  ({
    id,
    type: 'message.requested',
    v: 1,
    key: SUBSCRIBER,
    at: '2026-11-22T09:00:00.000Z',
    data: {
      subscriber: SUBSCRIBER,
      address: SEALED,
      link: 'centre',
      shortCode: '8049',
      text: SEALED,
      lane: 'reply',
      report: 'none',
      expires: '2026-11-22T10:00:00.000Z',
      note: 'call 0900000001 now',
    },
  }) as unknown as Event;

/** Publishes events to a group that can handle none of them; resolves when all are dead. */
async function die({ bus }: Embedded, events: readonly Event[], group = 'smpp-connector'): Promise<void> {
  let handled: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    handled = resolve;
  });
  const subscription = await bus.subscribe({
    topic: TOPIC,
    group,
    maxBatch: 10,
    handle: async (batch) => {
      const doomed = batch.filter(({ id }) => id !== 'end').map(({ id }) => id);
      if (doomed.length > 0) throw new PoisonEvents(doomed, 'no "such" thing');
      handled();
    },
  });
  await bus.publish(TOPIC, [...events, { ...requested('end') }]);
  await done;
  await subscription.close();
}

/** What a group that works gets of the topic, from its beginning. */
async function heard({ bus }: Embedded, count: number): Promise<readonly Event[]> {
  const events: Event[] = [];
  await new Promise<void>((resolve, reject) => {
    const handle = async (batch: readonly Event[]) => {
      events.push(...batch);
      if (events.length >= count) resolve();
    };
    bus.subscribe({ topic: TOPIC, group: 'survey-engine', maxBatch: 10, handle }).catch(reject);
  });
  return events;
}

const listed = async () => {
  const { text } = await outputOf((output) => deadList(folder.environment, { json: true }, output));
  return JSON.parse(text) as DeadGroup[];
};
const redriven = async (which: { ids: readonly string[] } | { topic: string }, again = false) => {
  const { code, text } = await outputOf((output) =>
    deadRedrive(folder.environment, { which, again, json: true }, output),
  );
  return { code, results: JSON.parse(text) as Redriven[] };
};

describe('the list of dead letters', () => {
  test('groups them by cause, with how many there are and since when', async () => {
    const [group, ...others] = await listed();
    expect(others).toEqual([]);
    expect(group).toMatchObject({
      topic: TOPIC,
      group: 'smpp-connector',
      open: 3,
      error: 'PoisonEvents: no … thing',
      stack: expect.stringMatching(/^.{8}$/),
    });
    expect(group?.letters.map(({ event, type, key }) => [event, type, key])).toEqual([
      ['first', 'message.requested', 'q3Zt0aVv'],
      ['second', 'message.requested', 'q3Zt0aVv'],
      ['third', 'message.requested', 'q3Zt0aVv'],
    ]);
    expect([group?.first, group?.last]).toEqual([group?.letters[0]?.at, group?.letters[2]?.at]);
  });

  test('is the same from a gateway that runs and from its folder', async () => {
    const read = () => outputOf((output) => deadList(folder.environment, {}, output));
    const stopped = await read();
    expect(await folder.owned(read)).toEqual(stopped);
    expect(stopped.text).toContain(`${TOPIC}, read by smpp-connector: 3 open\n`);
    expect(stopped.text).toContain(`mscore dead redrive --all --topic ${TOPIC}`);
  });

  test('says so when there are none', async () => {
    const empty = makeFolder();
    await empty.filled(async () => {});
    expect(await outputOf((output) => deadList(empty.environment, {}, output))).toEqual({
      code: 0,
      text: 'No dead letters.\n',
    });
    empty.remove();
  });
});

describe('a dead letter that is shown', () => {
  test('has its envelope and why it died, and neither number nor text, running or stopped', async () => {
    const read = () => outputOf((output) => deadShow(folder.environment, 'second', output));
    const { text } = await read();
    expect(await folder.owned(read)).toEqual({ code: 0, text });
    const [{ letter }] = JSON.parse(text) as [{ letter: EventOf<'event.dead'> }];
    expect(letter.data).toMatchObject({
      topic: TOPIC,
      group: 'smpp-connector',
      error: expect.any(String),
      event: {
        id: 'second',
        at: '2026-11-22T09:00:00.000Z',
        key: 'q3Zt0aVv',
        data: { subscriber: 'q3Zt0aVv', address: '[sealed]', text: '[sealed]', link: 'centre', shortCode: '8049' },
      },
    });
    for (const secret of [SUBSCRIBER, SEALED, '0900000001', 'call']) expect(text).not.toContain(secret);
  });

  test('is found by its own id too; one that does not exist is said to be missing', async () => {
    const id = (await listed())[0]?.letters[2]?.id ?? '';
    const { text } = await outputOf((output) => deadShow(folder.environment, id, output));
    expect(JSON.parse(text)[0].letter.data.event.id).toBe('third');
    await expect(deadShow(folder.environment, 'nowhere')).rejects.toMatchObject({
      code: 'MSCORE_DEAD_MISSING',
      message: 'there is no dead letter nowhere; see: mscore dead list',
    });
  });
});

describe('a dead letter that is redriven', () => {
  test('goes to its topic with id and time as they were, and is marked', async () => {
    const { code, results } = await redriven({ ids: ['second'] });
    expect([code, results.map(({ kind }) => kind)]).toEqual([0, ['redriven']]);
    const events = await folder.filled((embedded) => heard(embedded, 5));
    const original = requested('second');
    expect(events.filter(({ id }) => id === 'second')).toEqual([
      original,
      { ...original, redriven: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
  });

  test('is open no longer, and goes out a second time only when that is asked for', async () => {
    await redriven({ ids: ['second'] });
    const [group] = await listed();
    expect(group?.open).toBe(2);
    expect(group?.letters.map(({ redrivenAt }) => redrivenAt !== undefined)).toEqual([false, true, false]);
    expect(await redriven({ ids: ['second'] })).toMatchObject({ code: 1, results: [{ kind: 'already' }] });
    expect(await redriven({ ids: ['second'] }, true)).toMatchObject({ code: 0, results: [{ kind: 'redriven' }] });
    const events = await folder.filled((embedded) => heard(embedded, 6));
    expect(events.filter(({ id }) => id === 'second')).toHaveLength(3);
  });

  test('may be all that are open of a topic, in the order they died', async () => {
    await redriven({ ids: ['second'] });
    const { code, results } = await redriven({ topic: TOPIC });
    expect([code, results.length]).toEqual([0, 2]);
    const events = await folder.filled((embedded) => heard(embedded, 7));
    expect(events.slice(-2).map(({ id }) => id)).toEqual(['first', 'third']);
    expect((await listed())[0]?.open).toBe(0);
    const none = await outputOf((output) =>
      deadRedrive(folder.environment, { which: { topic: 'survey.facts' }, again: false }, output),
    );
    expect(none.text).toBe('Nothing to send: no open dead letter of this topic.\n');
  });

  test('by a gateway that runs is the same', async () => {
    await folder.owned(async () => {
      expect(await redriven({ ids: ['first', 'nowhere'] })).toMatchObject({
        code: 1,
        results: [{ kind: 'redriven' }, { kind: 'unknown', id: 'nowhere' }],
      });
      expect((await listed())[0]?.open).toBe(2);
    });
    const text = await outputOf((output) =>
      deadRedrive(folder.environment, { which: { ids: ['first', 'nowhere'] }, again: false }, output),
    );
    expect(text.text).toMatch(/was redriven at .*--again\nnowhere {2}is no dead letter\n0 of 2 sent again\.\n$/);
  });

  test('of a topic that does not exist is a failure that names those there are, running or stopped', async () => {
    const which = { topic: 'conversation.inbx' };
    const redriven = () => outputOf((output) => deadRedrive(folder.environment, { which, again: false }, output));
    const stopped = await redriven();
    expect(stopped.code).toBe(1);
    expect(stopped.text.replace(/\n +/g, ' ')).toBe(
      `conversation.inbx is no topic; there are: case.requests, conversation.inbox, ${TOPIC}, dossier.questions, results.questions, smpp.links, smpp.receipts, survey.facts\n`,
    );
    expect(await folder.owned(redriven)).toEqual(stopped);
  });

  test('of a topic on which nothing died is no failure', async () => {
    const which = { topic: 'survey.facts' };
    const redriven = outputOf((output) => deadRedrive(folder.environment, { which, again: false }, output));
    expect(await redriven).toMatchObject({ code: 0, text: expect.stringContaining('Nothing to send') });
  });

  test('and dies again is open again', async () => {
    await redriven({ ids: ['first', 'second'] });
    await folder.filled((embedded) => die(embedded, []));
    const [group] = await listed();
    expect(group?.open).toBe(3);
    expect(group?.letters.map(({ event }) => event)).toEqual(['third', 'first', 'second']);
    expect(await redriven({ ids: ['first'] })).toMatchObject({ code: 0, results: [{ kind: 'redriven' }] });
    expect((await listed())[0]?.open).toBe(2);
  });

  test('that several groups failed at goes out once', async () => {
    await folder.filled((embedded) => die(embedded, [], 'other'));
    await folder.filled(async (embedded) => {
      const letters = createDeadLetters({ ...embedded, clock: systemClock });
      expect((await letters.find('first')).map(({ letter }) => letter.data.group)).toEqual(['smpp-connector', 'other']);
      await letters.redrive({ ids: ['first'] }, false);
      const events = await heard(embedded, 6);
      expect(events.filter(({ id }) => id === 'first')).toHaveLength(2);
    });
  });
});

test('open letters are counted as they come and go', async () => {
  await folder.filled(async (embedded) => {
    const letters = createDeadLetters({ ...embedded, clock: systemClock });
    expect(await letters.open()).toEqual(new Map([[TOPIC, 3]]));
    await letters.redrive({ ids: ['first'] }, false);
    expect(await letters.open()).toEqual(new Map([[TOPIC, 2]]));
    // The first, redriven, dies again.
    await die(embedded, [requested('fourth')]);
    expect(await letters.open()).toEqual(new Map([[TOPIC, 4]]));
    const reopened = createDeadLetters({ ...embedded, clock: systemClock });
    expect(await reopened.open()).toEqual(new Map([[TOPIC, 4]]));
  });
});
