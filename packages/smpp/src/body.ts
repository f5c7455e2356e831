import type { PduOf } from './commands';
import type { MessageName } from './session-events';
import { findTlv, findTlvInteger, tlvTags } from './tlvs';

/** Place of a PDU in a long text (3GPP TS 23.040 §9.2.3.24.1 and .8; SMPP 3.4 §5.3.2.22–24). */
export interface Part {
  readonly reference: number;
  readonly total: number;
  /** 1…total. */
  readonly part: number;
  /** Bits of the reference. References of different widths never belong together. */
  readonly width: 8 | 16;
}

export interface SplitBody {
  /** The user data header with its length octet; empty when there is none. */
  readonly udh: Buffer;
  /** What follows it. */
  readonly body: Buffer;
  readonly part?: Part;
  /** False when the header or one of its elements runs past its end. */
  readonly wellFormed: boolean;
}

/** esm_class bit 6: the body begins with a user data header (SMPP 3.4 §5.2.12). */
const UDH_INDICATOR = 0x40;
/** esm_class bits 5–2: message type (SMPP 3.4 §5.2.12). Bits 1–0 and 7–6 say other things. */
const MESSAGE_TYPE_BITS = 0x3c;
const NO_OCTETS = Buffer.alloc(0);

/** Splits a body from its user data header. A header longer than the body leaves the body whole. */
export function splitUdh(esmClass: number, body: Buffer): SplitBody {
  if ((esmClass & UDH_INDICATOR) === 0) return { udh: NO_OCTETS, body, wellFormed: true };
  const end = 1 + (body[0] ?? 0);
  if (end > body.length) return { udh: NO_OCTETS, body, wellFormed: false };
  const { part, wellFormed } = readElements(body.subarray(1, end));
  return { udh: body.subarray(0, end), body: body.subarray(end), ...(part === undefined ? {} : { part }), wellFormed };
}

/** Walks the information elements; of several concatenations the last holds (3GPP TS 23.040 §9.2.3.24). */
function readElements(elements: Buffer): { readonly part: Part | undefined; readonly wellFormed: boolean } {
  let part: Part | undefined;
  let offset = 0;
  while (offset < elements.length) {
    const start = offset + 2;
    const end = start + (elements[offset + 1] ?? elements.length);
    if (end > elements.length) return { part, wellFormed: false };
    part = concatenation(elements.readUInt8(offset), elements.subarray(start, end)) ?? part;
    offset = end;
  }
  return { part, wellFormed: true };
}

/** Elements 00 (8-bit reference) and 08 (16-bit). One that counts wrongly is to be ignored, says the same section. */
function concatenation(identifier: number, data: Buffer): Part | undefined {
  if (identifier === 0x00 && data.length === 3)
    return partFrom(data.readUInt8(0), data.readUInt8(1), data.readUInt8(2), 8);
  if (identifier === 0x08 && data.length === 4)
    return partFrom(data.readUInt16BE(0), data.readUInt8(2), data.readUInt8(3), 16);
  return undefined;
}

function partFrom(reference: number, total: number, part: number, width: 8 | 16): Part | undefined {
  return part >= 1 && part <= total ? { reference, total, part, width } : undefined;
}

/** The octets of a message: short_message, or message_payload where that is empty (SMPP 3.4 §5.3.2.32). */
export function bodyOf(pdu: PduOf<MessageName>): Buffer {
  const inline = pdu.command === 'data_sm' ? NO_OCTETS : pdu.short_message;
  return inline.length > 0 ? inline : (findTlv(pdu, tlvTags.message_payload) ?? NO_OCTETS);
}

/** The place of a PDU in a long text, by its user data header or else by the sar_* parameters. */
export function partOf(pdu: PduOf<MessageName>): Part | undefined {
  return splitUdh(pdu.esm_class, bodyOf(pdu)).part ?? partBySar(pdu);
}

function partBySar(pdu: PduOf<MessageName>): Part | undefined {
  const reference = findTlvInteger(pdu, tlvTags.sar_msg_ref_num);
  const total = findTlvInteger(pdu, tlvTags.sar_total_segments);
  const part = findTlvInteger(pdu, tlvTags.sar_segment_seqnum);
  if (reference === undefined || total === undefined || part === undefined) return undefined;
  return partFrom(reference, total, part, 16);
}

/**
 * Whether a PDU reports on a message instead of being one: it names the message and its state (TLVs 0x001E and
 * 0x0427), or esm_class bits 5–2 say receipt, acknowledgement or intermediate notification (SMPP 3.4 §5.2.12). Never
 * by its text: a citizen can type `id:… stat:DELIVRD`.
 */
export function isReceipt(pdu: PduOf<'deliver_sm' | 'data_sm'>): boolean {
  if ((pdu.esm_class & MESSAGE_TYPE_BITS) !== 0) return true;
  return findTlv(pdu, tlvTags.receipted_message_id) !== undefined && findTlv(pdu, tlvTags.message_state) !== undefined;
}
