import { npmSmpp } from './npm-smpp';

/** One `deliver_sm` worth of a text, encoded so that no library has to guess an alphabet. */
export interface Segment {
  /** 0: GSM 03.38, one septet per octet. 8: UTF-16BE (SMPP 3.4 §5.2.19). */
  readonly dataCoding: 0 | 8;
  /** User data header and text (3GPP TS 23.040 §9.2.3.24). */
  readonly body: Buffer;
  /** Whether `body` begins with a user data header. */
  readonly udh: boolean;
}

/** Octets that fit one short message, alone and as one part of several (3GPP TS 23.040 §9.2.3.24.1). */
const ROOM = { 0: { alone: 160, part: 153 }, 8: { alone: 140, part: 134 } } as const;

/**
 * A text as the segments a phone would send. Letters outside the GSM alphabet turn the whole text into UCS-2.
 * @param reference 0…255, joins the parts of one long text.
 */
export function encodeText(text: string, reference: number): readonly Segment[] {
  const composed = text.normalize('NFC');
  const dataCoding = composed === '' || npmSmpp.encodings.ASCII.match(composed) ? 0 : 8;
  const bytes = dataCoding === 0 ? npmSmpp.encodings.ASCII.encode(composed) : utf16be(composed);
  const room = ROOM[dataCoding];
  if (bytes.length <= room.alone) return [{ dataCoding, body: bytes, udh: false }];
  const parts = cut(bytes, room.part, dataCoding);
  return parts.map((part, index) => ({
    dataCoding,
    body: Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, parts.length, index + 1]), part]),
    udh: true,
  }));
}

/** How many segments a text of the other direction cost the sender. */
export const countSegments = (text: string): number => encodeText(text, 0).length;

function cut(bytes: Buffer, room: number, dataCoding: 0 | 8): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + room, bytes.length);
    if (end < bytes.length && splitsCharacter(bytes, end, dataCoding)) end -= dataCoding === 0 ? 1 : 2;
    parts.push(bytes.subarray(start, end));
    start = end;
  }
  return parts;
}

/** Whether a cut at `at` falls between ESC and its letter, or inside a surrogate pair. */
function splitsCharacter(bytes: Buffer, at: number, dataCoding: 0 | 8): boolean {
  if (dataCoding === 0) return bytes[at - 1] === 0x1b;
  return ((bytes[at - 2] ?? 0) & 0xfc) === 0xd8;
}

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
