import { genericProfile, parseLinks } from '@mscore/smpp-connector';
import fc from 'fast-check';
import type { Finding } from '../../src/doctor/probes';
import { lacksUcs2, proposedOverrides } from '../../src/doctor/proposal';
import { dialectOf, spelledAs } from '../../src/doctor/receipts';

const seen = (alphabet: 'gsm7' | 'latin1' | 'ascii' | 'ucs2', dataCoding: number): Finding => ({
  kind: 'alphabet',
  alphabet,
  dataCoding,
});
const marked: Finding = { kind: 'concatenation', concatenation: 'udh8' };

describe('what a link should set', () => {
  test('is nothing where all is as its profile says', () => {
    const findings = [seen('gsm7', 0), seen('ucs2', 8), marked];
    expect(proposedOverrides(genericProfile, findings, { dialect: 'same', byText: false })).toEqual({});
  });

  test('is nothing about what nobody looked at', () => {
    expect(proposedOverrides(genericProfile, [], undefined)).toEqual({});
  });

  test('is Latin-1 where data_coding 0 is taken for it, in texts from there as well', () => {
    // The probe of GSM-7 looked like ASCII, the one of Latin-1 as it was meant.
    const findings = [seen('ascii', 0), seen('latin1', 0), seen('latin1', 3), seen('ucs2', 8), marked];
    expect(proposedOverrides(genericProfile, findings, undefined)).toEqual({
      alphabets: [
        { alphabet: 'latin1', dataCoding: 0 },
        { alphabet: 'latin1', dataCoding: 3 },
        { alphabet: 'ucs2', dataCoding: 8 },
      ],
      defaultAlphabet: 'latin1',
    });
  });

  test('is ASCII where nothing more is certain, and UCS-2 alone where nothing else arrives', () => {
    expect(proposedOverrides(genericProfile, [seen('ascii', 0), seen('ascii', 0), seen('ucs2', 8)], undefined)).toEqual(
      {
        alphabets: [
          { alphabet: 'ascii', dataCoding: 0 },
          { alphabet: 'ucs2', dataCoding: 8 },
        ],
        defaultAlphabet: 'ascii',
      },
    );
    expect(proposedOverrides(genericProfile, [{ kind: 'unusable' }, seen('ucs2', 8)], undefined)).toEqual({
      alphabets: [{ alphabet: 'ucs2', dataCoding: 8 }],
    });
  });

  test('is no list of alphabets where UCS-2 did not arrive, for without it many texts could not be written', () => {
    const findings = [seen('latin1', 0), seen('latin1', 3)];
    expect(proposedOverrides(genericProfile, findings, undefined)).toEqual({ defaultAlphabet: 'latin1' });
    expect(lacksUcs2(findings)).toBe(true);
    expect([[], [seen('ucs2', 8)], [{ kind: 'unusable' } as const]].map(lacksUcs2)).toEqual([false, false, false]);
  });

  test('holds UCS-2 once, as the profile says it or as the standard does', () => {
    const findings = [seen('ucs2', 0), seen('gsm7', 1), seen('ucs2', 8), seen('ucs2', 24)];
    const ucs2Of = (profile: typeof genericProfile) =>
      proposedOverrides(profile, findings, undefined).alphabets?.filter(({ alphabet }) => alphabet === 'ucs2');
    expect(ucs2Of(genericProfile)).toEqual([{ alphabet: 'ucs2', dataCoding: 8 }]);
    const other = { ...genericProfile, alphabets: [{ alphabet: 'ucs2', dataCoding: 24 } as const] };
    expect(ucs2Of(other)).toEqual([{ alphabet: 'ucs2', dataCoding: 24 }]);
  });

  test('is never anything that a links file may not hold, whatever a handset shows', () => {
    const alphabet = fc.constantFrom('gsm7', 'latin1', 'ascii', 'ucs2');
    const finding: fc.Arbitrary<Finding> = fc.oneof(
      fc.tuple(alphabet, fc.constantFrom(0, 1, 3, 8, 24, 255)).map(([one, dataCoding]) => seen(one, dataCoding)),
      fc.constantFrom('udh8', 'udh16', 'sar', 'payload').map((concatenation) => ({
        ...({ kind: 'concatenation' } as const),
        concatenation,
      })),
      fc.constant({ kind: 'unusable' } as const),
    );
    const receipts = fc.option(
      fc.record({ dialect: fc.constantFrom('same', 'hex-then-decimal', 'decimal-then-hex'), byText: fc.boolean() }),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 9 }), receipts, (findings, receipt) => {
        const overrides = proposedOverrides(genericProfile, findings, receipt);
        const link = { name: 'a', host: 'h', port: 1, systemId: 's', password: 'p', bind: 'pair', shortCodes: ['1'] };
        expect(parseLinks(JSON.stringify([{ ...link, overrides }]))).toMatchObject({ kind: 'links' });
      }),
    );
  });

  test('is how segments are marked, how ids are spelled, and how receipts are told', () => {
    const sar: Finding = { kind: 'concatenation', concatenation: 'sar' };
    expect(proposedOverrides(genericProfile, [sar], { dialect: 'hex-then-decimal', byText: true })).toEqual({
      concatenation: 'sar',
      messageIds: 'hex-then-decimal',
      receiptsByText: true,
    });
  });
});

describe('the spelling of an id in a receipt', () => {
  test.each([
    ['00AB', 'ab', 'same', '00AB'],
    ['ab', '171', 'hex-then-decimal', 'ab'],
    ['171', 'AB', 'decimal-then-hex', '171'],
    ['m17', 'elsewhere', 'other', undefined],
  ])('%s, then %s', (submitted, received, spelling, id) => {
    expect(spelledAs([submitted, 'another'], received)).toEqual(
      id === undefined ? { spelling } : { spelling, submitted: id },
    );
  });

  test('is that of most receipts', () => {
    const receipt = (spelling: 'same' | 'hex-then-decimal' | 'other') => ({
      received: '1',
      spelling,
      state: 'DELIVRD',
    });
    expect(dialectOf([receipt('same'), receipt('hex-then-decimal'), receipt('hex-then-decimal')])).toBe(
      'hex-then-decimal',
    );
    expect(dialectOf([receipt('other'), receipt('other')])).toBeUndefined();
  });
});
