import type { Subscriber } from '@mscore/contracts';
import type { ReceiptState } from '@mscore/smpp';
import fc from 'fast-check';
import {
  deliveryEvent,
  type PartReceipt,
  RECEIPTS_WAIT_MS,
  withoutFurtherReceipts,
  withReceipt,
} from '../../src/domain/delivery';
import type { Submission } from '../../src/domain/submission';

const NOW = Date.parse('2026-11-22T02:00:00.000Z');

const accepted = (parts: number, changes: Partial<Submission> = {}): Submission => ({
  link: 'centre',
  lane: 'bulk',
  subscriber: 'q3Zt0aVvYd5rHc8yXn2LuA' as Subscriber,
  shortCode: '8049',
  report: 'all',
  state: 'accepted',
  order: 1,
  attempt: 2,
  resends: 0,
  expires: '2026-11-22T03:00:00.000Z',
  parts: Array.from({ length: parts }, (_none, part) => ({ messageId: `m${part}` })),
  ...changes,
});

const receipt = (part: number, state: ReceiptState, changes: Partial<PartReceipt> = {}): PartReceipt => ({
  part,
  messageId: `m${part}`,
  state,
  ...changes,
});

const after = (submission: Submission, ...receipts: readonly PartReceipt[]): Submission =>
  receipts.reduce((one, news) => withReceipt(one, news, NOW), submission);

describe('a message in one part', () => {
  it.each<[ReceiptState, string, string]>([
    ['delivered', 'delivered', 'DELIVRD'],
    ['expired', 'failed', 'EXPIRED'],
    ['deleted', 'failed', 'DELETED'],
    ['undeliverable', 'failed', 'UNDELIV'],
    ['rejected', 'failed', 'REJECTD'],
    ['skipped', 'failed', 'SKIPPED'],
    ['scheduled', 'underway', 'SCHEDULED'],
    ['enroute', 'underway', 'ENROUTE'],
    ['accepted', 'underway', 'ACCEPTD'],
    ['unknown', 'underway', 'UNKNOWN'],
  ])('reported as %s is %s', (state, delivery, stat) => {
    expect(after(accepted(1), receipt(0, state))).toMatchObject({
      delivery,
      parts: [{ messageId: 'm0', delivery, stat }],
    });
  });

  it('keeps a word nobody knows, and waits on', () => {
    const told = after(accepted(1), receipt(0, 'other', { stat: 'BUFFRED', err: '0x1' }));
    expect(told).toMatchObject({ delivery: 'underway', parts: [{ stat: 'BUFFRED', err: '0x1' }] });
    expect(after(accepted(1), receipt(0, 'other')).parts).toEqual([{ messageId: 'm0', delivery: 'underway' }]);
  });

  it('tells its history', () => {
    const told = after(accepted(1), receipt(0, 'enroute'), receipt(0, 'undeliverable', { stat: 'UNDELIV' }));
    expect(told.history).toEqual([
      [NOW, 'receipt', 'ENROUTE'],
      [NOW, 'receipt', 'UNDELIV'],
      [NOW, 'failed'],
    ]);
  });

  it.each<ReceiptState>(['delivered', 'enroute', 'undeliverable', 'other'])(
    'delivered stays delivered when %s is reported',
    (state) => {
      const delivered = after(accepted(1), receipt(0, 'delivered'));
      expect(after(delivered, receipt(0, state))).toBe(delivered);
    },
  );

  it('is not changed by the same receipt again', () => {
    const underway = after(accepted(1), receipt(0, 'enroute'));
    expect(after(underway, receipt(0, 'enroute'))).toBe(underway);
  });

  it('is not changed by a receipt of an earlier copy, nor of a part it does not have', () => {
    const submission = accepted(1);
    expect(after(submission, receipt(0, 'undeliverable', { messageId: 'older' }))).toBe(submission);
    expect(after(submission, receipt(1, 'delivered'))).toBe(submission);
    const none = accepted(0);
    expect(after(none, receipt(0, 'delivered'))).toBe(none);
  });

  it('keeps the beginning and the end of its history', () => {
    const receipts = Array.from({ length: 300 }, (_none, at) => receipt(0, 'other', { stat: `S${at}` }));
    const told = after(accepted(1), ...receipts);
    expect(told.history).toHaveLength(40);
    expect(told.history?.at(-1)).toEqual([NOW, 'receipt', 'S299']);
  });
});

describe('a message in three parts', () => {
  const due = new Date(NOW + RECEIPTS_WAIT_MS).toISOString();

  it('is delivered when all parts are', () => {
    const two = after(accepted(3), receipt(2, 'delivered'), receipt(0, 'delivered'));
    expect(two).toMatchObject({ delivery: 'underway', receiptsDue: due });
    const three = after(two, receipt(1, 'delivered'));
    expect(three).toMatchObject({ delivery: 'delivered' });
    expect(three).not.toHaveProperty('receiptsDue');
  });

  it('has failed when one has, and stays so', () => {
    const failed = after(accepted(3), receipt(0, 'delivered'), receipt(1, 'expired'));
    expect(failed).toMatchObject({ delivery: 'failed' });
    expect(failed).not.toHaveProperty('receiptsDue');
    const late = after(failed, receipt(2, 'delivered'));
    expect(late).toMatchObject({ delivery: 'failed', parts: [{}, {}, { delivery: 'delivered' }] });
    expect(late).not.toHaveProperty('receiptsDue');
  });

  it('of which one is under way waits without an end in sight', () => {
    expect(after(accepted(3), receipt(0, 'enroute'))).not.toHaveProperty('receiptsDue');
  });

  it('of which one was reported is settled by it when the wait is over, not before', () => {
    const one = after(accepted(3), receipt(1, 'delivered'), receipt(0, 'enroute'));
    expect(withoutFurtherReceipts(one, NOW + RECEIPTS_WAIT_MS - 1)).toBe(one);
    const settled = withoutFurtherReceipts(one, NOW + RECEIPTS_WAIT_MS);
    expect(settled).toMatchObject({ delivery: 'delivered' });
    expect(settled).not.toHaveProperty('receiptsDue');
  });

  it('says in its history which part a receipt was about', () => {
    expect(after(accepted(3), receipt(1, 'delivered')).history).toEqual([[NOW, 'receipt', '2/3 DELIVRD']]);
  });
});

describe('the event of a settled message', () => {
  const deriveId = (...parts: readonly (string | number)[]): string => parts.join(' ');
  const event = (before: Submission, ...receipts: readonly PartReceipt[]) =>
    deliveryEvent('r1', before, after(before, ...receipts), 'then', deriveId);

  it('says that it was delivered to whom asked for that', () => {
    expect(event(accepted(1), receipt(0, 'delivered'))).toEqual({
      id: 'r1 2 delivered',
      type: 'message.delivered',
      v: 1,
      key: 'q3Zt0aVvYd5rHc8yXn2LuA',
      at: 'then',
      cause: 'r1',
      data: { request: 'r1', link: 'centre' },
    });
    expect(event(accepted(1, { report: 'final' }), receipt(0, 'delivered'))?.type).toBe('message.delivered');
    expect(event(accepted(1, { report: 'none' }), receipt(0, 'delivered'))).toBeUndefined();
  });

  it.each(['none', 'final', 'all'] as const)('says that it failed to whom asked for %s', (report) => {
    const news = receipt(1, 'undeliverable', { stat: 'UNDELIV', err: '027' });
    expect(event(accepted(2, { report }), receipt(0, 'delivered'), news)).toMatchObject({
      id: 'r1 2 undelivered',
      type: 'message.failed',
      data: { request: 'r1', link: 'centre', attempt: 2, reason: 'undelivered', stat: 'UNDELIV', err: '027' },
    });
  });

  it('is not told of what changes nothing', () => {
    expect(event(accepted(1), receipt(0, 'enroute'))).toBeUndefined();
    const delivered = after(accepted(1), receipt(0, 'delivered'));
    expect(event(delivered, receipt(0, 'undeliverable'))).toBeUndefined();
  });
});

describe('whatever receipts come', () => {
  const state = fc.constantFrom<ReceiptState>('enroute', 'accepted', 'other', 'delivered', 'undeliverable');
  const receipts = fc.array(
    fc.record({ part: fc.nat(2), state }).map(({ part, state }) => receipt(part, state)),
    { maxLength: 12 },
  );

  it('a part never goes back, and a settled message never changes', () => {
    const rank = (delivery: string | undefined): number => ['underway', 'delivered', 'failed'].indexOf(delivery ?? '');
    fc.assert(
      fc.property(receipts, (all) => {
        let before = accepted(3);
        for (const one of all) {
          const next = after(before, one);
          for (const [at, part] of (next.parts ?? []).entries()) {
            const was = before.parts?.[at]?.delivery;
            if (rank(was) > 0) expect(part.delivery).toBe(was);
            else expect(rank(part.delivery)).toBeGreaterThanOrEqual(rank(was));
          }
          if (rank(before.delivery) > 0) expect(next.delivery).toBe(before.delivery);
          before = next;
        }
      }),
    );
  });

  /** One end per part, said any number of times in any order, among any news of being under way. */
  const ends = fc.array(fc.constantFrom<ReceiptState>('delivered', 'undeliverable', 'enroute'), {
    minLength: 3,
    maxLength: 3,
  });
  it('their order and repetition make no difference to how the message ends', () => {
    fc.assert(
      fc.property(ends, fc.array(fc.nat(2), { maxLength: 8 }), fc.gen(), (states, repeats, gen) => {
        const all = [0, 1, 2, ...repeats].map((part) => receipt(part, states[part] ?? 'enroute'));
        const shuffled = gen(() => fc.shuffledSubarray(all, { minLength: all.length }));
        const expected = states.includes('undeliverable')
          ? 'failed'
          : states.every((one) => one === 'delivered')
            ? 'delivered'
            : 'underway';
        expect(after(accepted(3), ...shuffled).delivery).toBe(expected);
      }),
    );
  });
});
