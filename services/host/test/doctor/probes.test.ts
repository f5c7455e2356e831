import { splitUdh } from '@mscore/smpp';
import { genericProfile, type LinkProfile } from '@mscore/smpp-connector';
import { probesFor } from '../../src/doctor/probes';
import { shownAs, shownSwapped } from '../../src/doctor/renderings';

const probes = probesFor(genericProfile, 7);
const shows = (name: string) => probes.find((probe) => probe.name === name)?.readings.map((reading) => reading.shows);

describe('what a handset shows of octets that are taken for something else', () => {
  test.each([
    ['gsm7', [0x00, 0x01, 0x02, 0x05, 0x41], '@£$éA'],
    ['gsm7', [0x1b, 0x65, 0xe9, 0x0a], '€?□'],
    ['latin1', [0x00, 0x41, 0xe9, 0x85], '□Aé□'],
    ['ascii', [0x1b, 0x65, 0xe9], '□e?'],
    ['ucs2', [0x01, 0x11, 0x00, 0x41, 0x41], 'đA'],
    ['ucs2', [0xd8, 0x00, 0x00, 0x41], '□A'],
  ] as const)('as %s: %j', (alphabet, octets, text) => {
    expect(shownAs(Buffer.from(octets), alphabet)).toBe(text);
  });

  test('as UCS-2 with its octets swapped', () => {
    expect(shownSwapped(Buffer.from([0x41, 0x00, 0x11, 0x01]))).toBe('Ađ');
  });
});

describe('the probes of a link', () => {
  test('are numbered in their text and cover every alphabet', () => {
    expect(probes.map(({ number, name }) => [number, name])).toEqual([
      [1, 'GSM-7 under data_coding 0'],
      [2, 'Latin-1 under data_coding 0'],
      [3, 'Latin-1 under data_coding 3'],
      [4, 'UCS-2 under data_coding 8'],
      [5, 'a text of 2 segments by udh8'],
    ]);
    for (const { number, readings } of probes) expect(readings[0]?.shows).toContain(`${number}: `);
  });

  test('of GSM-7 tell it from what a message centre may read instead', () => {
    expect(shows('GSM-7 under data_coding 0')).toEqual([
      '1: @ £ $ é ñ Ü { } [ ] € ~',
      '1: □ □ □ □ } ^ □( □) □< □> □e □=',
      expect.stringMatching(/^\u313a/),
      '1: @ £ $ é ñ Ü ( ) < > e =',
    ]);
  });

  test('of Latin-1 tell it from GSM-7 by its signs and marks', () => {
    expect(shows('Latin-1 under data_coding 3')?.slice(0, 3)).toEqual([
      '3: @ £ $ é ñ Ü { } [ ] ~',
      '3: ¡ ? ¤ ? ? ? ä ñ Ä Ñ ü',
      '3: @ ? $ ? ? ? { } [ ] ~',
    ]);
  });

  test('of UCS-2 show what becomes of Vietnamese', () => {
    const readings = shows('UCS-2 under data_coding 8') ?? [];
    expect(readings[0]).toBe('4: Thủ tục đăng ký ở Đông Hà');
    expect(readings[1]).toMatch(/^@4@:@ @T@h/);
    expect(readings.at(-1)).toBe('… Th? t?c ??ng k? ? ??ng H?');
  });

  test('never show two readings alike, or nobody could tell which it was', () => {
    for (const { readings } of probes) {
      const shown = readings.map((reading) => reading.shows);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });

  test('say of each reading which alphabet a data_coding is then seen to mean', () => {
    const [first] = probes;
    expect(first?.readings.map(({ finding }) => finding)).toEqual([
      { kind: 'alphabet', alphabet: 'gsm7', dataCoding: 0 },
      { kind: 'alphabet', alphabet: 'ascii', dataCoding: 0 },
      { kind: 'alphabet', alphabet: 'ucs2', dataCoding: 0 },
      { kind: 'unusable' },
    ]);
  });

  test('end with a text of two segments, marked as the profile says', () => {
    const [first, second, ...more] = probes.at(-1)?.segments ?? [];
    expect(more).toEqual([]);
    for (const [segment, part] of [[first, 1] as const, [second, 2] as const]) {
      expect(segment?.udhi).toBe(true);
      expect(splitUdh(0x40, segment?.body ?? Buffer.alloc(0)).part).toMatchObject({ reference: 7, total: 2, part });
    }
    const sar = probesFor({ ...genericProfile, concatenation: 'sar' }, 7).at(-1);
    expect(sar?.segments.map(({ udhi, tlvs }) => [udhi, tlvs.length])).toEqual([
      [false, 3],
      [false, 3],
    ]);
    const payload = probesFor({ ...genericProfile, concatenation: 'payload' }, 7).at(-1);
    expect(payload?.segments).toHaveLength(1);
  });

  test('include what only this profile writes in, and its long text in that', () => {
    const profile: LinkProfile = { ...genericProfile, alphabets: [{ alphabet: 'ucs2', dataCoding: 0x18 }] };
    const all = probesFor(profile, 1);
    expect(all.map(({ name }) => name)).toContain('UCS-2 under data_coding 24');
    expect(all.at(-1)?.dataCoding).toBe(0x18);
    expect(all.at(-1)?.segments.length).toBeGreaterThan(1);
  });
});
