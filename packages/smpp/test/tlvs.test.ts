import { createPdu, findTlv, findTlvInteger, findTlvText, integerTlv, textTlv, tlvTags } from '../src';

const pduWith = (...tlvs: readonly { readonly tag: number; readonly value: Buffer }[]) =>
  createPdu({ command: 'enquire_link', tlvs });

it('the first TLV of a tag is found, an absent one is not', () => {
  const pdu = pduWith({ tag: 0x1400, value: Buffer.from('a') }, { tag: 0x1400, value: Buffer.from('b') });
  expect(findTlv(pdu, 0x1400)?.toString()).toBe('a');
  expect(findTlv(pdu, 0x1401)).toBeUndefined();
});

it.each([
  [1, 0xfe],
  [2, 0xfffe],
  [4, 0xfffffffe],
] as const)('integers of %i octets are written and found', (size, value) => {
  expect(findTlvInteger(pduWith(integerTlv(1, size, value)), 1)).toBe(value);
});

it('an integer of another size is none', () => {
  expect(findTlvInteger(pduWith({ tag: 1, value: Buffer.alloc(3) }), 1)).toBeUndefined();
  expect(findTlvInteger(pduWith({ tag: 1, value: Buffer.alloc(0) }), 1)).toBeUndefined();
  expect(() => integerTlv(1, 1, 256)).toThrow(/out of range/);
});

it('a text ends at its NUL, or where the TLV ends', () => {
  const tag = tlvTags.receipted_message_id;
  expect(findTlvText(pduWith(textTlv(tag, '8a1f')), tag)).toBe('8a1f');
  expect(findTlvText(pduWith({ tag, value: Buffer.from('8a1f') }), tag)).toBe('8a1f');
  expect(findTlvText(pduWith({ tag, value: Buffer.from('8a1f\0\0') }), tag)).toBe('8a1f');
});
