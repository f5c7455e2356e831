import { createPdu, type Decoded, decodePdu, encodePdu, statuses } from '../src';

const octets = (hex: string): Buffer => Buffer.from(hex.replace(/\s/g, ''), 'hex');

/** A frame with these octets for a body and the length to match. */
function frame(commandId: number, body: string, status = 0, sequence = 7): Buffer {
  const rest = octets(body);
  const header = Buffer.alloc(16);
  header.writeUInt32BE(16 + rest.length, 0);
  header.writeUInt32BE(commandId, 4);
  header.writeUInt32BE(status, 8);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, rest]);
}

const malformed = (decoded: Decoded) => {
  if (decoded.kind !== 'malformed') throw new Error('was read as a PDU');
  return decoded;
};

const DELIVER = 0x05;
/** deliver_sm up to and including sm_default_msg_id. */
const HEAD = '00 0101 3834393030303030303031 00 0300 38303439 00 000000 00 00 00 00 00 00';

describe('a malformed request is answered by its own response', () => {
  it.each([
    ['a C-octet string without NUL', DELIVER, '00 0101 38343930', 'ESME_RINVPARLEN', 'deliver_sm: source_addr'],
    ['a C-octet string over its limit', DELIVER, `00 0101 ${'38'.repeat(21)} 00`, 'ESME_RINVPARLEN', 'source_addr'],
    ['a body that ends between fields', DELIVER, '00 01', 'ESME_RINVMSGLEN', 'source_addr_npi'],
    ['no body at all', DELIVER, '', 'ESME_RINVMSGLEN', 'service_type'],
    ['a missing sm_length', DELIVER, HEAD, 'ESME_RINVMSGLEN', 'short_message'],
    ['an sm_length above what is there', DELIVER, `${HEAD} 05 48656c6c`, 'ESME_RINVMSGLEN', 'sm_length'],
    ['an sm_length below what is there', DELIVER, `${HEAD} 02 48656c6c6f`, 'ESME_RINVOPTPARSTREAM', 'no TLV'],
    ['a TLV that runs past the end', DELIVER, `${HEAD} 00 0424 0005 4f4b`, 'ESME_RINVOPTPARSTREAM', '0x0424'],
    ['a TLV that lacks its last octet', DELIVER, `${HEAD} 00 0424 0003 4f4b`, 'ESME_RINVOPTPARSTREAM', '0x0424'],
    ['half a TLV header', DELIVER, `${HEAD} 00 0424 00`, 'ESME_RINVOPTPARSTREAM', 'no TLV'],
    ['a bind with a password of 9', 0x09, '61 00 393837363534333231 00 00 34 00 00 00', 'ESME_RINVPARLEN', 'password'],
    ['an unbind with half a TLV', 0x06, 'ff', 'ESME_RINVOPTPARSTREAM', 'no TLV'],
  ] as const)('%s', (_name, commandId, body, status, reason) => {
    const decoded = malformed(decodePdu(frame(commandId, body)));
    expect(decoded).toMatchObject({ commandId, sequence: 7, reason: expect.stringContaining(reason) });
    expect(decoded.answer).toMatchObject({ status: statuses[status].code, sequence: 7 });
    expect(decoded.answer && encodePdu(decoded.answer).readUInt32BE(4)).toBe((commandId | 0x80000000) >>> 0);
  });

  it('an outbind, which has no response of its own, by generic_nack', () => {
    const { answer } = malformed(decodePdu(frame(0x0b, '61')));
    expect(answer).toMatchObject({ command: 'generic_nack', status: statuses.ESME_RINVPARLEN.code, sequence: 7 });
  });
});

describe('unknown commands', () => {
  it.each([0x00, 0x0a, 0x22, 0x0101, 0x0111, 0x0112, 0x0113, 0x7fffffff])(
    'request %i gets generic_nack',
    (commandId) => {
      expect(malformed(decodePdu(frame(commandId, 'ffff'))).answer).toEqual(
        createPdu({ command: 'generic_nack', status: statuses.ESME_RINVCMDID.code, sequence: 7 }),
      );
    },
  );

  it.each([0x8000000a, 0x80000111, 0xffffffff])('response %i gets no answer', (commandId) => {
    const decoded = malformed(decodePdu(frame(commandId, '')));
    expect(decoded.answer).toBeUndefined();
    expect(decoded.response).toBeUndefined();
  });
});

describe('responses', () => {
  it('may lack their body, refusing or not', () => {
    expect(decodePdu(frame(0x80000004, '', 0x58))).toMatchObject({
      kind: 'pdu',
      pdu: { status: 0x58, message_id: '' },
    });
    expect(decodePdu(frame(0x80000005, '', 0))).toMatchObject({ kind: 'pdu', pdu: { status: 0, message_id: '' } });
    expect(decodePdu(frame(0x80000009, '', 0x0e))).toMatchObject({ kind: 'pdu', pdu: { system_id: '' } });
  });

  it('may carry their body although they refuse', () => {
    expect(decodePdu(frame(0x80000004, '3132 00', 0x58))).toMatchObject({
      kind: 'pdu',
      pdu: { status: 0x58, message_id: '12' },
    });
  });

  it('that are malformed get no answer, and still say what their header says', () => {
    const decoded = malformed(decodePdu(frame(0x80000004, '3132', 0x14)));
    expect(decoded.answer).toBeUndefined();
    expect(decoded.response).toMatchObject({ command: 'submit_sm_resp', status: 0x14, sequence: 7, message_id: '' });
  });

  it('generic_nack with sequence 0 is legal', () => {
    expect(decodePdu(frame(0x80000000, '', 3, 0))).toMatchObject({ kind: 'pdu', pdu: { status: 3, sequence: 0 } });
  });
});

describe('TLVs', () => {
  it('are kept in order, repeated and unknown ones too, on any PDU', () => {
    const decoded = decodePdu(frame(0x15, '1403 0002 abcd 0204 0000 1403 0001 01'));
    expect(decoded).toMatchObject({
      kind: 'pdu',
      pdu: {
        tlvs: [
          { tag: 0x1403, value: Buffer.from('abcd', 'hex') },
          { tag: 0x0204, value: Buffer.alloc(0) },
          { tag: 0x1403, value: Buffer.from([1]) },
        ],
      },
    });
  });
});

it('a body that is full of NULs and at signs is counted by its length', () => {
  expect(decodePdu(frame(DELIVER, `${HEAD} 04 00000000`))).toMatchObject({
    kind: 'pdu',
    pdu: { short_message: Buffer.alloc(4), tlvs: [] },
  });
});

it.each(['', '00', '00000010 00000015 00000000', '00000011 00000015 00000000 00000001'])(
  'octets cut elsewhere than command_length says (%s) are malformed',
  (hex) => {
    const decoded = malformed(decodePdu(octets(hex)));
    expect(decoded.answer).toMatchObject({
      command: 'generic_nack',
      status: statuses.ESME_RINVCMDLEN.code,
      sequence: 0,
    });
  },
);

describe('the lists of submit_multi', () => {
  const { ESME_RINVMSGLEN, ESME_RINVDESTFLAG, ESME_RINVPARLEN } = statuses;

  it.each([
    ['ends after the count', '00 00 00 00 02', ESME_RINVMSGLEN],
    ['ends in an address', '00 00 00 00 01 01 01 01 3834', ESME_RINVMSGLEN],
    ['counts more than there are', '00 00 00 00 ff 02 61 00', ESME_RINVMSGLEN],
    ['has an unknown dest_flag', '00 00 00 00 01 03 61 00 00 00 00 00 00 00 00 00 00 00 00 00', ESME_RINVDESTFLAG],
    ['has a name too long', `00 00 00 00 01 02 ${'61'.repeat(21)} 00 00 00 00 00 00 00 00 00 00 00`, ESME_RINVPARLEN],
  ])('one that %s is malformed', (_name, body, status) => {
    const decoded = decodePdu(frame(0x00000021, body));
    expect(decoded).toMatchObject({
      kind: 'malformed',
      answer: { command: 'submit_multi_resp', status: status.code, sequence: 7 },
    });
  });

  it('a response that ends in its list still counts by its status', () => {
    expect(decodePdu(frame(0x80000021, '37 00 01 01 01 3834 00 0000'))).toMatchObject({
      kind: 'malformed',
      answer: undefined,
      response: { command: 'submit_multi_resp', status: 0, sequence: 7 },
    });
  });

  it('a broken alert_notification is answered by nobody', () => {
    expect(decodePdu(frame(0x00000102, '01 01'))).toMatchObject({ kind: 'malformed', answer: undefined });
  });
});
