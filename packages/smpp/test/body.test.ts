import fc from 'fast-check';
import { bodyOf, createPdu, integerTlv, isReceipt, partOf, splitUdh, tlvTags } from '../src';

const hex = (text: string): Buffer => Buffer.from(text.replace(/ /g, ''), 'hex');
const UDHI = 0x40;

describe('splitUdh', () => {
  it.each([
    ['8-bit reference', '05 00 03 2a 03 01', { reference: 0x2a, total: 3, part: 1, width: 8 }],
    ['16-bit reference', '06 08 04 1234 02 02', { reference: 0x1234, total: 2, part: 2, width: 16 }],
    ['after another element', '0b 05 04 0b84 23f0 00 03 2a 03 03', { reference: 0x2a, total: 3, part: 3, width: 8 }],
    ['before another element', '0b 00 03 2a 03 02 05 04 0b84 23f0', { reference: 0x2a, total: 3, part: 2, width: 8 }],
    ['the last of two', '0a 00 03 01 02 01 00 03 07 02 02', { reference: 7, total: 2, part: 2, width: 8 }],
  ])('finds the part: %s', (_name, header, part) => {
    const whole = Buffer.concat([hex(header), Buffer.from('text')]);
    expect(splitUdh(UDHI, whole)).toEqual({ udh: hex(header), body: Buffer.from('text'), part, wellFormed: true });
  });

  it.each([
    ['part 0', '05 00 03 2a 03 00'],
    ['a part above the total', '05 00 03 2a 03 04'],
    ['a total of 0', '05 00 03 2a 00 00'],
    ['a wrong length', '06 00 04 2a 03 01 00'],
    ['no elements', '00'],
    ['ports only', '06 05 04 0b84 23f0'],
  ])('finds none in %s', (_name, header) => {
    const { part, wellFormed, body } = splitUdh(UDHI, Buffer.concat([hex(header), Buffer.from('text')]));
    expect({ part, wellFormed, body: body.toString() }).toEqual({ part: undefined, wellFormed: true, body: 'text' });
  });

  it('an element that runs past the header is not well formed, the header is still cut off', () => {
    expect(splitUdh(UDHI, hex('05 00 04 2a 03 01 61'))).toMatchObject({ wellFormed: false, body: Buffer.from('a') });
    expect(splitUdh(UDHI, hex('01 00 61'))).toMatchObject({ wellFormed: false, body: Buffer.from('a') });
  });

  it('a header longer than the body leaves the body whole', () => {
    expect(splitUdh(UDHI, hex('05 00 03'))).toEqual({ udh: Buffer.alloc(0), body: hex('05 00 03'), wellFormed: false });
  });

  it('without the indicator there is no header, whatever the octets look like', () => {
    const body = hex('05 00 03 2a 03 01 61');
    expect(splitUdh(0x04, body)).toEqual({ udh: Buffer.alloc(0), body, wellFormed: true });
  });

  it('an indicated but empty body', () => {
    expect(splitUdh(UDHI, Buffer.alloc(0)).wellFormed).toBe(false);
  });

  it('loses no octet and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (octets) => {
        const { udh, body } = splitUdh(UDHI, Buffer.from(octets));
        expect(Buffer.concat([udh, body])).toEqual(Buffer.from(octets));
      }),
    );
  });
});

describe('partOf', () => {
  const sar = (reference: number, total: number, part: number) => [
    integerTlv(tlvTags.sar_msg_ref_num, 2, reference),
    integerTlv(tlvTags.sar_total_segments, 1, total),
    integerTlv(tlvTags.sar_segment_seqnum, 1, part),
  ];

  it('reads the header of short_message, or of message_payload', () => {
    const body = hex('05 00 03 2a 03 01 61');
    const expected = { reference: 0x2a, total: 3, part: 1, width: 8 };
    expect(partOf(createPdu({ command: 'deliver_sm', esm_class: UDHI, short_message: body }))).toEqual(expected);
    const tlvs = [{ tag: tlvTags.message_payload, value: body }];
    expect(partOf(createPdu({ command: 'data_sm', esm_class: UDHI, tlvs }))).toEqual(expected);
  });

  it('reads the sar_* parameters', () => {
    expect(partOf(createPdu({ command: 'deliver_sm', tlvs: sar(0x1234, 2, 1) }))).toEqual({
      reference: 0x1234,
      total: 2,
      part: 1,
      width: 16,
    });
  });

  it('an incomplete or impossible set is no part', () => {
    expect(partOf(createPdu({ command: 'deliver_sm', tlvs: sar(1, 2, 1).slice(1) }))).toBeUndefined();
    expect(partOf(createPdu({ command: 'deliver_sm', tlvs: sar(1, 2, 3) }))).toBeUndefined();
    expect(partOf(createPdu({ command: 'deliver_sm' }))).toBeUndefined();
  });
});

it('bodyOf prefers short_message and falls back to message_payload', () => {
  const tlvs = [{ tag: tlvTags.message_payload, value: Buffer.from('payload') }];
  expect(bodyOf(createPdu({ command: 'deliver_sm', short_message: Buffer.from('short'), tlvs })).toString()).toBe(
    'short',
  );
  expect(bodyOf(createPdu({ command: 'deliver_sm', tlvs })).toString()).toBe('payload');
  expect(bodyOf(createPdu({ command: 'submit_sm' }))).toHaveLength(0);
});

describe('isReceipt', () => {
  it.each([0x04, 0x08, 0x10, 0x20, 0x44, 0x84, 0x07, 0x63])('esm_class 0x%s says so', (esm_class) => {
    expect(isReceipt(createPdu({ command: 'deliver_sm', esm_class }))).toBe(true);
  });

  it.each([0x00, 0x01, 0x02, 0x03, 0x40, 0x80, 0xc3])('esm_class %i is a message', (esm_class) => {
    expect(isReceipt(createPdu({ command: 'deliver_sm', esm_class }))).toBe(false);
  });

  it('a message id together with its state says so, each alone does not', () => {
    const id = { tag: tlvTags.receipted_message_id, value: Buffer.from('7\0') };
    const state = integerTlv(tlvTags.message_state, 1, 2);
    expect(isReceipt(createPdu({ command: 'deliver_sm', tlvs: [id, state] }))).toBe(true);
    expect(isReceipt(createPdu({ command: 'data_sm', tlvs: [id] }))).toBe(false);
    expect(isReceipt(createPdu({ command: 'data_sm', tlvs: [state] }))).toBe(false);
  });

  it('a citizen who types a receipt has typed a message', () => {
    const short_message = Buffer.from('id:1 sub:001 dlvrd:001 stat:DELIVRD err:000');
    expect(isReceipt(createPdu({ command: 'deliver_sm', short_message }))).toBe(false);
  });
});

describe('partOf finds its place whatever else is there', () => {
  const element = (identifier: number, data: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from([identifier, data.length]), data]);
  const otherElements = fc
    .array(
      fc
        .tuple(
          fc.integer({ min: 0x01, max: 0xff }).filter((identifier) => identifier !== 0x08),
          fc.uint8Array({ maxLength: 8 }),
        )
        .map(([identifier, data]) => element(identifier, data)),
      { maxLength: 5 },
    )
    .map((elements) => Buffer.concat(elements));
  const place = fc
    .record({ reference: fc.nat({ max: 0xffff }), total: fc.integer({ min: 1, max: 255 }), at: fc.nat() })
    .map(({ reference, total, at }) => ({ reference, total, part: 1 + (at % total) }));
  const otherTlvs = fc.array(
    fc.record({
      tag: fc.integer({ min: 0x1400, max: 0x3fff }),
      value: fc.uint8Array({ maxLength: 8 }).map((octets) => Buffer.from(octets)),
    }),
    { maxLength: 4 },
  );

  it('IE 00 and 08 anywhere in the header', () => {
    fc.assert(
      fc.property(
        place,
        fc.constantFrom<8 | 16>(8, 16),
        otherElements,
        otherElements,
        fc.uint8Array({ maxLength: 100 }),
        ({ reference, total, part }, width, before, after, text) => {
          const own =
            width === 8
              ? element(0x00, Buffer.from([reference & 0xff, total, part]))
              : element(0x08, Buffer.from([reference >> 8, reference & 0xff, total, part]));
          const elements = Buffer.concat([before, own, after]);
          const body = Buffer.concat([Buffer.from([elements.length]), elements, text]);
          const expected = { reference: reference % 2 ** width, total, part, width };
          expect(partOf(createPdu({ command: 'deliver_sm', esm_class: UDHI, short_message: body }))).toEqual(expected);
          const tlvs = [{ tag: tlvTags.message_payload, value: body }];
          expect(partOf(createPdu({ command: 'data_sm', esm_class: UDHI, tlvs }))).toEqual(expected);
          expect(splitUdh(UDHI, body).body).toEqual(Buffer.from(text));
        },
      ),
    );
  });

  it('SAR parameters among others, in any order', () => {
    fc.assert(
      fc.property(place, otherTlvs, otherTlvs, fc.boolean(), ({ reference, total, part }, before, after, reversed) => {
        const sar = [
          integerTlv(tlvTags.sar_msg_ref_num, 2, reference),
          integerTlv(tlvTags.sar_total_segments, 1, total),
          integerTlv(tlvTags.sar_segment_seqnum, 1, part),
        ];
        const tlvs = [...before, ...(reversed ? sar.reverse() : sar), ...after];
        const pdu = createPdu({ command: 'deliver_sm', short_message: Buffer.from('text'), tlvs });
        expect(partOf(pdu)).toEqual({ reference, total, part, width: 16 });
      }),
    );
  });
});
