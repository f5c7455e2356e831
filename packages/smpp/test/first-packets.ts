import { statuses } from '../src';

const lengthOnly = (length: number): Buffer => {
  const octets = Buffer.alloc(4);
  octets.writeUInt32BE(length);
  return octets;
};

const header = (length: number, commandId: number): Buffer => {
  const octets = Buffer.alloc(16);
  octets.writeUInt32BE(length, 0);
  octets.writeUInt32BE(commandId, 4);
  octets.writeUInt32BE(9, 12);
  return octets;
};

const { ESME_RINVCMDID, ESME_RINVCMDLEN } = statuses;

/** What a peer that is no SMPP client, or a hostile one, sends first, and what becomes of it. */
export interface FirstPacket {
  readonly name: string;
  readonly octets: Buffer;
  /** The generic_nack we answer with. */
  readonly nack: { readonly status: number; readonly sequence: number };
  /** `at-once`, `in-time`: when the partial PDU's time is over; undefined: the session goes on. */
  readonly closes: 'at-once' | 'in-time' | undefined;
}

const broken = { nack: { status: ESME_RINVCMDLEN.code, sequence: 0 }, closes: 'at-once' } as const;
const tooSlow = { nack: broken.nack, closes: 'in-time' } as const;

export const firstPackets: readonly FirstPacket[] = [
  { name: 'length 0', octets: lengthOnly(0), ...broken },
  { name: 'length 3', octets: lengthOnly(3), ...broken },
  { name: 'length 4', octets: lengthOnly(4), ...broken },
  { name: 'length 15', octets: header(15, 0x15).subarray(0, 15), ...broken },
  { name: 'length 16384 then silence', octets: header(16_384, 0x09), ...broken },
  { name: 'length 0x7fffffff', octets: lengthOnly(0x7fffffff), ...broken },
  { name: 'length 0xffffffff', octets: lengthOnly(0xffffffff), ...broken },
  { name: 'an HTTP GET', octets: Buffer.from('GET / HTTP/1.1\r\nHost: smpp\r\n\r\n'), ...broken },
  { name: 'length 4096 then silence', octets: header(4_096, 0x09), ...tooSlow },
  { name: 'three octets then silence', octets: Buffer.alloc(3), ...tooSlow },
  {
    name: 'an unknown command',
    octets: header(16, 0x00000abc),
    nack: { status: ESME_RINVCMDID.code, sequence: 9 },
    closes: undefined,
  },
];
