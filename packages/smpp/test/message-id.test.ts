import fc from 'fast-check';
import { canonicalMessageId, messageIdSpellings } from '../src';

const uuid = '00fca3c1-0b5e-4d3a-9f00-0242ac120002';

describe('a canonical message id', () => {
  it.each([
    ['0000001F', '1f'],
    ['1f', '1f'],
    ['000', '0'],
    ['0', '0'],
    ['', ''],
    [' 12 ', '12'],
    ['M-0012', 'm-0012'],
    ['00M-12', 'm-12'],
    ['18446744073709551617', '18446744073709551617'],
  ])('of %j is %j', (raw, canonical) => {
    expect(canonicalMessageId(raw)).toBe(canonical);
  });

  it('of a UUID keeps its zeros', () => {
    expect(canonicalMessageId(uuid.toUpperCase())).toBe(uuid);
    expect(messageIdSpellings(uuid)).toEqual({ same: uuid });
  });
});

describe('the spellings of a message id', () => {
  it.each([
    ['1F', { same: '1f', hexToDecimal: '31' }],
    ['31', { same: '31', hexToDecimal: '49', decimalToHex: '1f' }],
    ['0005', { same: '5' }],
    ['12-4', { same: '12-4' }],
    ['', { same: '' }],
    // Beyond 2^64: no float, no wrapped integer.
    [
      '10000000000000001',
      { same: '10000000000000001', hexToDecimal: '18446744073709551617', decimalToHex: '2386f26fc10001' },
    ],
    ['18446744073709551617', expect.objectContaining({ decimalToHex: '10000000000000001' })],
  ])('of %j', (raw, spellings) => {
    expect(messageIdSpellings(raw)).toEqual(spellings);
  });

  it('of a number longer than any message id are not reckoned', () => {
    const long = '9'.repeat(100_000);
    const began = performance.now();
    expect(messageIdSpellings(long)).toEqual({ same: long });
    expect(performance.now() - began).toBeLessThan(100);
  });
});

/** What message centres do to an id between submit_sm_resp and receipt. */
const respelled = fc.record({
  zeros: fc.integer({ min: 0, max: 6 }),
  upper: fc.boolean(),
  radix: fc.constantFrom('same', 'hex-then-decimal', 'decimal-then-hex'),
});

const number = fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 32n }), fc.bigInt({ min: 0n, max: 2n ** 130n }));

it('finds the id of submit_sm_resp however the receipt respells it', () => {
  fc.assert(
    fc.property(number, fc.boolean(), respelled, (value, hex, { zeros, upper, radix }) => {
      const answered = value.toString(radix === 'hex-then-decimal' || (radix === 'same' && hex) ? 16 : 10);
      const digits = radix === 'same' ? answered : value.toString(radix === 'hex-then-decimal' ? 10 : 16);
      const padded = '0'.repeat(zeros) + digits;
      const spellings = messageIdSpellings(upper ? padded.toUpperCase() : padded);
      expect(Object.values(spellings)).toContain(canonicalMessageId(answered));
    }),
  );
});

it('finds an id that is no number through case and zeros', () => {
  const id = fc.stringMatching(/^[1-9a-z][0-9a-z_.-]{0,40}$/);
  fc.assert(
    fc.property(id, fc.integer({ min: 0, max: 6 }), (answered, zeros) => {
      const { same } = messageIdSpellings('0'.repeat(zeros) + answered.toUpperCase());
      expect(same).toBe(canonicalMessageId(answered));
    }),
  );
});

it('no string makes it throw, and being canonical is final', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (raw) => {
      for (const spelling of Object.values(messageIdSpellings(raw)))
        expect(canonicalMessageId(spelling)).toBe(spelling);
    }),
  );
});
