/**
 * A second, independent reading of SMPP 3.4: what judges and measures the gateway must not share its codec.
 * Only what the judge and the generator speak; a peer that breaks the framing is told so by an exception.
 */
export const Command = {
  genericNack: 0x80000000,
  bindReceiver: 0x00000001,
  bindTransmitter: 0x00000002,
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  bindTransceiver: 0x00000009,
  enquireLink: 0x00000015,
} as const;

/** Added to a command's id by its response (SMPP 3.4 §5.1.2.1). */
export const RESPONSE = 0x80000000;

export interface RawPdu {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  /** A view into the received bytes. */
  readonly body: Buffer;
}

const HEADER = 16;
/** No PDU of these conversations comes near it. */
const LONGEST = 65_536;
const NOTHING = Buffer.alloc(0);

/** One PDU as bytes (SMPP 3.4 §3.2). */
export function encodePdu(command: number, status: number, sequence: number, body: Buffer = NOTHING): Buffer {
  const pdu = Buffer.allocUnsafe(HEADER + body.length);
  pdu.writeUInt32BE(pdu.length, 0);
  pdu.writeUInt32BE(command, 4);
  pdu.writeUInt32BE(status, 8);
  pdu.writeUInt32BE(sequence, 12);
  body.copy(pdu, HEADER);
  return pdu;
}

/** The response to a request: its command id with the response bit, its sequence number. */
export const encodeResponse = (request: RawPdu, status: number, body?: Buffer): Buffer =>
  encodePdu(request.command + RESPONSE, status, request.sequence, body);

/**
 * Cuts a byte stream into PDUs.
 * @returns a function to feed with what arrives; it throws RangeError on a length no PDU can have.
 */
export function createPduReader(onPdu: (pdu: RawPdu) => void): (chunk: Buffer) => void {
  let rest: Buffer = NOTHING;
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    while (bytes.length - start >= 4) {
      const length = bytes.readUInt32BE(start);
      if (length < HEADER || length > LONGEST) throw new RangeError(`a PDU of ${length} octets`);
      if (bytes.length - start < length) break;
      onPdu({
        command: bytes.readUInt32BE(start + 4),
        status: bytes.readUInt32BE(start + 8),
        sequence: bytes.readUInt32BE(start + 12),
        body: bytes.subarray(start + HEADER, start + length),
      });
      start += length;
    }
    rest = bytes.subarray(start);
  };
}
