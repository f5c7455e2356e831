import { genericProfile } from '@mscore/smpp-connector';
import type { Finding } from '../../src/doctor/probes';
import { proposedOverrides } from '../../src/doctor/proposal';
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
    expect(proposedOverrides(genericProfile, [seen('ascii', 0), seen('ascii', 0)], undefined)).toEqual({
      alphabets: [{ alphabet: 'ascii', dataCoding: 0 }],
      defaultAlphabet: 'ascii',
    });
    expect(proposedOverrides(genericProfile, [{ kind: 'unusable' }, seen('ucs2', 8)], undefined)).toEqual({
      alphabets: [{ alphabet: 'ucs2', dataCoding: 8 }],
    });
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
