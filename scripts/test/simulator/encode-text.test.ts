import fc from 'fast-check';
import { countSegments, encodeText } from '../../src/simulator/encode-text';

const UDH_LENGTH = 6;

/** Joins the parts again, the way a receiver would. */
function join(text: string): string {
  const segments = encodeText(text, 7);
  const bytes = Buffer.concat(
    segments.map((segment) => (segment.udh ? segment.body.subarray(UDH_LENGTH) : segment.body)),
  );
  if (segments[0]?.dataCoding === 8) return Buffer.from(bytes).swap16().toString('utf16le');
  return bytes.toString('latin1');
}

describe('encoding what a citizen types', () => {
  test('plain letters travel as GSM septets with data_coding 0', () => {
    expect(encodeText('DG', 1)).toEqual([{ dataCoding: 0, body: Buffer.from('DG'), udh: false }]);
  });

  test('GSM letters differ from ASCII where the table does: @ is 0, $ is 2, { is ESC (', () => {
    expect(encodeText('@${', 1)[0]?.body).toEqual(Buffer.from([0x00, 0x02, 0x1b, 0x28]));
  });

  test('one letter outside the alphabet turns the whole text into UTF-16BE with data_coding 8', () => {
    expect(encodeText('số', 1)).toEqual([{ dataCoding: 8, body: Buffer.from('00731ed1', 'hex'), udh: false }]);
  });

  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['đ'.repeat(70), 1],
    ['đ'.repeat(71), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['', 1],
  ])('counts segments', (text, count) => {
    expect(countSegments(text)).toBe(count);
  });

  test('parts carry reference, total and number in an eight-bit concatenation header', () => {
    const headers = encodeText('a'.repeat(320), 0x105).map((segment) =>
      segment.body.subarray(0, UDH_LENGTH).toString('hex'),
    );
    expect(headers).toEqual(['050003050301', '050003050302', '050003050303']);
  });

  test('no cut falls between ESC and its letter', () => {
    for (const segment of encodeText(`a${'{'.repeat(100)}`, 1)) expect(segment.body.at(-1)).not.toBe(0x1b);
  });

  test('joined parts are the text again, surrogate pairs whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('ệ', '😀', 'x'), minLength: 1, maxLength: 300 }), (text) => {
        const composed = `ệ${text}`.normalize('NFC');
        expect(join(composed)).toBe(composed);
        for (const segment of encodeText(composed, 1)) {
          const last = segment.body.readUInt16BE(segment.body.length - 2);
          expect(last & 0xfc00).not.toBe(0xd800);
        }
      }),
      { numRuns: 50 },
    );
  });
});
