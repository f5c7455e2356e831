import { type Layout, layoutNamed, type NamedField, type Pdu } from './commands';
import { encodeDestinations, encodeUnsuccessful } from './destinations';
import { HEADER_OCTETS, LONGEST_PDU } from './header';
import type { Tlv } from './tlvs';

/** A PDU as the tables see it: fields by name. */
type Values = Readonly<Record<string, unknown>>;

/** sm_length counts 0…254 (SMPP 3.4 §5.2.21). */
const LONGEST_SHORT_MESSAGE = 254;
const ADDRESS = /^[0-9A-Za-z+ ]{1,20}$/;
/** tag and length of an optional parameter, two octets each. */
const TLV_HEADER_OCTETS = 4;

/**
 * The octets of a PDU. A response that refuses (status ≠ 0) and says nothing else is its header alone, as SMPP 3.4
 * §4.4.2 asks.
 * @throws RangeError naming the field that cannot be written; its contents are not repeated.
 */
export function encodePdu(pdu: Pdu): Buffer {
  const layout = layoutNamed(pdu.command);
  if (layout === undefined) throw refusal('command', 'is not one of this library');
  checkUint32('status', pdu.status);
  checkUint32('sequence', pdu.sequence);
  const values = pdu as unknown as Values;
  const bodyless = layout.isResponse && pdu.status !== 0 && saysNothing(layout, pdu, values);
  const length = bodyless ? HEADER_OCTETS : HEADER_OCTETS + fieldOctets(layout, values) + tlvOctets(pdu.tlvs);
  if (length > LONGEST_PDU) throw refusal('tlvs', `make a PDU longer than ${LONGEST_PDU} octets`);
  const frame = Buffer.allocUnsafe(length);
  frame.writeUInt32BE(length, 0);
  frame.writeUInt32BE(layout.id, 4);
  frame.writeUInt32BE(pdu.status, 8);
  frame.writeUInt32BE(pdu.sequence, 12);
  if (!bodyless) writeTlvs(pdu.tlvs, frame, writeFields(layout, values, frame));
  return frame;
}

function saysNothing(layout: Layout, pdu: Pdu, values: Values): boolean {
  const blank = layout.blank as unknown as Values;
  return pdu.tlvs.length === 0 && layout.fields.every(({ name }) => values[name] === blank[name]);
}

/** Checks every field and adds up what they will take. */
function fieldOctets(layout: Layout, values: Values): number {
  let octets = 0;
  for (const field of layout.fields) {
    const value = values[field.name];
    switch (field.kind) {
      case 'octet':
        checkOctet(field.name, value);
        octets += 1;
        break;
      case 'c-string':
        octets += checkedText(field, value).length + 1;
        break;
      case 'address':
        octets += checkedAddress(field, value).length + 1;
        break;
      case 'short-message':
        octets += checkedShortMessage(field.name, value).length + 1;
        break;
      case 'destinations':
        octets += encodeDestinations(value).length;
        break;
      case 'unsuccessful':
        octets += encodeUnsuccessful(value).length;
        break;
      default:
        field satisfies never;
    }
  }
  return octets;
}

/** Writes fields that `fieldOctets` has checked; the result is where they end. */
function writeFields(layout: Layout, values: Values, frame: Buffer): number {
  let offset = HEADER_OCTETS;
  for (const field of layout.fields) {
    const value = values[field.name];
    if (typeof value === 'number') {
      frame[offset++] = value;
    } else if (typeof value === 'string') {
      offset = writeCString(value, frame, offset);
    } else if (field.kind === 'destinations') {
      offset += encodeDestinations(value).copy(frame, offset);
    } else if (field.kind === 'unsuccessful') {
      offset += encodeUnsuccessful(value).copy(frame, offset);
    } else if (Buffer.isBuffer(value)) {
      frame[offset++] = value.length;
      offset += value.copy(frame, offset);
    }
  }
  return offset;
}

/** Octet by octet: the strings are short, and a call into native code costs more than they do. */
function writeCString(text: string, frame: Buffer, start: number): number {
  let offset = start;
  for (let at = 0; at < text.length; at++) frame[offset++] = text.charCodeAt(at);
  frame[offset++] = 0;
  return offset;
}

function tlvOctets(tlvs: readonly Tlv[]): number {
  let octets = 0;
  for (const { tag, value } of tlvs) {
    if (!Number.isInteger(tag) || tag < 0 || tag > 0xffff) throw refusal('tlvs', 'hold a tag outside 0…65535');
    if (!Buffer.isBuffer(value) || value.length > 0xffff)
      throw refusal('tlvs', `hold no Buffer of 0…65535 octets under ${tag}`);
    octets += TLV_HEADER_OCTETS + value.length;
  }
  return octets;
}

function writeTlvs(tlvs: readonly Tlv[], frame: Buffer, start: number): void {
  let offset = start;
  for (const { tag, value } of tlvs) {
    offset = frame.writeUInt16BE(tag, offset);
    offset = frame.writeUInt16BE(value.length, offset);
    offset += value.copy(frame, offset);
  }
}

function checkOctet(name: string, value: unknown): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 0xff) {
    throw refusal(name, 'must be an integer from 0 to 255');
  }
}

function checkUint32(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw refusal(name, 'must be an integer of 32 bits');
}

function checkedText(field: NamedField & { readonly size: number }, value: unknown): string {
  if (typeof value !== 'string') throw refusal(field.name, 'must be a string');
  if (value.length >= field.size) throw refusal(field.name, `must have at most ${field.size - 1} characters`);
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code === 0 || code > 0xff) throw refusal(field.name, 'must not hold a NUL or a character above U+00FF');
  }
  return value;
}

function checkedAddress(field: NamedField & { readonly kind: 'address' }, value: unknown): string {
  if (typeof value !== 'string') throw refusal(field.name, 'must be a string');
  if (!(value === '' && field.mayBeEmpty) && !ADDRESS.test(value)) {
    throw refusal(field.name, 'must be 1 to 20 letters, digits, spaces or +');
  }
  return value;
}

function checkedShortMessage(name: string, value: unknown): Buffer {
  if (!Buffer.isBuffer(value) || value.length > LONGEST_SHORT_MESSAGE) {
    throw refusal(name, `must be a Buffer of at most ${LONGEST_SHORT_MESSAGE} octets`);
  }
  return value;
}

const refusal = (field: string, reason: string): RangeError => new RangeError(`${field} ${reason}`);
