import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Event, outboxTopic, type Subscriber } from '@mscore/contracts';
import { type KeyRing, sealText } from '@mscore/contracts/crypto';
import { PoisonEvents, systemClock } from '@mscore/ports';
import type { Link } from '@mscore/smpp-connector';
import type { Submission } from '../../../smpp-connector/src/domain/submission';
import { createMessageIds } from '../../../smpp-connector/src/message-ids';
import { OWNER, submissionsSpec } from '../../../smpp-connector/src/submissions';
import { messagesShow } from '../../src/cli/messages';
import type { MessageTimeline } from '../../src/messages';
import { type Folder, makeFolder, outputOf } from '../folder';

const SUBSCRIBER = 'q3Zt0aVvYd5rHc8yXn2LuA';
const ADDRESS = '2026q4.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const keys: KeyRing = {
  subscriber: Buffer.alloc(32, 1),
  address: [],
  text: [{ id: '2026q4', secret: Buffer.alloc(32, 3) }],
};

// The search looks back from the clock's now.
const begin = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000;
const at = (second: number): string => new Date(begin + second * 1_000).toISOString();
const sealed = (id: string, text: string) => sealText(keys, id, text);

const event = (id: string, type: string, second: number, data: object, more: object = {}): Event =>
  ({ id, type, v: 1, key: SUBSCRIBER, at: at(second), ...more, data }) as unknown as Event;

const received = (id: string, second: number, text: string, data: object = {}): Event =>
  event(id, 'message.received', second, {
    subscriber: SUBSCRIBER,
    address: ADDRESS,
    person: true,
    link: 'centre',
    shortCode: '8049',
    text: sealed(id, text),
    wire: 'w',
    ...data,
  });

const requested = (id: string, second: number, cause: string, text: string): Event =>
  event(
    id,
    'message.requested',
    second,
    {
      subscriber: SUBSCRIBER,
      address: ADDRESS,
      link: 'centre',
      shortCode: '8049',
      text: sealed(id, text),
      lane: 'reply',
      report: 'all',
      expires: at(3_600),
    },
    { cause },
  );

const submission = (changes: Partial<Submission>): Submission =>
  ({
    link: 'centre',
    lane: 'reply',
    subscriber: SUBSCRIBER,
    shortCode: '8049',
    report: 'all',
    cause: 'text-1',
    state: 'accepted',
    order: 1,
    attempt: 2,
    resends: 1,
    expires: at(3_600),
    settledAt: at(12),
    parts: [
      { messageId: 'a1', delivery: 'delivered', stat: 'DELIVRD', err: '000' },
      { messageId: 'a2', delivery: 'underway' },
    ],
    delivery: 'underway',
    history: [
      [begin + 1_000, 'requested'],
      [begin + 2_000, 'written', '2 segments'],
      [begin + 3_000, 'deferred', 'ESME_RTHROTTLED'],
      [begin + 11_000, 'written', '2 segments'],
      [begin + 12_000, 'accepted', 'a1 a2'],
    ],
    ...changes,
  }) as Submission;

let folder: Folder;
beforeEach(async () => {
  folder = makeFolder();
  await folder.filled(async ({ bus, store }) => {
    await bus.publish('conversation.inbox', [
      received('before', -5, 'no part of it'),
      received('text-1', 0, 'DG', { part: { reference: 1, total: 2, part: 1, width: 8 } }),
      received('text-2', 4, 'DG', { repeatOf: 'text-1', doubtful: true }),
      event('told', 'message.failed', 30, {
        request: 'request-1',
        link: 'centre',
        attempt: 2,
        reason: 'undelivered',
        stat: 'UNDELIV',
        err: '001',
      }),
    ]);
    await bus.publish(outboxTopic('centre'), [
      requested('other', 0, 'before', 'no part of it either'),
      requested('request-1', 1, 'text-1', 'x'.repeat(200)),
      requested('request-2', 2, 'text-1', '?'),
    ]);
    const submissions = store.scope(OWNER).collection<Submission>(submissionsSpec);
    await submissions.save([
      { id: 'request-1', expected: 'new', document: submission({}) },
      { id: 'other', expected: 'new', document: submission({ cause: 'before' }) },
    ]);
  });
});
afterEach(() => folder.remove());

const shown = (id: string, options: { json?: true } = {}) =>
  outputOf((output) => messagesShow(folder.environment, id, options, output));
const timeline = async (id: string) => JSON.parse((await shown(id, { json: true })).text) as MessageTimeline;

describe('the timeline of a message', () => {
  test('by its request goes from the text it answers to what was told of its end', async () => {
    const { text, requests, entries } = await timeline('request-1');
    expect([text, requests.map(({ id }) => id)]).toEqual(['text-1', ['request-1']]);
    expect(entries.map(({ at: time, what, detail }) => [(Date.parse(time) - begin) / 1_000, what, detail])).toEqual([
      [0, 'received', 'by centre, [text, 2 characters, 1 segment], part 1 of 2'],
      [1, 'asked', `reply by centre, [text, 200 characters, 2 segments], until ${at(3_600)}`],
      [2, 'written', '2 segments'],
      [3, 'deferred', 'ESME_RTHROTTLED'],
      [
        ...[4, 'received'],
        'by centre, [text, 2 characters, 1 segment], redelivery of text-1, or an honest answer in the same words',
      ],
      [11, 'written', '2 segments'],
      [12, 'accepted', 'a1 a2'],
      [30, 'told', 'failed: undelivered, receipt UNDELIV, error 001'],
    ]);
  });

  test("by a citizen's text has everything that answers it", async () => {
    const { text, requests, entries } = await timeline('text-1');
    expect(text).toBe('text-1');
    // The second was asked for and not taken up yet.
    expect(requests.map(({ id }) => id)).toEqual(['request-1']);
    expect(entries.filter(({ what }) => what === 'asked').map(({ id }) => id)).toEqual(['request-1', 'request-2']);
  });

  test('says of a text that died which service failed, and when it was sent again', async () => {
    await folder.filled(async ({ bus }) => {
      await new Promise<void>((resolve, reject) => {
        const handle = async (batch: readonly Event[]) => {
          const doomed = batch.filter(({ id }) => id === 'text-1');
          if (doomed.length > 0) throw new PoisonEvents(['text-1'], 'it is unwell');
          resolve();
        };
        bus.subscribe({ topic: 'conversation.inbox', group: 'survey-engine', maxBatch: 10, handle }).catch(reject);
      });
      await bus.publish('conversation.inbox', [{ ...received('text-1', 0, 'DG'), redriven: at(60) } as Event]);
    });
    const { entries } = await timeline('request-1');
    expect(entries.find(({ what }) => what === 'dead')?.detail).toMatch(
      /^survey-engine: PoisonEvents: it is unwell, mscore dead show \S{22}$/,
    );
    expect(entries.filter(({ what }) => what === 'received again').map((entry) => entry.at)).toEqual([at(60)]);
  });

  test('is the same from a gateway that runs and from its folder', async () => {
    const read = async () => [await shown('other'), await shown('other', { json: true })];
    const stopped = await read();
    expect(await folder.owned(read)).toEqual(stopped);
  });

  test('for the eye says where it stands, segment by segment', async () => {
    const { code, text } = await shown('request-1');
    expect(code).toBe(0);
    expect(text.split('\n').slice(0, 7)).toEqual([
      'reply request-1',
      '  by centre from 8049 to subscriber q3Zt0aVv: accepted, underway, given to the network 2 times (1 in',
      '    doubt)',
      '  segment 1: message id a1, delivered, DELIVRD, error 000',
      '  segment 2: message id a2, underway',
      '',
      `${at(0)}  received  by centre, [text, 2 characters, 1 segment], part 1 of 2`,
    ]);
  });

  test('shows neither number nor text nor a whole subscriber', async () => {
    for (const id of ['request-1', 'text-1', 'other']) {
      const all = (await shown(id)).text + (await shown(id, { json: true })).text;
      for (const secret of [SUBSCRIBER, ADDRESS, 'no part', 'xxx', '"DG"']) expect(all).not.toContain(secret);
    }
  });

  test('for the eye fits 100 columns', async () => {
    for (const id of ['request-1', 'text-1']) {
      for (const line of (await shown(id)).text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  test('tells what happened before what was told of it at the same moment', async () => {
    await folder.filled(async ({ bus, store }) => {
      const history = [[begin + 30_000, 'receipt', 'UNDELIV']];
      const submissions = store.scope(OWNER).collection<Submission>(submissionsSpec);
      const document = submission({ history } as unknown as Partial<Submission>);
      await submissions.save([{ id: 'request-3', expected: 'new', document }]);
      const data = { request: 'request-3', link: 'centre', attempt: 1, reason: 'undelivered' };
      await bus.publish('conversation.inbox', [event('told-3', 'message.failed', 30, data)]);
    });
    const { entries } = await timeline('request-3');
    expect(entries.map(({ what }) => what).slice(-2)).toEqual(['receipt', 'told']);
  });

  test('of an id nobody knows is said to be unknown, running or stopped', async () => {
    const unknown = { code: 'MSCORE_MESSAGE_MISSING' };
    await expect(shown('nothing')).rejects.toMatchObject(unknown);
    await folder.owned(async () => await expect(shown('nothing')).rejects.toMatchObject(unknown));
  });
});

describe("the timeline of a message by the network's id", () => {
  beforeEach(async () => {
    writeFileSync(join(folder.config.data, '..', 'links.json'), JSON.stringify([link]), { mode: 0o600 });
    folder.environment.MSCORE_LINKS = join(folder.config.data, '..', 'links.json');
    await folder.filled(async ({ store }) => {
      const ids = createMessageIds({ store, clock: systemClock });
      const part = { link: { group: 'centre' } as Link, subscriber: SUBSCRIBER as Subscriber, part: 0 };
      await ids.remember([
        { ...part, request: 'request-1', messageId: '00A1' },
        { ...part, request: 'other', messageId: '161' },
      ]);
    });
  });

  const link = {
    name: 'centre',
    host: 'h',
    port: 1,
    systemId: 's',
    password: 'p',
    bind: 'transceiver',
    shortCodes: ['1'],
  };
  const found = async (id: string) => (await timeline(id)).requests.map((request) => request.id);

  test.each([
    ['as in submit_sm_resp', '00A1', 'request-1'],
    ['in other case and without zeros', 'a1', 'request-1'],
    ['which another message has in decimal', '161', 'other'],
  ])('%s', async (_how, id, request) => {
    expect(await found(id)).toEqual([request]);
    expect(await folder.owned(() => found(id))).toEqual([request]);
    expect((await timeline(id)).entries.map(({ what }) => what)).toContain('received');
  });

  test('as a receipt spells it in decimal', async () => {
    await folder.filled(async ({ store }) => {
      const ids = createMessageIds({ store, clock: systemClock });
      const part = { link: { group: 'centre' } as Link, subscriber: SUBSCRIBER as Subscriber, part: 1 };
      await ids.remember([{ ...part, request: 'request-1', messageId: 'ff' }]);
    });
    expect(await found('255')).toEqual(['request-1']);
  });
});

describe('the timeline of an answer to a long text', () => {
  const part = (id: string, second: number, number: number, more: object = {}): Event =>
    received(id, second, 'DG', { part: { reference: 9, total: 3, part: number, width: 8, ...more } });
  const ids = ({ entries }: MessageTimeline) =>
    entries.filter(({ what }) => what === 'received' || what === 'timer').map(({ id }) => id);

  beforeEach(() =>
    folder.filled(async ({ bus }) => {
      await bus.publish('conversation.inbox', [
        part('long-1', 40, 1),
        part('other-long', 41, 2, { reference: 8 }),
        { ...part('other-number', 41, 2), key: 'somebody-else' },
        part('long-3', 42, 3),
        part('long-2', 43, 2),
        part('lone-1', 400, 1, { reference: 10 }),
        event('due', 'conversation.due', 700, { subscriber: SUBSCRIBER, timer: 'parts', dueAt: at(700) }),
      ]);
      await bus.publish(outboxTopic('centre'), [
        requested('long-reply', 44, 'long-2', '?'),
        requested('lone-reply', 700, 'due', '?'),
      ]);
    }),
  );

  test('has all of its parts, in the order they came', async () => {
    expect(ids(await timeline('long-reply'))).toEqual(['long-1', 'long-3', 'long-2']);
  });

  test('is found by any of them, with the answer', async () => {
    for (const id of ['long-1', 'long-2', 'long-3']) {
      const found = await timeline(id);
      expect(ids(found)).toEqual(['long-1', 'long-3', 'long-2']);
      expect(found.entries.filter(({ what }) => what === 'asked').map((entry) => entry.id)).toEqual(['long-reply']);
    }
  });

  test('has the timer that stands for the missing parts, and the parts that came before it', async () => {
    const found = await timeline('lone-reply');
    expect(found.entries.map(({ what }) => what)).toEqual(['received', 'timer', 'asked']);
    expect(ids(found)).toEqual(['lone-1', 'due']);
    expect((await shown('lone-reply')).text).toContain('taken without the parts that are missing');
    expect((await timeline('lone-1')).entries.map((entry) => entry.id)).toContain('lone-reply');
  });
});

test('a submission without notes still tells its end', async () => {
  await folder.filled(async ({ store }) => {
    const submissions = store.scope(OWNER).collection<Submission>(submissionsSpec);
    const { history: _history, cause: _cause, ...old } = submission({ state: 'rejected', status: 0x0b });
    await submissions.save([{ id: 'old', expected: 'new', document: old }]);
  });
  const { entries } = await timeline('old');
  expect(entries.at(-1)).toEqual({ at: at(12), what: 'rejected', id: 'old', detail: 'ESME_RINVDSTADR' });
});
