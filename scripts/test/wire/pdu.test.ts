import fc from 'fast-check';
import { npmSmpp } from '../../src/simulator/npm-smpp';
import { decodeBind, encodeBind } from '../../src/wire/bind';
import { decodeMessage, decodeWords, encodeMessage, encodeWords } from '../../src/wire/message';
import { Command, createPduReader, encodePdu, encodeResponse, type RawPdu } from '../../src/wire/pdu';

const MESSAGE = {
  from: '84900000011',
  to: '8049',
  esmClass: 0,
  registeredDelivery: 0,
  dataCoding: 0,
  bytes: Buffer.from('DG'),
};

function readAll(chunks: readonly Buffer[]): readonly RawPdu[] {
  const pdus: RawPdu[] = [];
  const read = createPduReader((pdu) => pdus.push({ ...pdu, body: Buffer.from(pdu.body) }));
  for (const chunk of chunks) read(chunk);
  return pdus;
}

describe('the judge’s own reading of SMPP', () => {
  test('a deliver_sm is the bytes SMPP 3.4 §4.6.1 asks for', () => {
    const pdu = encodePdu(Command.deliverSm, 0, 7, encodeMessage(MESSAGE));
    const header = '00000032 00000005 00000000 00000007';
    const from = '01 01 3834393030303030303131 00';
    const to = '00 00 38303439 00';
    const rest = '00 00 00 00 00 00 00 00 00 02 4447';
    expect(pdu.toString('hex')).toBe(`${header} 00 ${from} ${to} ${rest}`.replaceAll(' ', ''));
  });

  test('npm smpp reads what we write', () => {
    const { PDU } = require('smpp') as { PDU: new (bytes: Buffer) => Record<string, unknown> };
    const read = new PDU(encodePdu(Command.deliverSm, 0, 7, encodeMessage({ ...MESSAGE, ...encodeWords('số 8') })));
    expect(read).toMatchObject({
      command: 'deliver_sm',
      source_addr_ton: 1,
      source_addr: MESSAGE.from,
      destination_addr: MESSAGE.to,
      data_coding: 8,
      short_message: { message: 'số 8' },
    });
  });

  test('we read what npm smpp writes', () => {
    const { PDU } = require('smpp') as {
      PDU: new (command: string, fields: Record<string, unknown>) => { toBuffer(): Buffer };
    };
    const fields = { source_addr: '8049', destination_addr: MESSAGE.from, data_coding: 0, registered_delivery: 1 };
    const bytes = new PDU('submit_sm', { ...fields, short_message: Buffer.from('1/7 Noi chung') }).toBuffer();
    const [pdu] = readAll([bytes]);
    expect(pdu?.command).toBe(Command.submitSm);
    const message = decodeMessage(pdu?.body ?? Buffer.alloc(0));
    expect(message).toMatchObject({ from: '8049', to: MESSAGE.from, registeredDelivery: 1 });
    expect(decodeWords(message)).toBe('1/7 Noi chung');
    expect(npmSmpp.encodings.ASCII.match('1/7 Noi chung')).toBe(true);
  });

  test('a text may come in message_payload', () => {
    const body = Buffer.concat([
      encodeMessage({ ...MESSAGE, bytes: Buffer.alloc(0) }),
      Buffer.from('04240002', 'hex'),
      Buffer.from('hi'),
    ]);
    expect(decodeMessage(body).bytes.toString()).toBe('hi');
  });

  test('PDUs come out whole, however the stream is sliced', () => {
    const stream = Buffer.concat(
      [1, 2, 3].map((sequence) => encodePdu(Command.deliverSm, 0, sequence, encodeMessage(MESSAGE))),
    );
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 8 }), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), stream.length];
        const chunks = cuts.slice(1).map((end, index) => stream.subarray(cuts[index], end));
        const pdus = readAll(chunks);
        expect(pdus.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
        expect(pdus.every(({ body }) => body.equals(encodeMessage(MESSAGE)))).toBe(true);
      }),
    );
  });

  test.each([0, 15, 65_537, 0xffffffff])('a length of %i is refused', (length) => {
    const bytes = encodePdu(Command.enquireLink, 0, 1);
    bytes.writeUInt32BE(length, 0);
    expect(() => readAll([bytes])).toThrow(RangeError);
  });

  test('fields that run past the end are refused', () => {
    const body = encodeMessage(MESSAGE);
    expect(() => decodeMessage(body.subarray(0, body.length - 1))).toThrow(RangeError);
    expect(() => decodeMessage(body.subarray(0, 5))).toThrow(RangeError);
  });

  test('a bind says who binds, and a response carries the sequence of its request', () => {
    expect(decodeBind(encodeBind('mscore', 'secret'))).toEqual({
      systemId: 'mscore',
      password: 'secret',
      interfaceVersion: 0x34,
    });
    const request = { command: Command.unbind, status: 0, sequence: 9, body: Buffer.alloc(0) };
    expect(encodeResponse(request, 0).toString('hex')).toBe('00000010800000060000000000000009');
  });
});
