import { createPdu, encodePdu, type Pdu } from '../src';

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
    expect(untyped({ ...createPdu(submit), command: 'query_sm' })).toThrow(/^command /);
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
