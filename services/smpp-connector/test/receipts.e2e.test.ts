import type { Event } from '@mscore/contracts';
import { GatewayError } from '@mscore/ports';
import fc from 'fast-check';
import type { Delivery } from '../src/domain/submission';
import { anna, bert, type Meddling, ReceiptsBench } from './receipts-bench';
import { link } from './workbench';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let bench: ReceiptsBench;

async function open(...links: Parameters<typeof ReceiptsBench.open>): Promise<void> {
  bench = await ReceiptsBench.open(...links);
}

afterEach(() => bench.close());

const types = async (): Promise<readonly string[]> => (await bench.outcomes()).map(({ type }) => type);

describe('a receipt', () => {
  beforeEach(async () => {
    await open();
    await bench.start();
  });

  test.each([
    ['as it was', '1F', '1F', 'same'],
    ['in the other case', '1F', '1f', 'other-spelling'],
    ['with zeros', '1F', '0000001F', 'other-spelling'],
    ['without its zeros', '0012', '12', 'other-spelling'],
    ['in decimal', '1F', '31', 'hex-then-decimal'],
    ['in hexadecimal', '0000000031', '1F', 'decimal-then-hex'],
    ['beyond 64 bits', '10000000000000001', '18446744073709551617', 'hex-then-decimal'],
    ['as a UUID', '00FCA3C1-0B5E-4D3A-9F00-0242AC120002', '00fca3c1-0b5e-4d3a-9f00-0242ac120002', 'other-spelling'],
  ] as const)('that spells the id %s settles its message', async (_how, answered, reported, spelling) => {
    await bench.sent('r1', { ids: [answered] });
    await bench.handled({ body: `id:${reported} stat:DELIVRD err:000` });
    expect(await bench.submission('r1')).toMatchObject({
      delivery: 'delivered',
      parts: [{ messageId: answered, delivery: 'delivered', stat: 'DELIVRD', err: '000' }],
    });
    expect(await bench.outcomes()).toMatchObject([
      { type: 'message.delivered', key: anna, cause: 'r1', data: { request: 'r1', link: 'centre' } },
    ]);
    expect(bench.delivered).toEqual([`centre ${anna} r1`]);
    expect(bench.receipts.status('centre')).toMatchObject({ unmatched: 0, matched: { [spelling]: 1 } });
    expect(await bench.documents('unmatched-receipts')).toBe(0);
  });

  test('that says so by TLVs alone settles it too', async () => {
    await bench.sent('r1', { ids: ['1F'] });
    await bench.handled({ receiptedMessageId: '1f', messageState: 5 });
    expect(await bench.outcomes()).toMatchObject([
      { type: 'message.failed', data: { request: 'r1', attempt: 1, reason: 'undelivered', stat: 'UNDELIV' } },
    ]);
  });

  test('of failure is told to everybody, of delivery to those who asked', async () => {
    await bench.sent('r1', { ids: ['1'], report: 'none' });
    await bench.sent('r2', { ids: ['2'], report: 'none' });
    await bench.handled({ body: 'id:1 stat:DELIVRD' }, { body: 'id:2 stat:REJECTD err:045' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
    expect(await bench.outcomes()).toMatchObject([
      { type: 'message.failed', data: { request: 'r2', reason: 'undelivered', stat: 'REJECTD', err: '045' } },
    ]);
  });

  test('told again, or of an older state, changes nothing and is told to nobody', async () => {
    await bench.sent('r1', { ids: ['1'] });
    await bench.handled({ body: 'id:1 stat:ENROUTE' }, { body: 'id:1 stat:DELIVRD' });
    const version = await bench.version('r1');
    await bench.handled({ body: 'id:1 stat:DELIVRD' }, { body: 'id:1 stat:ENROUTE' }, { body: 'id:1 stat:EXPIRED' });
    expect(await bench.version('r1')).toBe(version);
    expect(await types()).toEqual(['message.delivered']);
    expect(bench.delivered).toHaveLength(1);
  });

  test('with a word nobody knows is kept and ends nothing', async () => {
    await bench.sent('r1', { ids: ['1'] });
    await bench.handled({ body: 'id:1 stat:BUFFRED' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'underway', parts: [{ stat: 'BUFFRED' }] });
    expect(await bench.outcomes()).toEqual([]);
  });

  test('that names no message is dropped and counted, and poisons nothing', async () => {
    await bench.handled({ body: 'got your message, thanks' }, { body: '' });
    expect(bench.countOf('mscore_smpp_receipts_unnamed_total')).toBe(2);
    expect(bench.receipts.status('centre').unmatched).toBe(0);
    expect(await bench.dead()).toEqual([]);
  });

  test('that cannot be opened is set aside, and the others of its batch are not', async () => {
    await bench.sent('r1', { ids: ['1'] });
    const [broken, good] = bench.events({ body: 'id:1 stat:EXPIRED' }, { body: 'id:1 stat:DELIVRD' });
    if (broken === undefined || good === undefined) throw new Error('no events');
    await bench.publish([{ ...broken, data: { ...broken.data, body: good.data.body } }, good]);
    await bench.settled('r1', 'delivered');
    expect((await bench.dead()).map(({ data }) => (data as { event: Event }).event.id)).toEqual([broken.id]);
  });

  test('of an earlier copy of a message that was sent again does not fail it', async () => {
    await bench.sent('r1', { ids: ['1'] });
    await bench.sent('r1', { ids: ['2'], attempt: 2 });
    await bench.handled({ body: 'id:1 stat:UNDELIV' });
    expect(await bench.submission('r1')).not.toHaveProperty('delivery');
    await bench.handled({ body: 'id:2 stat:DELIVRD' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
  });
});

describe('a receipt before its response', () => {
  test('waits for it', async () => {
    await open();
    await bench.start();
    await bench.handled({ body: 'id:31 stat:DELIVRD' });
    expect(bench.receipts.status('centre').unmatched).toBe(1);
    await bench.sent('r1', { ids: ['1F'] });
    await bench.settled('r1', 'delivered');
    await bench.until(() => bench.receipts.status('centre').unmatched === 0);
    expect(await bench.documents('unmatched-receipts')).toBe(0);
    expect(await types()).toEqual(['message.delivered']);
  });

  test('waits until the message is saved as accepted, although its id is known', async () => {
    await open();
    await bench.start();
    await bench.saved('r1', { ids: ['1F'], state: 'sending' });
    await bench.remembered('r1', { ids: ['1F'] });
    await bench.handled({ body: 'id:1F stat:DELIVRD' });
    expect(await bench.submission('r1')).not.toHaveProperty('delivery');
    await bench.saved('r1', { ids: ['1F'] });
    bench.appeared('r1', { ids: ['1F'] });
    await bench.settled('r1', 'delivered');
  });

  test('is not lost when the id appears between its being looked up and its being kept', async () => {
    await open();
    let appears: (() => Promise<void>) | undefined;
    const meddle: Meddling = (name, real) => ({
      query: (query) => real.query(query),
      save: (writes) => real.save(writes),
      load: async (ids) => {
        const found = await real.load(ids);
        const now = appears;
        if (name === 'message-ids' && now !== undefined) {
          appears = undefined;
          await now();
        }
        return found;
      },
    });
    await bench.start({ meddle });
    appears = () => bench.sent('r1', { ids: ['1F'] });
    await bench.tell({ body: 'id:1F stat:DELIVRD' });
    await bench.settled('r1', 'delivered');
    await bench.until(() => bench.receipts.status('centre').unmatched === 0);
  });

  test('waits over a restart, sealed as it came', async () => {
    await open();
    await bench.start();
    await bench.handled({ body: 'id:1F stat:DELIVRD text:Xin cam on' });
    await bench.receipts.stop();
    expect((await bench.bytesOnDisk()).includes('Xin cam on')).toBe(false);
    await bench.start();
    expect(bench.receipts.status('centre').unmatched).toBe(1);
    await bench.sent('r1', { ids: ['1F'] });
    await bench.settled('r1', 'delivered');
  });

  test('is matched at the start when its message was accepted just before the last end', async () => {
    await open();
    await bench.start();
    await bench.handled({ body: 'id:1F stat:DELIVRD' });
    await bench.receipts.stop();
    await bench.sent('r1', { ids: ['1F'] });
    expect(await bench.submission('r1')).not.toHaveProperty('delivery');
    await bench.start();
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
    expect(bench.receipts.status('centre').unmatched).toBe(0);
  });

  test('is tried again by the sweep when the store failed it', async () => {
    await open();
    let broken = false;
    const meddle: Meddling = (name, real) => ({
      query: (query) => real.query(query),
      save: (writes) => real.save(writes),
      load: async (ids) => {
        if (broken && name === 'message-ids') throw new GatewayError('MSCORE_STORE_SLOW', 'too slow', { retry: true });
        return real.load(ids);
      },
    });
    await bench.start({ meddle });
    await bench.handled({ body: 'id:1F stat:DELIVRD' });
    broken = true;
    await bench.sent('r1', { ids: ['1F'] });
    await bench.until(() => bench.lines.includes('receipts-not-matched'));
    broken = false;
    bench.clock.pass(MINUTE);
    await bench.settled('r1', 'delivered');
  });

  test('is given up after a day', async () => {
    await open();
    await bench.start();
    await bench.handled({ body: 'id:1F stat:DELIVRD' });
    bench.clock.pass(DAY - MINUTE);
    await bench.handled({ body: 'id:2F stat:DELIVRD' });
    expect(bench.receipts.status('centre').unmatched).toBe(2);
    bench.clock.pass(2 * MINUTE);
    await bench.until(() => bench.countOf('mscore_smpp_receipts_unmatched_total') === 1);
    await bench.until(() => bench.receipts.status('centre').unmatched === 1);
    expect(await bench.documents('unmatched-receipts')).toBe(1);
    await bench.sent('r2', { ids: ['2F'] });
    await bench.settled('r2', 'delivered');
  });

  test('of another message centre with the same ids is not taken for one', async () => {
    await open([link(0), link(0, { name: 'other', group: 'other' })]);
    await bench.start();
    await bench.sent('r1', { ids: ['1F'] });
    await bench.handled({ body: 'id:1F stat:DELIVRD', link: 'other' });
    expect(bench.receipts.status('other').unmatched).toBe(1);
    expect(bench.receipts.status('centre').unmatched).toBe(0);
    expect(await bench.submission('r1')).not.toHaveProperty('delivery');
  });

  test('of another link to the same message centre is', async () => {
    await open([link(0), link(0, { name: 'second', group: 'centre' })]);
    await bench.start();
    await bench.sent('r1', { ids: ['1F'] });
    await bench.handled({ body: 'id:1F stat:DELIVRD', link: 'second' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
  });
});

describe('a text in three parts', () => {
  beforeEach(async () => {
    await open();
    await bench.start();
    await bench.sent('r1', { ids: ['a', 'b', 'c'] });
  });

  test('is delivered when all three are', async () => {
    await bench.handled({ body: 'id:c stat:DELIVRD' }, { body: 'id:a stat:DELIVRD' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'underway' });
    expect(await bench.outcomes()).toEqual([]);
    await bench.handled({ body: 'id:b stat:DELIVRD' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
    expect(await types()).toEqual(['message.delivered']);
    bench.clock.pass(20 * MINUTE);
    await bench.handled({ body: 'id:b stat:EXPIRED' });
    expect(await types()).toEqual(['message.delivered']);
  });

  test('has failed when one has', async () => {
    await bench.handled({ body: 'id:b stat:EXPIRED err:001' });
    expect(await bench.outcomes()).toMatchObject([{ type: 'message.failed', data: { stat: 'EXPIRED', err: '001' } }]);
    await bench.handled({ body: 'id:a stat:DELIVRD' }, { body: 'id:c stat:DELIVRD' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'failed' });
    expect(await types()).toEqual(['message.failed']);
  });

  test('of which only one is ever reported is settled by it after ten minutes', async () => {
    await bench.handled({ body: 'id:b stat:DELIVRD' });
    bench.clock.pass(9 * MINUTE);
    await bench.handled({ body: 'id:a stat:ENROUTE' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'underway' });
    bench.clock.pass(2 * MINUTE);
    await bench.settled('r1', 'delivered');
    await bench.until(() => bench.delivered.length === 1);
    expect(await types()).toEqual(['message.delivered']);
  });

  test('waits for its other parts also over a restart', async () => {
    await bench.handled({ body: 'id:b stat:DELIVRD' });
    await bench.receipts.stop();
    bench.clock.pass(11 * MINUTE);
    await bench.start();
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
  });
});

describe('a batch', () => {
  test('of 200 receipts costs one load of ids, one of messages and one save', async () => {
    await open();
    const calls: string[] = [];
    const meddle: Meddling = (name, real) => ({
      query: (query) => real.query(query),
      save: (writes) => {
        calls.push(`save ${name} ${writes.length}`);
        return real.save(writes);
      },
      load: (ids) => {
        calls.push(`load ${name}`);
        return real.load(ids);
      },
    });
    await bench.start({ meddle });
    for (let one = 0; one < 200; one += 1) {
      await bench.sent(`r${one}`, { ids: [(0x1000 + one).toString(16)], subscriber: one % 2 === 0 ? anna : bert });
    }
    const batch = bench.events(
      ...Array.from({ length: 200 }, (_none, one) => ({
        body: `id:${0x1000 + one} stat:DELIVRD`,
        subscriber: one % 2 === 0 ? anna : bert,
      })),
    );
    calls.length = 0;
    await bench.handle(batch);
    expect(calls).toEqual(['load message-ids', 'load submissions', 'save submissions 200']);
    expect(bench.delivered).toHaveLength(200);
    expect(bench.receipts.status('centre')).toMatchObject({
      matched: { 'hex-then-decimal': 200 },
      proposed: 'hex-then-decimal',
    });
  });

  test('of which the process died between telling and saving tells the same again', async () => {
    await open();
    let dies = true;
    let died = (): void => {};
    const dead = new Promise<void>((resolve) => {
      died = resolve;
    });
    const meddle: Meddling = (name, real) => ({
      query: (query) => real.query(query),
      load: (ids) => real.load(ids),
      save: (writes) => {
        if (name !== 'submissions' || !dies) return real.save(writes);
        died();
        return new Promise(() => {});
      },
    });
    const neverSubscribed = { state: 'running', lag: async () => 0, close: async () => {} } as const;
    let handle: (batch: readonly Event[]) => Promise<void> = async () => {};
    const bus = {
      subscribe: async (options: { handle: (batch: readonly Event[], stop: AbortSignal) => Promise<void> }) => {
        handle = (batch) => options.handle(batch, new AbortController().signal);
        return neverSubscribed;
      },
    };
    const batch = bench.events({ body: 'id:a stat:DELIVRD' }, { body: 'id:b stat:EXPIRED', subscriber: bert });
    await bench.start({ meddle, bus });
    await bench.sent('r1', { ids: ['a'] });
    await bench.sent('r2', { ids: ['b'], subscriber: bert });
    void handle(batch);
    await dead;
    const before = await bench.outcomes();
    expect(before).toHaveLength(2);
    dies = false;
    bench.abandon();
    await bench.start({ meddle, bus });
    await handle(batch);
    const after = await bench.outcomes();
    expect(after.map(({ id }) => id)).toEqual([...before, ...before].map(({ id }) => id));
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered' });
    expect(await bench.submission('r2')).toMatchObject({ delivery: 'failed' });
  });

  test('meets a submission that changes under it, and applies itself to what is there then', async () => {
    await open();
    let changes = true;
    const meddle: Meddling = (name, real) => ({
      query: (query) => real.query(query),
      load: (ids) => real.load(ids),
      save: async (writes) => {
        if (name === 'submissions' && changes) {
          changes = false;
          await bench.saved('r1', { ids: ['a'], resends: 7 });
        }
        return real.save(writes);
      },
    });
    await bench.start({ meddle });
    await bench.sent('r1', { ids: ['a'] });
    await bench.handled({ body: 'id:a stat:DELIVRD' });
    expect(await bench.submission('r1')).toMatchObject({ delivery: 'delivered', resends: 7 });
    expect(bench.delivered).toHaveLength(1);
  });
});

describe('any receipts of a message, in any order, repeated, before or after its response', () => {
  type News = readonly [part: number, stat: 'ENROUTE' | 'DELIVRD' | 'UNDELIV' | 'ODD'];
  const news = fc.tuple(
    fc.nat(2),
    fc.constantFrom('ENROUTE', 'DELIVRD', 'DELIVRD', 'UNDELIV', 'ODD'),
  ) as fc.Arbitrary<News>;
  const stream = fc.array(fc.array(news, { minLength: 1, maxLength: 5 }), { maxLength: 4 });

  /** What a reader of the receipts, in their order, would say of the parts and of the message. */
  function model(all: readonly News[]) {
    const said: (Delivery | undefined)[] = [undefined, undefined, undefined];
    let whole: Delivery | undefined;
    for (const [part, stat] of all) {
      if (said[part] === 'delivered' || said[part] === 'failed') continue;
      said[part] = stat === 'DELIVRD' ? 'delivered' : stat === 'UNDELIV' ? 'failed' : 'underway';
      if (whole === 'delivered' || whole === 'failed') continue;
      whole = said.includes('failed') ? 'failed' : said.every((one) => one === 'delivered') ? 'delivered' : 'underway';
    }
    return { said, whole };
  }

  test('leave it as the receipts in their order say, and told at most once', async () => {
    await open();
    await bench.start();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(stream, fc.nat(4), async (batches, responseAfter) => {
        run += 1;
        const request = `r${run}`;
        const message = { ids: ['a', 'b', 'c'].map((part) => `${part}-${run}`) };
        const before = await bench.outcomes();
        for (const [at, batch] of batches.entries()) {
          if (at === responseAfter) await bench.sent(request, message);
          await bench.handled(...batch.map(([part, stat]) => ({ body: `id:${message.ids[part]} stat:${stat}` })));
        }
        if (responseAfter >= batches.length) await bench.sent(request, message);
        // One turn behind whatever the response has set in motion.
        await bench.handled({ body: 'id:none stat:DELIVRD' });
        const { said, whole } = model(batches.flat());
        const submission = await bench.submission(request);
        expect(submission?.parts?.map(({ delivery }) => delivery)).toEqual(said);
        expect(submission?.delivery).toBe(whole);
        const told = (await bench.outcomes()).slice(before.length).map(({ type }) => type);
        const type = whole === 'delivered' ? 'message.delivered' : 'message.failed';
        expect(told).toEqual(whole === undefined || whole === 'underway' ? [] : [type]);
      }),
      { numRuns: 60 },
    );
  });
});
