import { anna, ReceiptsBench } from './receipts-bench';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let bench: ReceiptsBench;

beforeEach(async () => {
  bench = await ReceiptsBench.open();
  await bench.start();
});

afterEach(() => bench.close());

describe('the ids of messages', () => {
  test('that several senders add at once are all kept', async () => {
    const requests = Array.from({ length: 20 }, (_none, one) => `r${one}`);
    await Promise.all(requests.map((request, one) => bench.remembered(request, { ids: ['7', '007', `m${one}`] })));
    const known = await bench.known('centre|7');
    expect(known.map(({ request, id }) => `${request} ${id}`).sort()).toEqual(
      requests.flatMap((request) => [`${request} 007`, `${request} 7`]).sort(),
    );
    expect(await bench.known('centre|m13')).toEqual([
      { id: 'm13', request: 'r13', subscriber: anna, part: 2, at: '2026-11-22T02:00:00.000Z' },
    ]);
  });

  test('told twice are kept once', async () => {
    await bench.remembered('r1', { ids: ['7'] });
    await bench.remembered('r1', { ids: ['7'] });
    expect(await bench.known('centre|7')).toHaveLength(1);
  });

  test('that are all one keep the newest messages of it', async () => {
    for (let one = 0; one < 70; one += 1) await bench.remembered(`r${one}`, { ids: ['7'] });
    const known = await bench.known('centre|7');
    expect([known.length, known[0]?.request, known.at(-1)?.request]).toEqual([64, 'r6', 'r69']);
  });

  test('the network did not give are not kept', async () => {
    await bench.remembered('r1', { ids: ['', ''] });
    expect(await bench.documents('message-ids')).toBe(0);
  });

  test('go when the submissions go, unless they were given again', async () => {
    await bench.remembered('r1', { ids: ['7', '8'] });
    bench.clock.pass(30 * DAY - MINUTE);
    await bench.remembered('r2', { ids: ['8', '9'] });
    expect(await bench.documents('message-ids')).toBe(3);
    bench.clock.pass(2 * MINUTE);
    // Handled in turn, behind the sweep.
    await bench.handled({ body: 'id:1 stat:DELIVRD' });
    expect(await bench.documents('message-ids')).toBe(2);
    expect(await bench.known('centre|7')).toEqual([]);
  });
});
