import fc from 'fast-check';
import { type Alphabet, type DecodeOptions, decodeText, joinTexts, planSegments } from '../src';
import { encodeIn } from '../src/alphabet';
import { decodeGsm7 } from '../src/gsm7';
import { anyLongText, bodiesOf, gsmOrUcs2, plannedWith } from './long-texts';

const GSM = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';
const gsm = { defaultAlphabet: 'gsm7' } as const;

/** A text as the one segment it takes. */
function segmentOf(text: string) {
  const plan = planSegments(text, { alphabets: gsmOrUcs2, concatenation: 'udh8' });
  if (plan.kind !== 'segments') throw new Error(plan.reason);
  const { alphabet, dataCoding, total } = plan;
  return { alphabet, dataCoding, total, body: plan.write(0)[0]?.body ?? Buffer.alloc(0) };
}
const decoded = (hex: string, dataCoding: number, defaultAlphabet: Alphabet = 'gsm7') =>
  decodeText(Buffer.from(hex.replace(/ /g, ''), 'hex'), dataCoding, { defaultAlphabet });

describe('outgoing text', () => {
  it.each([
    ['Hello', '48656c6c6f'],
    ['@', '00'],
    ['ñandú'.slice(0, 4), '7d616e64'],
    ['Ω_§', '15115f'],
    ['1€', '311b65'],
    ['{[^]}\\~|\f', '1b28 1b3c 1b14 1b3e 1b29 1b2f 1b3d 1b40 1b0a'],
  ])('%j is GSM-7, one septet per octet (3GPP TS 23.038 §6.2.1)', (text, hex) => {
    expect(segmentOf(text)).toEqual({
      total: 1,
      alphabet: 'gsm7',
      dataCoding: 0,
      body: Buffer.from(hex.replace(/ /g, ''), 'hex'),
    });
  });

  it.each([
    ['Có', '0043 00f3'],
    ['ạ', '1ea1'],
    ['ç', '00e7'],
    ['`', '0060'],
    ['😀', 'd83d de00'],
    ['\u001b', '001b'],
  ])('%j is UCS-2', (text, hex) => {
    expect(segmentOf(text)).toEqual({
      total: 1,
      alphabet: 'ucs2',
      dataCoding: 8,
      body: Buffer.from(hex.replace(/ /g, ''), 'hex'),
    });
  });

  it('is composed first: a letter and its marks count as one', () => {
    expect(segmentOf('e\u0302\u0301')).toEqual(segmentOf('ế'));
    expect(segmentOf('e\u0301').body.toString('hex')).toBe('05');
  });

  it('comes back as it was, composed', () => {
    const anyText = fc.oneof(
      fc.string({ unit: fc.constantFrom(...GSM, ...EXTENDED), maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        const { alphabet, dataCoding, total, body } = segmentOf(text);
        fc.pre(total === 1 && !/^([@£¥ß ].)+$/su.test(text) && !text.startsWith('\ufeff'));
        expect(decodeText(body, dataCoding, gsm)).toEqual({
          kind: 'text',
          text: text.normalize('NFC'),
          alphabet,
          heuristic: false,
        });
      }),
    );
  });
});

describe('inbound text is read as its data_coding declares', () => {
  it.each<[string, number, Alphabet, string, Alphabet]>([
    ['48 65 00 1b65', 0x00, 'gsm7', 'He@€', 'gsm7'],
    ['43 f3', 0x00, 'latin1', 'Có', 'latin1'],
    ['0043 00f3', 0x00, 'ucs2', 'Có', 'ucs2'],
    ['48 69', 0x00, 'ascii', 'Hi', 'ascii'],
    ['48 69 5f', 0x01, 'gsm7', 'Hi_', 'ascii'],
    ['43 f3', 0x03, 'gsm7', 'Có', 'latin1'],
    ['0043 00f3 1ea1', 0x08, 'gsm7', 'Cóạ', 'ucs2'],
    ['feff 0043', 0x08, 'gsm7', 'C', 'ucs2'],
    ['d83d', 0x08, 'gsm7', '\ud83d', 'ucs2'],
    ['31', 0x0f, 'gsm7', '1', 'gsm7'],
    ['31', 0x10, 'gsm7', '1', 'gsm7'],
    ['1ea1', 0x18, 'gsm7', 'ạ', 'ucs2'],
    ['1ea1', 0x48, 'gsm7', 'ạ', 'ucs2'],
    ['31', 0xc8, 'gsm7', '1', 'gsm7'],
    ['1ea1', 0xe0, 'gsm7', 'ạ', 'ucs2'],
    ['31', 0xf0, 'gsm7', '1', 'gsm7'],
    ['', 0x00, 'gsm7', '', 'gsm7'],
  ])('%s under 0x%s', (hex, dataCoding, defaultAlphabet, text, alphabet) => {
    expect(decoded(hex, dataCoding, defaultAlphabet)).toEqual({ kind: 'text', text, alphabet, heuristic: false });
  });

  it('an escape before an unknown septet shows the basic character; one at the very end stays for the next part', () => {
    expect(decoded('61 1b 62', 0)).toMatchObject({ text: 'ab' });
    expect(decoded('61 1b1b 62', 0)).toMatchObject({ text: 'a b' });
    expect(decoded('61 1b', 0)).toMatchObject({ text: 'a\u001b' });
  });
});

describe('inbound text that contradicts its data_coding', () => {
  it.each<[string, string, number, Alphabet, string, string]>([
    ['Vietnamese UCS-2 under 0', '0043 00f3 0020 0068 1ea1 006e', 0, 'gsm7', 'Có hạn', 'ucs2'],
    ['Latin letters in UCS-2 under 0', '0044 0047', 0, 'gsm7', 'DG', 'ucs2'],
    ['short words in UCS-2 under 0', '0111 0069 0020 0103 006e', 0, 'gsm7', 'đi ăn', 'ucs2'],
    ['one digit in UCS-2 under 0', '0035', 0, 'gsm7', '5', 'ucs2'],
    ['UTF-8 under 0', '43 c3b3', 0, 'gsm7', 'Có', 'utf8'],
    ['UTF-8 under Latin-1 where an octet is a control', 'c490 c3a3', 3, 'gsm7', 'Đã', 'utf8'],
    ['ASCII of odd length under UCS-2', '69 64 3a', 8, 'gsm7', 'id:', 'ascii'],
    ['ASCII under octets', '35', 4, 'gsm7', '5', 'ascii'],
    ['GSM-7 under IA5', '63 05 00', 1, 'gsm7', 'cé@', 'gsm7'],
    ['UTF-8 under JIS', 'e1baa1', 5, 'gsm7', 'ạ', 'utf8'],
  ])('%s is guessed and says so', (_name, hex, dataCoding, defaultAlphabet, text, alphabet) => {
    expect(decoded(hex, dataCoding, defaultAlphabet)).toEqual({ kind: 'text', text, alphabet, heuristic: true });
  });

  it.each([
    ['octets above GSM-7', '61 ff', 0],
    ['noise under UCS-2', 'ff fe fd', 8],
    ['binary', '0a ff 00', 4],
    ['compressed GSM', 'c1 82 83', 0x20],
    ['8-bit data with a class', '80 81', 0xf5],
    ['a reserved coding', '80', 0x90],
    ['nothing, under octets', '', 4],
  ])('%s is left undecoded', (_name, hex, dataCoding) => {
    expect(decoded(hex, dataCoding)).toEqual({ kind: 'undecoded' });
  });

  it('at signs in GSM-7 stay at signs', () => {
    expect(decoded('00', 0)).toMatchObject({ text: '@', heuristic: false });
    expect(decoded('0000', 0)).toMatchObject({ text: '@@', heuristic: false });
    expect(decoded('61 00 62', 0)).toMatchObject({ text: 'a@b', heuristic: false });
    expect(decoded('00 61 62 63', 0)).toMatchObject({ text: '@abc', heuristic: false });
    expect(decoded('01 31 01 32', 0)).toMatchObject({ text: '£1£2', heuristic: false });
  });

  it('two octets at the end of a long text are what they are declared to be; a text of two, or more of them, may be UCS-2', () => {
    const gsm7 = { defaultAlphabet: 'gsm7' } as const;
    const part = (hex: string) => decodeText(Buffer.from(hex, 'hex'), 0, gsm7, { isPart: true });
    expect(part('0061')).toMatchObject({ text: '@a', heuristic: false });
    expect(decodeText(Buffer.from('0061', 'hex'), 0, gsm7)).toMatchObject({ text: 'a', heuristic: true });
    expect(part('00610062')).toMatchObject({ text: 'ab', heuristic: true });
  });

  it('never throws, whatever the octets and the coding', () => {
    const alphabets = fc.constantFrom<Alphabet>('gsm7', 'latin1', 'ucs2', 'ascii');
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 160 }),
        fc.integer({ min: 0, max: 255 }),
        alphabets,
        (octets, coding, alphabet) => {
          const result = decodeText(Buffer.from(octets), coding, { defaultAlphabet: alphabet });
          expect(['text', 'undecoded']).toContain(result.kind);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

const textOf = (body: Buffer, dataCoding: number, options: DecodeOptions): string => {
  const result = decodeText(body, dataCoding, options);
  return result.kind === 'text' ? result.text : 'undecoded';
};

describe('Vietnamese, in every way it is sent', () => {
  const sentences = [
    'Có',
    'đi ăn “phở” – ngon…',
    'Tôi đã nộp hồ sơ số H29.17-240501-0001 tại bộ phận một cửa',
    'CẢM ƠN ĐỒNG CHÍ',
    'Toi da nop ho so',
    'DG 5',
    'ư',
    'ạ',
    '7',
  ];
  const ucs2 = (text: string) => encodeIn(text, 'ucs2');
  const utf8 = (text: string) => Buffer.from(text, 'utf8');
  const ways: readonly [string, (text: string) => Buffer, number, DecodeOptions][] = [
    ['UCS-2 under 8', ucs2, 8, gsm],
    ['UCS-2 as the USSD and class codings declare it', ucs2, 0x48, gsm],
    ['UCS-2 under 0', ucs2, 0, gsm],
    ['UCS-2 under 0x0F', ucs2, 0x0f, gsm],
    ['UCS-2 under 0 where 0 is Latin-1', ucs2, 0, { defaultAlphabet: 'latin1' }],
    ['UCS-2 under 0 where 0 is UCS-2', ucs2, 0, { defaultAlphabet: 'ucs2' }],
    ['UCS-2 under 25 where the link says so', ucs2, 25, { ...gsm, dataCodings: { '25': 'ucs2' } }],
    ['UTF-8 under 0', utf8, 0, gsm],
    ['UTF-8 under 0 where 0 is Latin-1', utf8, 0, { defaultAlphabet: 'latin1' }],
    ['UTF-8 under 3', utf8, 3, gsm],
    ['UTF-8 under 4', utf8, 4, gsm],
  ];

  it.each(ways)('%s', (_name, encode, dataCoding, options) => {
    for (const sentence of sentences) {
      const decoded = { sentence, text: textOf(encode(sentence), dataCoding, options) };
      expect(decoded).toEqual({ sentence, text: sentence });
    }
  });

  it.each(ways)('%s, decomposed, is composed', (_name, encode, dataCoding, options) => {
    for (const sentence of sentences) {
      const decoded = { sentence, text: textOf(encode(sentence.normalize('NFD')), dataCoding, options) };
      expect(decoded).toEqual({ sentence, text: sentence });
    }
  });

  it('Latin-1 letters where 0 is Latin-1', () => {
    const latin1 = { defaultAlphabet: 'latin1' } as const;
    expect(textOf(encodeIn('Có, là tôi', 'latin1'), 0, latin1)).toBe('Có, là tôi');
    expect(textOf(encodeIn('NÃO', 'latin1'), 0x0f, latin1)).toBe('NÃO');
  });
});

describe('what a link says of a data_coding', () => {
  it('goes before the specification, and leaves the others alone', () => {
    const options: DecodeOptions = { defaultAlphabet: 'gsm7', dataCodings: { '4': 'latin1', '1': 'gsm7' } };
    expect(decodeText(Buffer.from('43f3', 'hex'), 4, options)).toMatchObject({ text: 'Có', heuristic: false });
    expect(decodeText(Buffer.from('00', 'hex'), 1, options)).toMatchObject({ text: '@', alphabet: 'gsm7' });
    expect(decodeText(Buffer.from('43f3', 'hex'), 3, options)).toMatchObject({ text: 'Có', alphabet: 'latin1' });
  });

  it('is believed where the octets allow it, whatever they look like', () => {
    const known: DecodeOptions = { defaultAlphabet: 'ucs2', dataCodings: { '0': 'gsm7', '3': 'latin1' } };
    expect(decodeText(Buffer.from('00410042', 'hex'), 0, known)).toMatchObject({ text: '@A@B', heuristic: false });
    expect(decodeText(Buffer.from('43c3b3', 'hex'), 3, known)).toMatchObject({ text: 'CÃ³', heuristic: false });
  });

  it('is not believed where they do not', () => {
    const wrong: DecodeOptions = { defaultAlphabet: 'gsm7', dataCodings: { '0': 'ascii' } };
    expect(decodeText(Buffer.from('43c3b3', 'hex'), 0, wrong)).toMatchObject({ text: 'Có', heuristic: true });
  });
});

describe('joined parts', () => {
  it.each<[string, string[], string]>([
    ['an escape and its character', ['5 \u001b', 'e'], '5 €'],
    ['an escape and a character without a second meaning', ['a\u001b', 'bc'], 'abc'],
    ['an escape and an escape', ['a\u001b', '\u001b', 'b'], 'a b'],
    ['an escape before an escaped character', ['a\u001b', '€b'], 'a eb'],
    ['an escape, a part without text, its character', ['\u001b', '', '<'], '['],
    ['an escape that nothing follows', ['a', 'b\u001b'], 'ab\u001b'],
    ['an escape before what is not GSM-7', ['a\u001b', 'ạ'], 'a\u001bạ'],
    ['a surrogate pair', ['\ud83d', '\ude00!'], '😀!'],
    ['a letter and its marks', ['tie', '\u0302\u0301ng'], 'tiếng'],
    ['nothing', [], ''],
  ])('%s', (_name, parts, text) => {
    expect(joinTexts(parts)).toBe(text);
  });

  /** Septets that need no guess: nothing begins with an escape, of which decoding keeps less than its octets. */
  const septets = fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }).filter((septet) => septet !== 0x1b),
      fc.constantFrom(0x0a, 0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65),
    ),
    { maxLength: 60 },
  );

  it('septets cut anywhere read as if they had never been cut', () => {
    fc.assert(
      fc.property(septets, fc.array(fc.nat({ max: 60 })), fc.array(fc.nat({ max: 120 })), (plain, escapes, cuts) => {
        const octets = Buffer.from(plain.flatMap((septet, at) => (escapes.includes(at) ? [0x1b, septet] : [septet])));
        const ends = [...cuts, octets.length].sort((a, b) => a - b);
        const parts = ends.map((end, index) => octets.subarray(ends[index - 1] ?? 0, end));
        expect(joinTexts(parts.map((part) => decodeGsm7(part) ?? ''))).toBe(decodeGsm7(octets));
      }),
    );
  });

  it('UTF-16 cut between any two units reads as if it had never been cut', () => {
    fc.assert(
      fc.property(anyLongText, fc.array(fc.nat({ max: 200 })), (text, cuts) => {
        const ends = [...cuts, text.length].sort((a, b) => a - b);
        const parts = ends.map((end, index) => encodeIn(text.slice(ends[index - 1] ?? 0, end), 'ucs2'));
        expect(joinTexts(parts.map((part) => textOf(part, 8, gsm)))).toBe(text.normalize('NFC'));
      }),
    );
  });

  it('what we send in parts comes back whole', () => {
    fc.assert(
      fc.property(anyLongText, (text) => {
        const plan = plannedWith(text, { alphabets: gsmOrUcs2, concatenation: 'udh8' });
        const known = { ...gsm, dataCodings: { '0': 'gsm7' } } as const;
        const parts = bodiesOf(plan, 1).map((body) => textOf(body, plan.dataCoding, known));
        expect(joinTexts(parts)).toBe(text.normalize('NFC'));
      }),
    );
  });
});
