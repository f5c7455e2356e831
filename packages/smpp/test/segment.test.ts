import fc from 'fast-check';
import { type Alphabet, type Concatenation, type Plan, planSegments, type Segment, splitUdh } from '../src';
import { decodeGsm7 } from '../src/gsm7';
import { anyLongText, bodiesOf, gsmOrUcs2, type Planned, plannedWith } from './long-texts';

const REFERENCE = 0x1234a;

const planned = (text: string, concatenation: Concatenation = 'udh8', alphabets = gsmOrUcs2): Planned =>
  plannedWith(text, { alphabets, concatenation });
const partsOf = (text: string, concatenation: Concatenation = 'udh8', alphabets = gsmOrUcs2): readonly string[] => {
  const plan = planned(text, concatenation, alphabets);
  return bodiesOf(plan, REFERENCE).map((body) => {
    if (plan.alphabet === 'ucs2') return Buffer.from(body).swap16().toString('utf16le');
    return plan.alphabet === 'gsm7' ? String(decodeGsm7(body)) : body.toString('latin1');
  });
};
const lengthsOf = (text: string, concatenation: Concatenation = 'udh8', alphabets = gsmOrUcs2) =>
  partsOf(text, concatenation, alphabets).map(({ length }) => length);
const hex = (segments: readonly Segment[]) => segments.map(({ body }) => body.subarray(0, 7).toString('hex'));

describe('the alphabet of a text', () => {
  const only = (alphabet: Alphabet, dataCoding: number) => [{ alphabet, dataCoding }];

  it.each([
    ['Hello €', 'gsm7', 0, '48656c6c6f201b65'],
    ['Có', 'ucs2', 8, '004300f3'],
    ['e\u0301', 'gsm7', 0, '05'],
    ['e\u0302\u0301', 'ucs2', 8, '1ebf'],
    ['', 'gsm7', 0, ''],
  ])('%j goes out in the first that holds it, composed', (text, alphabet, dataCoding, octets) => {
    const plan = planned(text);
    expect(plan).toMatchObject({ alphabet, dataCoding, total: 1 });
    expect(plan.write(1)).toEqual([{ udhi: false, body: Buffer.from(octets, 'hex'), tlvs: [] }]);
  });

  it.each<[string, Alphabet, number, string]>([
    ['~[Hi]\t', 'ascii', 1, '7e5b48695d09'],
    ['Có ÿ', 'latin1', 3, '43f320ff'],
    ['@', 'ucs2', 0, '0040'],
    ['@', 'gsm7', 0xf1, '00'],
  ])('%j in %s under data_coding %i, where a link wants it so', (text, alphabet, dataCoding, octets) => {
    const plan = planned(text, 'udh8', only(alphabet, dataCoding));
    expect(plan).toMatchObject({
      alphabet,
      dataCoding,
      units: Buffer.from(octets, 'hex').length / (alphabet === 'ucs2' ? 2 : 1),
    });
    expect(plan.write(1)[0]?.body.toString('hex')).toBe(octets);
  });

  it.each<[string, Alphabet]>([
    ['Có', 'ascii'],
    ['Ā', 'latin1'],
    ['\u0085', 'latin1'],
    ['\u0000', 'ascii'],
    ['ạ', 'gsm7'],
    ['\u001b', 'gsm7'],
  ])('%j is not in %s, and nothing goes out', (text, alphabet) => {
    const plan = planSegments(text, { alphabets: only(alphabet, 0), concatenation: 'udh8' });
    expect(plan).toEqual({ kind: 'impossible', reason: 'no-alphabet' });
  });
});

describe('how many segments', () => {
  it.each<[number, string, number, Concatenation, number[]]>([
    [159, 'a', 159, 'udh8', [159]],
    [160, 'a', 160, 'udh8', [160]],
    [161, 'a', 161, 'udh8', [153, 8]],
    [306, 'a', 306, 'udh8', [153, 153]],
    [307, 'a', 307, 'udh8', [153, 153, 1]],
    [161, 'a', 161, 'udh16', [152, 9]],
    [305, 'a', 305, 'udh16', [152, 152, 1]],
    [307, 'a', 307, 'sar', [153, 153, 1]],
    [80, '€', 160, 'udh8', [80]],
    [81, '€', 162, 'udh8', [76, 5]],
    [70, 'ạ', 70, 'udh8', [70]],
    [71, 'ạ', 71, 'udh8', [67, 4]],
    [134, 'ạ', 134, 'udh8', [67, 67]],
    [135, 'ạ', 135, 'udh8', [67, 67, 1]],
    [133, 'ạ', 133, 'udh16', [66, 66, 1]],
    [135, 'ạ', 135, 'sar', [67, 67, 1]],
    [35, '😀', 70, 'udh8', [70]],
    [36, '😀', 72, 'udh8', [66, 6]],
  ])('%i × %j (%i units) by %s: %j', (count, character, units, concatenation, lengths) => {
    const text = character.repeat(count);
    expect(lengthsOf(text, concatenation)).toEqual(lengths);
    expect(planned(text, concatenation)).toMatchObject({ units, total: lengths.length });
  });

  it.each<[Alphabet, Concatenation, number, number[]]>([
    ['latin1', 'udh8', 140, [140]],
    ['latin1', 'udh8', 141, [134, 7]],
    ['latin1', 'udh16', 141, [133, 8]],
    ['latin1', 'sar', 269, [134, 134, 1]],
    ['ascii', 'udh8', 141, [134, 7]],
    ['ascii', 'udh16', 267, [133, 133, 1]],
  ])('in %s by %s, %i octets: %j', (alphabet, concatenation, count, lengths) => {
    expect(lengthsOf('a'.repeat(count), concatenation, [{ alphabet, dataCoding: 3 }])).toEqual(lengths);
  });

  it.each<[Concatenation, string, number]>([
    ['udh8', 'a', 255 * 153],
    ['udh16', 'a', 255 * 152],
    ['sar', 'ạ', 255 * 67],
    ['udh16', 'ạ', 255 * 66],
  ])('by %s: 255 parts go out, one more character does not', (concatenation, character, most) => {
    expect(planned(character.repeat(most), concatenation).total).toBe(255);
    expect(planSegments(character.repeat(most + 1), { alphabets: gsmOrUcs2, concatenation })).toEqual({
      kind: 'impossible',
      reason: 'too-many-parts',
    });
  });
});

describe('a cut', () => {
  it('never separates an escape from its character', () => {
    const [first, second] = partsOf(`${'a'.repeat(152)}€${'b'.repeat(20)}`);
    expect([first, second]).toEqual(['a'.repeat(152), `€${'b'.repeat(20)}`]);
    expect(lengthsOf(`${'a'.repeat(151)}€${'b'.repeat(20)}`)).toEqual([152, 20]);
  });

  it.each([
    ['a surrogate pair', '😀'],
    ['a letter and its mark', 'q\u0323'],
    ['a letter and several marks', 'q\u0323\u0302\u0301'],
    ['a letter and a mark above the first plane', 'a\u{1d165}'],
    ['a letter and a spacing mark that opens a cluster of its own', '\u1000\u102b'],
    ['a family joined by ZWJ', '👩‍👩‍👧‍👦'],
    ['a heart and its variation selector', '❤️'],
    ['a flag', '🇻🇳'],
    ['a hand and its skin tone', '👋🏽'],
  ])('never falls into %s', (_name, character) => {
    for (let before = 67 - character.length + 1; before < 67; before++) {
      const [first, second] = partsOf(`${'ạ'.repeat(before)}${character}${'b'.repeat(40)}`);
      expect({ first, second: second?.slice(0, character.length) }).toEqual({
        first: 'ạ'.repeat(before),
        second: character,
      });
    }
    expect(lengthsOf(`${'ạ'.repeat(67 - character.length)}${character}${'b'.repeat(40)}`)).toEqual([67, 40]);
  });

  it('falls into a run of marks longer than a part, and goes on', () => {
    const text = `ạ${'\u0301'.repeat(200)}`;
    expect(lengthsOf(text)).toEqual([67, 67, 67]);
    expect(partsOf(text).join('')).toBe(text);
    expect(lengthsOf(`ạ${'\u{1d165}'.repeat(40)}`)).toEqual([67, 14]);
    expect(lengthsOf('\u0301'.repeat(80))).toEqual([67, 13]);
    expect(lengthsOf('\u{1d165}'.repeat(40))).toEqual([66, 14]);
  });

  it('inside a joined run longer than a part still keeps letters and their marks together', () => {
    // 8 units per member: a cut after 66 would fall between the pair and its selector.
    const text = '👩\ufe0f\u200d'.repeat(40);
    const parts = partsOf(text);
    expect(parts.join('')).toBe(text);
    expect(parts.slice(1).every((part) => !/^[\p{M}\udc00-\udfff]/u.test(part))).toBe(true);
    expect(parts).toHaveLength(3);
  });
});

describe('concatenation as octets', () => {
  it('8-bit reference: IE 00 with the lowest eight bits', () => {
    const segments = planned('a'.repeat(320)).write(REFERENCE);
    expect(hex(segments)).toEqual(['0500034a030161', '0500034a030261', '0500034a030361']);
    expect(segments.every(({ udhi, tlvs }) => udhi && tlvs.length === 0)).toBe(true);
  });

  it('16-bit reference: IE 08 with the lowest sixteen', () => {
    const segments = planned('a'.repeat(161), 'udh16').write(REFERENCE);
    expect(hex(segments)).toEqual(['060804234a0201', '060804234a0202']);
  });

  it('SAR: three parameters, and the text alone in the body', () => {
    const segments = planned('a'.repeat(161), 'sar').write(REFERENCE);
    expect(segments.map(({ udhi, body }) => [udhi, body.length])).toEqual([
      [false, 153],
      [false, 8],
    ]);
    expect(segments[1]?.tlvs).toEqual([
      { tag: 0x020c, value: Buffer.from('234a', 'hex') },
      { tag: 0x020e, value: Buffer.from([2]) },
      { tag: 0x020f, value: Buffer.from([2]) },
    ]);
  });

  it('message_payload: one segment, and short_message where it fits', () => {
    expect(planned('a'.repeat(160), 'payload').write(1)).toEqual([
      { udhi: false, body: Buffer.alloc(160, 'a'), tlvs: [] },
    ]);
    expect(planned('a'.repeat(161), 'payload')).toMatchObject({ total: 1, units: 161 });
    expect(planned('a'.repeat(161), 'payload').write(1)).toEqual([
      { udhi: false, body: Buffer.alloc(0), tlvs: [{ tag: 0x0424, value: Buffer.alloc(161, 'a') }] },
    ]);
  });

  it('message_payload holds 64,000 octets', () => {
    const options = { alphabets: gsmOrUcs2, concatenation: 'payload' } as const;
    expect(planned('ạ'.repeat(32_000), 'payload').total).toBe(1);
    const impossible: Plan = { kind: 'impossible', reason: 'payload-too-long' };
    expect(planSegments('ạ'.repeat(32_001), options)).toEqual(impossible);
    expect(planSegments('a'.repeat(64_001), options)).toEqual(impossible);
  });

  it('a single segment carries no reference; the same plan may be written again under another', () => {
    expect(planned('a').write(7)).toEqual(planned('a').write(8));
    const plan = planned('a'.repeat(161));
    expect(hex(plan.write(7))[0]).toBe('05000307020161');
    expect(hex(plan.write(8))[0]).toBe('05000308020161');
  });
});

describe('any text', () => {
  const concatenations = fc.constantFrom('udh8', 'udh16', 'sar');
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const room = { udh8: [153, 67], sar: [153, 67], udh16: [152, 66] } as const;
  /** Septets as the specification counts them, not as our encoder does. */
  const cost = (text: string, alphabet: Alphabet) =>
    alphabet === 'gsm7'
      ? [...text].reduce((sum, letter) => sum + ('\f^{}\\[~]|€'.includes(letter) ? 2 : 1), 0)
      : text.length;

  it('comes apart into parts that are together the composed text, each within its limit, none of them cut short', () => {
    fc.assert(
      fc.property(anyLongText, concatenations, (text, concatenation) => {
        const plan = planned(text, concatenation);
        const parts = partsOf(text, concatenation);
        expect(parts.join('')).toBe(text.normalize('NFC'));
        expect(parts).toHaveLength(plan.total);
        if (plan.total === 1) return;
        const limit = room[concatenation][plan.alphabet === 'gsm7' ? 0 : 1];
        for (const [index, part] of parts.entries()) {
          expect(cost(part, plan.alphabet)).toBeLessThanOrEqual(limit);
          const next = parts[index + 1];
          if (next === undefined) continue;
          const [cluster = ''] = [...graphemes.segment(next)].map(({ segment }) => segment);
          const kept = cluster + (/^\p{M}*/u.exec(next.slice(cluster.length))?.[0] ?? '');
          expect(cost(part + kept, plan.alphabet)).toBeGreaterThan(limit);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('no cut separates what a part could have held whole', () => {
    fc.assert(
      fc.property(anyLongText, (text) => {
        const plan = planned(text);
        fc.pre(plan.total > 1 && plan.alphabet === 'ucs2');
        const clusters = graphemes.segment(text.normalize('NFC'));
        let at = 0;
        for (const part of partsOf(text).slice(0, -1)) {
          at += part.length;
          const cluster = clusters.containing(at);
          if (cluster !== undefined && cluster.segment.length <= 67) expect(cluster.index).toBe(at);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a header is found again by the reader of inbound texts', () => {
    fc.assert(
      fc.property(
        anyLongText,
        fc.constantFrom<Concatenation>('udh8', 'udh16'),
        fc.nat(),
        (text, concatenation, reference) => {
          const plan = planned(text, concatenation);
          fc.pre(plan.total > 1);
          const width = concatenation === 'udh8' ? 8 : 16;
          for (const [index, { body }] of plan.write(reference).entries()) {
            expect(splitUdh(0x40, body).part).toEqual({
              reference: reference % 2 ** width,
              total: plan.total,
              part: index + 1,
              width,
            });
          }
        },
      ),
    );
  });
});
