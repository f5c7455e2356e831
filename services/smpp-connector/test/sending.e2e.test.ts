import { type Collection, type CollectionSpec, GatewayError, type Store } from '@mscore/ports';
import { MessageCentre } from './message-centre';
import { link, openWorkbench, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;

async function open(changes: Parameters<typeof link>[1] = {}): Promise<void> {
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port, changes)]);
}

afterEach(async () => {
  await bench.remove();
  await centre.close();
});

const submittedTexts = () => centre.submitted.map(({ pdu }) => pdu.short_message.toString('latin1'));
const submits = (count: number) => centre.until(() => centre.submitted.length >= count);

describe('a requested text', () => {
  test('is submitted with everything the network needs', async () => {
    await open();
    await bench.start();
    await bench.request('r1', { number: '+84900000009', text: '1/7 Noi chung' });
    await submits(1);
    expect(centre.submitted[0]?.pdu).toMatchObject({
      source_addr: '8049',
      destination_addr: '84900000009',
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      data_coding: 0,
      registered_delivery: 0,
    });
    expect(centre.submitted[0]?.pdu.validity_period).toMatch(/^000000(0[01])\d{4}000R$/);
    expect(submittedTexts()).toEqual(['1/7 Noi chung']);
  });

  test('forgets number and words once the network took it', async () => {
    await open();
    await bench.start();
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    const submission = await bench.submission('r1');
    expect(submission).toMatchObject({ state: 'accepted', attempt: 1, resends: 0, parts: [{ messageId: 'm2' }] });
    expect(submission).not.toHaveProperty('address');
    expect(submission).not.toHaveProperty('text');
  });

  test('asked for twice is sent once', async () => {
    await open();
    await bench.start();
    await bench.request('r1');
    await bench.request('r1');
    await bench.request('r2');
    await bench.settled('r2', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r2']);
  });

  test('that was refused for good is reported and kept', async () => {
    await open();
    centre.answer = () => 0x0b;
    await bench.start();
    await bench.request('r1');
    await bench.settled('r1', 'rejected');
    const failed = (await bench.events('conversation.inbox')).find(({ type }) => type === 'message.failed');
    expect(failed?.data).toMatchObject({ request: 'r1', reason: 'rejected', status: 0x0b });
    expect(await bench.submission('r1')).toHaveProperty('text');
  });

  test('that is too old is not sent, and its asker hears of it', async () => {
    await open();
    await bench.start();
    await bench.request('r1', { expires: new Date(Date.now() - 1).toISOString() });
    await bench.settled('r1', 'expired');
    expect(centre.submitted).toEqual([]);
    const failed = (await bench.events('conversation.inbox')).find(({ type }) => type === 'message.failed');
    expect(failed?.data).toMatchObject({ request: 'r1', reason: 'expired' });
  });

  test('longer than 255 segments is refused by us, and the next one goes out', async () => {
    await open();
    await bench.start();
    await bench.request('r1', { text: 'x'.repeat(153 * 255 + 1) });
    await bench.request('r2', { number: '+84900000002' });
    await bench.settled('r2', 'accepted');
    await bench.settled('r1', 'rejected');
    expect(submittedTexts()).toEqual(['text of r2']);
  });

  test('that the network puts off keeps its place', async () => {
    await open();
    centre.answer = (_submit, index) => (index === 0 ? 0x58 : 0);
    await bench.start();
    await bench.request('r1');
    await bench.request('r2');
    await bench.settled('r2', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r1', 'text of r2']);
    expect(await bench.submission('r1')).toMatchObject({ state: 'accepted', attempt: 2, resends: 0 });
  });
});

describe('a number that only brings errors', () => {
  test.each([0x400, 0x64])('(%i) does not hold up another one', async (status) => {
    await open({ window: 1 });
    centre.answer = ({ pdu }) => (pdu.destination_addr === '84900000001' ? status : 0);
    await bench.start();
    await bench.request('bad', { number: '+84900000001' });
    await submits(1);
    await bench.request('good', { number: '+84900000002' });
    await bench.settled('good', 'accepted');
    expect(await bench.submission('bad')).not.toMatchObject({ state: 'accepted' });
  });

  test('(88) is sent again in its place, and those behind it wait', async () => {
    await open();
    centre.answer = (_submit, index) => (index === 0 ? 88 : 0);
    await bench.start();
    await bench.request('r1', { number: '+84900000001' });
    await submits(1);
    await bench.request('r2', { number: '+84900000002' });
    await bench.settled('r2', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r1', 'text of r2']);
  });
});

describe('a message centre that puts everything off', () => {
  test('is not given the whole backlog to put off', async () => {
    await open({ window: 50 });
    centre.answer = () => 0x08;
    await bench.start();
    for (let one = 0; one < 1_200; one += 1) {
      await bench.request(`r${one}`, { number: `+849${String(one).padStart(8, '0')}`, lane: 'bulk' });
    }
    while (bench.connector().links()[0]?.slow !== 'deferred') await new Promise(setImmediate);
    const { deferred = 0, waiting = 0 } = bench.connector().links()[0] ?? {};
    expect(deferred).toBeLessThanOrEqual(1_050);
    expect(waiting).toBeGreaterThanOrEqual(150);
  });
});

describe('a save that was stored and reported as failed', () => {
  /** The store tells of the n-th save that it failed, after making it. */
  function lying(store: Store, nth: number): Store {
    let saves = 0;
    return {
      scope: (owner) => lying(store.scope(owner), nth),
      close: () => store.close(),
      collection: <T>(spec: CollectionSpec<T>): Collection<T> => {
        const real = store.collection<T>(spec);
        return {
          load: (ids) => real.load(ids),
          query: (query) => real.query(query),
          save: async (writes) => {
            const outcomes = await real.save(writes);
            saves += 1;
            if (saves === nth) throw new GatewayError('MSCORE_STORE_SLOW', 'too slow', { retry: true });
            return outcomes;
          },
        };
      },
    };
  }

  test.each([1, 2, 3])(
    '(the %i. of a text that is put off once) neither loses it nor mutes its number',
    async (nth) => {
      await open();
      centre.answer = (_submit, index) => (index === 0 ? 0x400 : 0);
      await bench.start({ store: lying(bench.embedded().store, nth) });
      await bench.request('r1');
      await bench.request('r2');
      await bench.settled('r2', 'accepted');
      expect(await bench.submission('r1')).toMatchObject({ state: 'accepted' });
    },
  );
});

describe('the window', () => {
  test('is never exceeded, and its slots are used again', async () => {
    await open({ window: 3 });
    centre.answer = () => 'hold';
    await bench.start();
    for (let one = 0; one < 8; one += 1) await bench.request(`r${one}`, { number: `+8490000001${one}` });
    await submits(3);
    await bench
      .embedded()
      .store.scope('barrier')
      .collection({ name: 'barrier' })
      .save([{ id: 'b', expected: 'new', document: {} }]);
    expect(centre.submitted).toHaveLength(3);
    expect(bench.connector().links()[0]).toMatchObject({ state: 'bound', open: 3 });
    for (let answered = 0; answered < 8; answered += 1) {
      await submits(answered + 1);
      const submit = centre.submitted[answered];
      if (submit) centre.respond(submit);
    }
    await bench.settled('r7', 'accepted');
  });

  test('holds one text per number: the second waits for the outcome of the first', async () => {
    await open();
    centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
    await bench.start();
    await bench.request('r1', { number: '+84900000001' });
    await bench.request('r2', { number: '+84900000001' });
    await bench.request('r3', { number: '+84900000003' });
    await bench.settled('r3', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r3']);
    const first = centre.submitted[0];
    if (first) centre.respond(first);
    await bench.settled('r2', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r3', 'text of r2']);
  });

  test('lets replies go before messages nobody waits for', async () => {
    await open({ window: 1 });
    centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
    await bench.start();
    await bench.request('r1', { number: '+84900000001' });
    await submits(1);
    await bench.request('bulk', { number: '+84900000002', lane: 'bulk' });
    await bench.request('reply', { number: '+84900000003' });
    while (bench.connector().links()[0]?.waiting !== 2) await new Promise(setImmediate);
    const first = centre.submitted[0];
    if (first) centre.respond(first);
    await bench.settled('bulk', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of reply', 'text of bulk']);
  });
});

describe('a text whose outcome nobody knows', () => {
  test('is sent again after the line broke, and the repetition is listed', async () => {
    await open();
    centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
    await bench.start();
    await bench.request('r1');
    await submits(1);
    centre.cut();
    await bench.settled('r1', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r1']);
    expect(await bench.submission('r1')).toMatchObject({ attempt: 2, resends: 1 });
    expect(bench.lines.filter(({ event }) => event === 'submission-resent')).toHaveLength(1);
  });

  test('is settled by a late response, without a repetition', async () => {
    await open();
    centre.answer = () => 'hold';
    await bench.start({ responseTimeoutMs: 200, resendAfterMs: 600_000 });
    await bench.request('r1');
    await submits(1);
    while (bench.connector().links()[0]?.unknown !== 1) await new Promise(setImmediate);
    const first = centre.submitted[0];
    if (first) centre.respond(first);
    await bench.settled('r1', 'accepted');
    expect(centre.submitted).toHaveLength(1);
  });

  test('is settled by the response to its first attempt, also when the second is on the wire', async () => {
    await open();
    centre.answer = () => 'hold';
    await bench.start({ responseTimeoutMs: 300, resendAfterMs: 100 });
    await bench.request('r1');
    await submits(2);
    const [first, second] = centre.submitted;
    if (first) centre.respond(first);
    await bench.settled('r1', 'accepted');
    // A message centre that tells copies apart refuses the second; the first is out all the same.
    if (second) centre.respond(second, 0x45);
    await bench.request('r2');
    await submits(3);
    expect(await bench.submission('r1')).toMatchObject({ state: 'accepted' });
    expect(submittedTexts().filter((text) => text === 'text of r1')).toHaveLength(2);
  });

  test('is settled by the response to its first attempt, also after the second was put off', async () => {
    await open();
    centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0x64);
    await bench.start({ responseTimeoutMs: 300, resendAfterMs: 100 });
    await bench.request('r1');
    await submits(2);
    while (bench.connector().links()[0]?.deferred !== 1) await new Promise(setImmediate);
    const first = centre.submitted[0];
    if (first) centre.respond(first);
    await bench.settled('r1', 'accepted');
    expect(centre.submitted).toHaveLength(2);
    expect(await bench.submission('r1')).toMatchObject({ parts: [{ messageId: `m${first?.inbound}` }] });
  });

  test('is sent twice at most to a message centre that answers everything, only late', async () => {
    await open();
    // Answers each submit when the next one comes: after its timeout.
    centre.answer = (_submit, index) => {
      const before = centre.submitted[index - 1];
      if (before) centre.respond(before);
      return 'hold';
    };
    await bench.start({ responseTimeoutMs: 300, resendAfterMs: 100 });
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    expect(submittedTexts()).toEqual(['text of r1', 'text of r1']);
  });

  test('left by an earlier process is sent again by the next, and what was only queued as if nothing had happened', async () => {
    await open({ window: 1 });
    centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
    await bench.start();
    await bench.request('r1', { number: '+84900000001' });
    await submits(1);
    await bench.request('r2', { number: '+84900000002' });
    while (bench.connector().links()[0]?.waiting !== 1) await new Promise(setImmediate);
    await bench.connector().stop(50);
    expect(await bench.submission('r1')).toMatchObject({ state: 'sending' });
    await bench.start();
    await bench.settled('r1', 'accepted');
    await bench.settled('r2', 'accepted');
    expect(await bench.submission('r1')).toMatchObject({ attempt: 2, resends: 1 });
    expect(await bench.submission('r2')).toMatchObject({ attempt: 1, resends: 0 });
  });
});

describe('a link', () => {
  test('binds again after the network hung up', async () => {
    await open();
    await bench.start();
    await centre.until(() => centre.binds === 1);
    centre.cut();
    await centre.until(() => centre.binds === 2);
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
  });

  test('with wrong credentials says so and waits long', async () => {
    await open();
    centre.bindStatus = 0x0e;
    await bench.start();
    await centre.until(() => centre.events.some(({ kind }) => kind === 'closed'));
    while (!bench.lines.some(({ event }) => event === 'link-retry')) await new Promise(setImmediate);
    expect(bench.connector().health()).toEqual({
      ready: false,
      reasons: ['link centre is refused (ESME_RINVPASWD)'],
    });
    expect(bench.lines.find(({ event }) => event === 'link-retry')?.fields?.ms).toBe(300_000);
  });

  test('empties its window and unbinds when it is stopped', async () => {
    await open();
    centre.answer = () => 'hold';
    await bench.start();
    await bench.request('r1');
    await submits(1);
    const stopped = bench.stop();
    const first = centre.submitted[0];
    if (first) centre.respond(first);
    await stopped;
    expect(await bench.submission('r1')).toMatchObject({ state: 'accepted' });
    expect(centre.events.map(({ kind }) => kind)).toContain('unbind-requested');
  });

  test('stops in time although the network never answers', async () => {
    await open();
    centre.answer = () => 'hold';
    await bench.start();
    await bench.request('r1');
    await submits(1);
    await bench.connector().stop(300);
    expect(bench.connector().links()[0]?.state).toBe('stopped');
    expect(await bench.submission('r1')).toMatchObject({ state: 'sending' });
  });
});
