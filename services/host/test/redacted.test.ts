import { Msisdn } from '@mscore/contracts';
import { type KeyRing, sealAddress, sealText } from '@mscore/contracts/crypto';
import fc from 'fast-check';
import { redacted } from '../src/redacted';

const key = { id: '2026q4', secret: Buffer.alloc(32, 1) };
const keys: KeyRing = { subscriber: Buffer.alloc(32, 2), address: [key], text: [key] };

describe('an event shown to operators', () => {
  test('keeps ids, times, names and counts', () => {
    const event = {
      id: 'e5rHc8yXn2LuAq3Zt0aVvY',
      type: 'message.received',
      at: '2026-11-22T09:00:00.000Z',
      data: { link: 'centre', part: { total: 3 }, person: true, receiptedMessageId: '1234567890', flags: ['a', 'b'] },
    };
    expect(redacted(event)).toEqual(event);
  });

  test('shows no sealed text and no sealed address, however short', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redacted({ text: sealText(keys, 'id', text) })).toEqual({ text: '[sealed]' });
        expect(redacted({ address: sealAddress(keys, new Msisdn(text)) })).toEqual({ address: '[sealed]' });
      }),
    );
  });

  test.each(['0900000001', '+84900000001', '84 900 000 001', 'nhiet tinh'])(
    'shows of words in clear, which should never be there, only how many: %s',
    (text) => {
      expect(redacted({ a: [{ b: text }] })).toEqual({ a: [{ b: `[${text.length} characters]` }] });
    },
  );

  test('shows no number written as a number', () => {
    expect(redacted({ a: 84900000001, status: 88 })).toEqual({ a: '[number]', status: 88 });
  });

  test('cuts subscribers to their first 8 characters', () => {
    expect(redacted({ key: 'q3Zt0aVvYd5rHc8yXn2LuA', subscriber: 'q3Zt0aVvYd5rHc8yXn2LuA' })).toEqual({
      key: 'q3Zt0aVv',
      subscriber: 'q3Zt0aVv',
    });
  });
});
