import { readReceipt } from '@mscore/smpp';
import { openReceiptOf, UnmatchedReceipts } from '../src/receipt-unmatched';
import { ReceiptsBench } from './receipts-bench';

let bench: ReceiptsBench;

beforeEach(async () => {
  bench = await ReceiptsBench.open();
});

afterEach(() => bench.close());

const receiptOf = (event: ReturnType<typeof bench.events>[number], id: string) => {
  const receipt = openReceiptOf(event, 'centre', readReceipt({ body: `id:${id}` }));
  if (receipt === undefined) throw new Error('names no message');
  return receipt;
};

describe('unmatched receipts', () => {
  test('more than memory holds stay on disk, the newest are held', async () => {
    const unmatched = new UnmatchedReceipts(bench.deps(), 2);
    const events = bench.events({}, {}, {});
    for (const [at, event] of events.entries()) unmatched.hold(receiptOf(event, `a${at}`));
    await unmatched.keep(events);
    expect([...unmatched.waitingFor('centre|a0')]).toEqual([]);
    expect([...unmatched.waitingFor('centre|a2')]).toEqual(['receipt-3']);
    expect(unmatched.count('centre')).toBe(2);
    expect(await bench.documents('unmatched-receipts')).toBe(3);
  });

  test('are found by every spelling of their id until they are forgotten', async () => {
    const unmatched = new UnmatchedReceipts(bench.deps());
    const [event] = bench.events({});
    if (event === undefined) throw new Error('no event');
    unmatched.hold(receiptOf(event, '0031'));
    for (const key of ['centre|31', 'centre|49', 'centre|1f'])
      expect([...unmatched.waitingFor(key)]).toEqual([event.id]);
    await unmatched.keep([event]);
    await unmatched.keep([event]);
    expect(unmatched.count('centre')).toBe(1);
    await unmatched.forget([event.id]);
    for (const key of ['centre|31', 'centre|49', 'centre|1f']) expect([...unmatched.waitingFor(key)]).toEqual([]);
    expect(unmatched.count('centre')).toBe(0);
    expect(await bench.documents('unmatched-receipts')).toBe(0);
  });
});
