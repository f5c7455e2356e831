/** The body that submit_sm and deliver_sm share (SMPP 3.4 §4.4.1, §4.6.1). */
export interface ShortMessage {
  readonly from: string;
  readonly to: string;
  readonly esmClass: number;
  readonly registeredDelivery: number;
  readonly dataCoding: number;
  readonly bytes: Buffer;
}

const INTERNATIONAL = 1;
const ISDN = 1;
const MESSAGE_PAYLOAD = 0x0424;

/** A message body. A number of eight digits or more is international, anything shorter has no type. */
export function encodeMessage(message: ShortMessage): Buffer {
  return Buffer.concat([
    Buffer.from([0]), // service_type
    address(message.from),
    address(message.to),
    Buffer.from([message.esmClass, 0, 0, 0, 0, message.registeredDelivery, 0, message.dataCoding, 0]),
    Buffer.from([message.bytes.length]),
    message.bytes,
  ]);
}

function address(digits: string): Buffer {
  const isNumber = digits.length >= 8;
  return Buffer.from(`${String.fromCharCode(isNumber ? INTERNATIONAL : 0, isNumber ? ISDN : 0)}${digits}\0`, 'latin1');
}

/**
 * Reads a message body; the text from short_message, or from the TLV message_payload where that is empty.
 * @throws RangeError when a field runs past the end.
 */
export function decodeMessage(body: Buffer): ShortMessage {
  const from = endOf(body, endOf(body, 0) + 2);
  const to = endOf(body, from + 2);
  const scheduled = endOf(body, to + 3);
  const rest = endOf(body, scheduled);
  const length = body.readUInt8(rest + 4);
  const text = rest + 5;
  if (text + length > body.length) throw new RangeError('short_message runs past the end');
  return {
    from: body.toString('latin1', endOf(body, 0) + 2, from - 1),
    to: body.toString('latin1', from + 2, to - 1),
    esmClass: body.readUInt8(to),
    registeredDelivery: body.readUInt8(rest),
    dataCoding: body.readUInt8(rest + 2),
    bytes: length > 0 ? body.subarray(text, text + length) : payload(body, text),
  };
}

/** The place after the next NUL. */
function endOf(body: Buffer, start: number): number {
  const nul = body.indexOf(0, start);
  if (nul < 0) throw new RangeError('a C-octet string without its end');
  return nul + 1;
}

function payload(body: Buffer, start: number): Buffer {
  for (let at = start; at + 4 <= body.length; ) {
    const length = body.readUInt16BE(at + 2);
    if (body.readUInt16BE(at) === MESSAGE_PAYLOAD) return body.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return body.subarray(0, 0);
}

/** Text and data_coding as a phone would send it: ASCII letters as GSM septets, anything else as UTF-16BE. */
export function encodeWords(text: string): { readonly dataCoding: 0 | 8; readonly bytes: Buffer } {
  // The letters and figures of ASCII stand at the same places of the GSM alphabet (3GPP TS 23.038 §6.2.1).
  return /^[0-9A-Za-z ]*$/.test(text)
    ? { dataCoding: 0, bytes: Buffer.from(text, 'latin1') }
    : { dataCoding: 8, bytes: Buffer.from(text, 'utf16le').swap16() };
}

/** The words of a message, exact for letters, figures and common punctuation. */
export const decodeWords = (message: Pick<ShortMessage, 'dataCoding' | 'bytes'>): string =>
  message.dataCoding === 8 ? Buffer.from(message.bytes).swap16().toString('utf16le') : message.bytes.toString('latin1');
