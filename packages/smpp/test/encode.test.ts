import { createPdu, encodePdu, type Pdu, type PduOf } from '../src';

const submit = { command: 'submit_sm', source_addr: '8049', destination_addr: '84900000001' } as const;

describe('encodePdu refuses what it cannot write and names the field', () => {
  it.each<[string, Pdu]>([
    ['destination_addr', createPdu({ ...submit, destination_addr: '' })],
    ['destination_addr', createPdu({ ...submit, destination_addr: '8490\u00000001' })],
    ['destination_addr', createPdu({ ...submit, destination_addr: '8'.repeat(21) })],
    ['destination_addr', createPdu({ ...submit, destination_addr: '849\n' })],
    ['destination_addr', createPdu({ command: 'data_sm', destination_addr: '8'.repeat(21) })],
    ['source_addr', createPdu({ ...submit, source_addr: 'Một cửa' })],
    ['service_type', createPdu({ ...submit, service_type: '123456' })],
    ['validity_period', createPdu({ ...submit, validity_period: '0'.repeat(17) })],
    ['schedule_delivery_time', createPdu({ ...submit, schedule_delivery_time: 'ế' })],
    ['esm_class', createPdu({ ...submit, esm_class: 256 })],
    ['protocol_id', createPdu({ ...submit, protocol_id: -1 })],
    ['data_coding', createPdu({ ...submit, data_coding: 0.5 })],
    ['data_coding', createPdu({ ...submit, data_coding: Number.NaN })],
    ['short_message', createPdu({ ...submit, short_message: Buffer.alloc(255) })],
    ['password', createPdu({ command: 'bind_transceiver', system_id: 'a', password: 'nine char' })],
    ['system_id', createPdu({ command: 'bind_transceiver', system_id: 'a\u0000b' })],
    ['message_id', createPdu({ command: 'submit_sm_resp', message_id: 'x'.repeat(65) })],
    ['message_id', createPdu({ command: 'submit_sm_resp', status: 8, message_id: 'x'.repeat(65) })],
    ['sequence', createPdu({ command: 'unbind', sequence: 2 ** 32 })],
    ['status', createPdu({ command: 'unbind_resp', status: -1 })],
    ['tlvs', createPdu({ ...submit, tlvs: [{ tag: 0x10000, value: Buffer.alloc(1) }] })],
    ['tlvs', createPdu({ ...submit, tlvs: [{ tag: 0x0424, value: Buffer.alloc(65_536) }] })],
    ['tlvs', createPdu({ ...submit, tlvs: [{ tag: 0x0424, value: Buffer.alloc(65_500) }] })],
  ])('%s', (field, pdu) => {
    expect(() => encodePdu(pdu)).toThrow(RangeError);
    expect(() => encodePdu(pdu)).toThrow(new RegExp(`^${field} `));
  });

  it('from callers without types too', () => {
    const untyped = (pdu: object) => () => encodePdu(pdu as Pdu);
    expect(untyped({ ...createPdu(submit), short_message: 'text' })).toThrow(/^short_message /);
    expect(untyped({ ...createPdu(submit), source_addr: 8049 })).toThrow(/^source_addr /);
    expect(untyped({ ...createPdu(submit), system_type: 7, service_type: undefined })).toThrow(/^service_type /);
    expect(untyped({ ...createPdu(submit), command: 'broadcast_sm' })).toThrow(/^command /);
  });

  it('never repeating the contents of the field', () => {
    expect(() => encodePdu(createPdu({ ...submit, destination_addr: '+84900000001;' }))).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('8490') }),
    );
  });
});

it('a sender may be left to the SMSC (SMPP 3.4 §4.4.1, source_addr)', () => {
  expect(() => encodePdu(createPdu({ ...submit, source_addr: '' }))).not.toThrow();
});

it('a PDU may be as long as 64 KiB', () => {
  const header = 16 + encodePdu(createPdu(submit)).length - 16 + 4;
  const payload = { tag: 0x0424, value: Buffer.alloc(65_536 - header) };
  expect(encodePdu(createPdu({ ...submit, tlvs: [payload] }))).toHaveLength(65_536);
});

describe('the lists of submit_multi', () => {
  const to = { dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '84900000001' };
  const multi = (dest_address: unknown) => () =>
    encodePdu({ ...createPdu({ command: 'submit_multi' }), dest_address } as PduOf<'submit_multi'>);
  const failed = (unsuccess_sme: unknown) => () =>
    encodePdu({ ...createPdu({ command: 'submit_multi_resp' }), unsuccess_sme } as PduOf<'submit_multi_resp'>);

  it.each([
    ['nobody', multi([]), /^dest_address /],
    ['255', multi(new Array(255).fill(to)), /^dest_address /],
    ['no list', multi('84900000001'), /^dest_address /],
    ['an empty address', multi([{ ...to, destination_addr: '' }]), /^destination_addr /],
    ['a NUL in an address', multi([{ ...to, destination_addr: '84\0' }]), /^destination_addr /],
    ['a type of number of nine bits', multi([{ ...to, dest_addr_ton: 256 }]), /^dest_addr_ton /],
    ['a name too long', multi([{ dl_name: 'a'.repeat(21) }]), /^dl_name /],
    ['an error of 33 bits', failed([{ ...to, error_status_code: 2 ** 32 }]), /^error_status_code /],
    ['256 failures', failed(new Array(256).fill({ ...to, error_status_code: 1 })), /^unsuccess_sme /],
  ])('%s cannot be written', (_name, write, message) => {
    expect(write).toThrow(RangeError);
    expect(write).toThrow(message);
  });

  it('254 can', () => {
    expect(multi(new Array(254).fill(to))().length).toBe(16 + 254 * 15 + 15);
  });

  it('a refusal that names nobody is its header alone', () => {
    expect(encodePdu(createPdu({ command: 'submit_multi_resp', status: 0x33 }))).toHaveLength(16);
    expect(encodePdu(createPdu({ command: 'query_sm_resp', status: 0x67 }))).toHaveLength(16);
    expect(encodePdu(createPdu({ command: 'query_sm_resp', status: 0x67, error_code: 1 }))).toHaveLength(20);
  });
});
