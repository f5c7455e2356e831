import { createPdu, decodePdu, encodePdu, type Pdu } from '../src';

/**
 * Octets written by hand from the tables of SMPP 3.4, never by our encoder. A space separates fields.
 */
interface Vector {
  readonly section: string;
  readonly hex: string;
  readonly pdu: Pdu;
}

const vectors: readonly Vector[] = [
  {
    section: '§3.2, the sample PDU of the specification itself',
    hex: `0000002f 00000002 00000000 00000001
      534d50503354455354 00 7365637265743038 00 5355424d495431 00 00 01 01 00`,
    pdu: createPdu({
      command: 'bind_transmitter',
      sequence: 1,
      system_id: 'SMPP3TEST',
      password: 'secret08',
      system_type: 'SUBMIT1',
      interface_version: 0,
      addr_ton: 1,
      addr_npi: 1,
    }),
  },
  {
    section: '§4.1.3 bind_receiver: an address range, everything else short',
    hex: `00000024 00000001 00000000 00000002
      65736d65 00 00 00 34 03 00 5e38303428397c3029 00`,
    pdu: createPdu({
      command: 'bind_receiver',
      sequence: 2,
      system_id: 'esme',
      addr_ton: 3,
      address_range: '^804(9|0)',
    }),
  },
  {
    section: '§4.1.5 bind_transceiver',
    hex: '00000023 00000009 00000000 00000001 65736d65 00 7365637265743038 00 00 34 00 00 00',
    pdu: createPdu({ command: 'bind_transceiver', sequence: 1, system_id: 'esme', password: 'secret08' }),
  },
  {
    section: '§4.1.6 bind_transceiver_resp with sc_interface_version (§5.3.2.25)',
    hex: '0000001a 80000009 00000000 00000001 534d5343 00 0210 0001 34',
    pdu: createPdu({
      command: 'bind_transceiver_resp',
      sequence: 1,
      system_id: 'SMSC',
      tlvs: [{ tag: 0x0210, value: Buffer.from([0x34]) }],
    }),
  },
  {
    section: '§4.1.2 bind_transmitter_resp refusing: ESME_RINVPASWD, no body',
    hex: '00000010 80000002 0000000e 00000007',
    pdu: createPdu({ command: 'bind_transmitter_resp', sequence: 7, status: 0x0e }),
  },
  {
    section: '§4.1.4 bind_receiver_resp',
    hex: '00000011 80000001 00000000 00000002 00',
    pdu: createPdu({ command: 'bind_receiver_resp', sequence: 2 }),
  },
  {
    section: '§4.1.7 outbind',
    hex: '00000018 0000000b 00000000 00000001 534d5343 00 7077 00',
    pdu: createPdu({ command: 'outbind', sequence: 1, system_id: 'SMSC', password: 'pw' }),
  },
  {
    section: '§4.2.1 unbind',
    hex: '00000010 00000006 00000000 7fffffff',
    pdu: createPdu({ command: 'unbind', sequence: 0x7fffffff }),
  },
  {
    section: '§4.2.2 unbind_resp',
    hex: '00000010 80000006 00000000 7fffffff',
    pdu: createPdu({ command: 'unbind_resp', sequence: 0x7fffffff }),
  },
  {
    section: '§4.3.1 generic_nack, sequence unknown, ESME_RINVCMDLEN',
    hex: '00000010 80000000 00000002 00000000',
    pdu: createPdu({ command: 'generic_nack', status: 2 }),
  },
  {
    section: '§4.4.1 submit_sm: relative validity_period (§7.1.1), receipt asked for (§5.2.17)',
    hex: `00000045 00000004 00000000 00000005
      00 03 00 38303439 00 01 01 3834393030303030303031 00 00 00 00
      00 30303030303130303030303030303052 00 01 00 00 00 05 48656c6c6f`,
    pdu: createPdu({
      command: 'submit_sm',
      sequence: 5,
      source_addr_ton: 3,
      source_addr: '8049',
      dest_addr_ton: 1,
      dest_addr_npi: 1,
      destination_addr: '84900000001',
      validity_period: '000001000000000R',
      registered_delivery: 1,
      short_message: Buffer.from('Hello'),
    }),
  },
  {
    section: '§4.4.2 submit_sm_resp',
    hex: '00000015 80000004 00000000 00000005 61316232 00',
    pdu: createPdu({ command: 'submit_sm_resp', sequence: 5, message_id: 'a1b2' }),
  },
  {
    section: '§4.4.2 submit_sm_resp refusing: ESME_RTHROTTLED, no body',
    hex: '00000010 80000004 00000058 00000006',
    pdu: createPdu({ command: 'submit_sm_resp', sequence: 6, status: 0x58 }),
  },
  {
    section: '§4.6.1 deliver_sm in UCS-2 with user_message_reference (§5.3.2.17)',
    hex: `0000003a 00000005 00000000 00000003
      00 01 01 3834393030303030303031 00 03 00 38303439 00 00 00 00
      00 00 00 00 08 00 04 004300f3 0204 0002 0007`,
    pdu: createPdu({
      command: 'deliver_sm',
      sequence: 3,
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: '84900000001',
      dest_addr_ton: 3,
      destination_addr: '8049',
      data_coding: 8,
      short_message: Buffer.from('004300f3', 'hex'),
      tlvs: [{ tag: 0x0204, value: Buffer.from([0, 7]) }],
    }),
  },
  {
    section: '§4.6.2 deliver_sm_resp: message_id unused, set to NULL',
    hex: '00000011 80000005 00000000 00000003 00',
    pdu: createPdu({ command: 'deliver_sm_resp', sequence: 3 }),
  },
  {
    section: '§4.7.1 data_sm: a receipt (§5.2.12) in message_payload (§5.3.2.32)',
    hex: `00000032 00000103 00000000 00000009
      434d54 00 01 01 3834393030303030303031 00 03 00 38303439 00 04 00 00 0424 0002 4f4b`,
    pdu: createPdu({
      command: 'data_sm',
      sequence: 9,
      service_type: 'CMT',
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: '84900000001',
      dest_addr_ton: 3,
      destination_addr: '8049',
      esm_class: 4,
      tlvs: [{ tag: 0x0424, value: Buffer.from('OK') }],
    }),
  },
  {
    section: '§4.7.2 data_sm_resp refusing with delivery_failure_reason (§5.3.2.33)',
    hex: '00000017 80000103 000000fe 00000009 37 00 0425 0001 01',
    pdu: createPdu({
      command: 'data_sm_resp',
      sequence: 9,
      status: 0xfe,
      message_id: '7',
      tlvs: [{ tag: 0x0425, value: Buffer.from([1]) }],
    }),
  },
  {
    section: '§4.5.1 submit_multi: an address and a distribution list (§4.5.1.1–3)',
    hex: `0000003b 00000021 00000000 0000000a
      00 03 00 38303439 00 02 01 01 01 3834393030303030303031 00 02 7761726473 00
      00 00 00 00 00 01 00 00 00 02 4f4b`,
    pdu: createPdu({
      command: 'submit_multi',
      sequence: 10,
      source_addr_ton: 3,
      source_addr: '8049',
      dest_address: [{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '84900000001' }, { dl_name: 'wards' }],
      registered_delivery: 1,
      short_message: Buffer.from('OK'),
    }),
  },
  {
    section: '§4.5.2 submit_multi_resp: one destination was refused (§4.5.2.1)',
    hex: '00000025 80000021 00000000 0000000a 37 00 01 01 01 3834393030303030303031 00 0000000b',
    pdu: createPdu({
      command: 'submit_multi_resp',
      sequence: 10,
      message_id: '7',
      unsuccess_sme: [{ dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: '84900000001', error_status_code: 0x0b }],
    }),
  },
  {
    section: '§4.8.1 query_sm',
    hex: '00000019 00000003 00000000 0000000b 37 00 03 00 38303439 00',
    pdu: createPdu({
      command: 'query_sm',
      sequence: 11,
      message_id: '7',
      source_addr_ton: 3,
      source_addr: '8049',
    }),
  },
  {
    section: '§4.8.2 query_sm_resp: delivered (§5.2.28)',
    hex: '00000025 80000003 00000000 0000000b 37 00 323430313032303330343035303030 2b 00 02 00',
    pdu: createPdu({
      command: 'query_sm_resp',
      sequence: 11,
      message_id: '7',
      final_date: '240102030405000+',
      message_state: 2,
    }),
  },
  {
    section: '§4.9.1 cancel_sm: by its id, without a destination',
    hex: '0000001d 00000008 00000000 0000000c 00 37 00 03 00 38303439 00 00 00 00',
    pdu: createPdu({
      command: 'cancel_sm',
      sequence: 12,
      message_id: '7',
      source_addr_ton: 3,
      source_addr: '8049',
    }),
  },
  {
    section: '§4.9.2 cancel_sm_resp',
    hex: '00000010 80000008 00000000 0000000c',
    pdu: createPdu({ command: 'cancel_sm_resp', sequence: 12 }),
  },
  {
    section: '§4.10.1 replace_sm',
    hex: '00000020 00000007 00000000 0000000d 37 00 03 00 38303439 00 00 00 01 00 02 4f4b',
    pdu: createPdu({
      command: 'replace_sm',
      sequence: 13,
      message_id: '7',
      source_addr_ton: 3,
      source_addr: '8049',
      registered_delivery: 1,
      short_message: Buffer.from('OK'),
    }),
  },
  {
    section: '§4.10.2 replace_sm_resp',
    hex: '00000010 80000007 00000000 0000000d',
    pdu: createPdu({ command: 'replace_sm_resp', sequence: 13 }),
  },
  {
    section: '§4.12.1 alert_notification with ms_availability_status (§5.3.2.30)',
    hex: `0000002a 00000102 00000000 0000000e
      01 01 3834393030303030303031 00 03 00 38303439 00 0422 0001 00`,
    pdu: createPdu({
      command: 'alert_notification',
      sequence: 14,
      source_addr_ton: 1,
      source_addr_npi: 1,
      source_addr: '84900000001',
      esme_addr_ton: 3,
      esme_addr: '8049',
      tlvs: [{ tag: 0x0422, value: Buffer.from([0]) }],
    }),
  },
  {
    section: '§4.11.1 enquire_link',
    hex: '00000010 00000015 00000000 00000004',
    pdu: createPdu({ command: 'enquire_link', sequence: 4 }),
  },
  {
    section: '§4.11.2 enquire_link_resp',
    hex: '00000010 80000015 00000000 00000004',
    pdu: createPdu({ command: 'enquire_link_resp', sequence: 4 }),
  },
];

const octetsOf = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

describe.each(vectors)('SMPP 3.4 $section', ({ hex, pdu }) => {
  it('is written so', () => {
    expect(encodePdu(pdu).toString('hex')).toBe(octetsOf(hex).toString('hex'));
  });

  it('is read so', () => {
    expect(decodePdu(octetsOf(hex))).toEqual({ kind: 'pdu', pdu });
  });
});
