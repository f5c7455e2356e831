import { encodeMessage } from '../../wire/message';
import { Command, encodePdu, RESPONSE } from '../../wire/pdu';
import { FIRST_HAND_MADE } from './protocol';

/** What must come of a PDU made by hand. */
export type Expected =
  /** This response, with one of these statuses. */
  | { readonly kind: 'answer'; readonly command: number; readonly statuses: readonly number[] }
  /** No answer at all. */
  | { readonly kind: 'silence' }
  /** The stream cannot be trusted any more: the session ends, and a new one is bound. */
  | { readonly kind: 'close' };

export interface Shot {
  readonly name: string;
  readonly bytes: Buffer;
  /** As in the bytes; 0 where an answer cannot know it. */
  readonly sequence: number;
  readonly expected: Expected;
}

const Status = {
  ok: 0x00,
  invalidMessageLength: 0x01,
  invalidCommandLength: 0x02,
  invalidCommand: 0x03,
  invalidBindStatus: 0x04,
  alreadyBound: 0x05,
  invalidOptionalStream: 0xc0,
  invalidParameterLength: 0xc2,
} as const;

const DATA_SM = 0x103;
const UNKNOWN = 0x00000999;
/** A number that never texts anything else, so that nothing here is taken for another scenario's text. */
const FROM = '84900999999';
const TO = '8049';

const message = (text: string): Buffer =>
  encodeMessage({
    from: FROM,
    to: TO,
    esmClass: 0,
    registeredDelivery: 0,
    dataCoding: 0,
    bytes: Buffer.from(text, 'latin1'),
  });

const answer = (command: number, ...statuses: readonly number[]): Expected => ({
  kind: 'answer',
  command: command + RESPONSE,
  statuses,
});
const nack = (...statuses: readonly number[]): Expected => ({ kind: 'answer', command: Command.genericNack, statuses });
const silence: Expected = { kind: 'silence' };
const close: Expected = { kind: 'close' };

/** sm_length is the octet before the text. */
function withSmLength(body: Buffer, text: string, length: number): Buffer {
  const changed = Buffer.from(body);
  changed.writeUInt8(length, body.length - text.length - 1);
  return changed;
}

const tlv = (tag: number, value: Buffer, length = value.length): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, value]);
};

interface Round {
  readonly name: string;
  readonly command: number;
  readonly status?: number;
  readonly sequence?: number;
  readonly body?: Buffer;
  readonly expected: Expected;
}

/** Bad, odd and illegal PDUs whose length is right: the session stays (SMPP 3.4 §3.2, §4.3, §5.1.3). */
const kept: readonly Round[] = [
  { name: 'an unknown command', command: UNKNOWN, expected: nack(Status.invalidCommand) },
  {
    name: 'an unknown command with a body',
    command: UNKNOWN,
    body: message('x'),
    expected: nack(Status.invalidCommand),
  },
  { name: 'an unknown response', command: UNKNOWN + RESPONSE, expected: silence },
  {
    name: 'deliver_sm without a body',
    command: Command.deliverSm,
    expected: answer(Command.deliverSm, Status.invalidMessageLength, Status.invalidCommandLength),
  },
  {
    name: 'deliver_sm whose sm_length counts too many',
    command: Command.deliverSm,
    body: withSmLength(message('abc'), 'abc', 200),
    expected: answer(Command.deliverSm, Status.invalidMessageLength),
  },
  {
    name: 'deliver_sm whose sm_length counts too few',
    command: Command.deliverSm,
    body: withSmLength(message('abc'), 'abc', 1),
    expected: answer(Command.deliverSm, Status.invalidMessageLength, Status.invalidOptionalStream),
  },
  {
    name: 'deliver_sm with an address that never ends',
    command: Command.deliverSm,
    body: Buffer.concat([Buffer.from([0, 1, 1]), Buffer.alloc(90, '7')]),
    expected: answer(Command.deliverSm, Status.invalidParameterLength, Status.invalidMessageLength),
  },
  {
    name: 'deliver_sm with an address of 40 figures',
    command: Command.deliverSm,
    body: Buffer.concat([Buffer.from([0, 1, 1]), Buffer.alloc(40, '7'), message('abc').subarray(3 + FROM.length)]),
    expected: answer(Command.deliverSm, Status.invalidParameterLength),
  },
  {
    name: 'deliver_sm with a TLV beyond the end',
    command: Command.deliverSm,
    body: Buffer.concat([message('abc'), tlv(0x0204, Buffer.from([1, 2]), 500)]),
    expected: answer(Command.deliverSm, Status.invalidOptionalStream),
  },
  {
    name: 'deliver_sm with half a TLV',
    command: Command.deliverSm,
    body: Buffer.concat([message('abc'), Buffer.from([0x02, 0x04, 0x00])]),
    expected: answer(Command.deliverSm, Status.invalidOptionalStream),
  },
  {
    name: 'deliver_sm with TLVs nobody knows',
    command: Command.deliverSm,
    body: Buffer.concat([message('x'), tlv(0x1403, Buffer.from('vendor')), tlv(0x3fff, Buffer.alloc(0))]),
    expected: answer(Command.deliverSm, Status.ok),
  },
  {
    name: 'data_sm without a text',
    command: DATA_SM,
    body: Buffer.from('\0\x01\x0184900999998\0\0\x018049\0\0\0\0', 'latin1'),
    expected: answer(DATA_SM, Status.ok),
  },
  {
    name: 'submit_sm from a message centre',
    command: Command.submitSm,
    body: message('abc'),
    expected: answer(Command.submitSm, Status.invalidBindStatus, Status.invalidCommand),
  },
  {
    name: 'a bind from a message centre',
    command: Command.bindTransceiver,
    body: Buffer.from('x\0y\0\0\x34\0\0\0', 'latin1'),
    expected: answer(Command.bindTransceiver, Status.invalidBindStatus, Status.alreadyBound),
  },
  {
    name: 'deliver_sm_resp for nothing',
    command: Command.deliverSm + RESPONSE,
    body: Buffer.alloc(1),
    expected: silence,
  },
  {
    name: 'submit_sm_resp for nothing',
    command: Command.submitSm + RESPONSE,
    body: Buffer.alloc(1),
    expected: silence,
  },
  {
    name: 'submit_sm_resp cut in its id',
    command: Command.submitSm + RESPONSE,
    body: Buffer.from('12'),
    expected: silence,
  },
  { name: 'generic_nack for nothing', command: Command.genericNack, status: 3, expected: silence },
  { name: 'generic_nack with sequence 0', command: Command.genericNack, status: 2, sequence: 0, expected: silence },
  {
    name: 'enquire_link with a body',
    command: Command.enquireLink,
    body: Buffer.from('hello'),
    expected: answer(
      Command.enquireLink,
      Status.ok,
      Status.invalidMessageLength,
      Status.invalidCommandLength,
      Status.invalidOptionalStream,
    ),
  },
  {
    name: 'enquire_link with a status',
    command: Command.enquireLink,
    status: 8,
    expected: answer(Command.enquireLink, Status.ok),
  },
  {
    name: 'enquire_link with the last sequence',
    command: Command.enquireLink,
    sequence: 0xffffffff,
    expected: answer(Command.enquireLink, Status.ok),
  },
];

/** Bytes after which nobody knows where the next PDU begins. */
const broken: readonly (readonly [string, Buffer])[] = [
  ['length 0', Buffer.alloc(16)],
  ['length 4', Buffer.concat([Buffer.from([0, 0, 0, 4]), Buffer.alloc(12)])],
  ['length 15', Buffer.concat([Buffer.from([0, 0, 0, 15]), Buffer.alloc(12)])],
  ['length 0x7fffffff', Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.alloc(12)])],
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: smsc\r\n\r\n', 'latin1')],
  ['a PDU that never ends', encodePdu(Command.deliverSm, 0, FIRST_HAND_MADE, message('abc')).subarray(0, 30)],
];

/** Everything that is fired, in order. */
export const volley: readonly Shot[] = [
  ...kept.map(({ name, command, status = 0, sequence, body, expected }, index) => {
    const used = sequence ?? FIRST_HAND_MADE + index;
    return { name, bytes: encodePdu(command, status, used, body), sequence: used, expected };
  }),
  ...broken.map(([name, bytes]) => ({ name, bytes, sequence: 0, expected: close })),
];
