import { type Alphabet, encodeIn, unitsIn } from './alphabet';
import { cutText } from './cut';
import { integerTlv, type Tlv, tlvTags } from './tlvs';

/**
 * How the parts of a long text are marked: by a user data header with an 8- or 16-bit reference, by the sar_* TLVs
 * (SMPP 3.4 §5.3.2.22–24), or not cut at all but sent as message_payload (§5.3.2.32).
 */
export type Concatenation = 'udh8' | 'udh16' | 'sar' | 'payload';

/** An alphabet we may write in, and the data_coding the message centre wants to see with it. */
export interface OutgoingAlphabet {
  readonly alphabet: Alphabet;
  /** 0…255. */
  readonly dataCoding: number;
}

export interface SegmentOptions {
  /** Best first: a text goes out in the first that holds all of it. */
  readonly alphabets: readonly OutgoingAlphabet[];
  readonly concatenation: Concatenation;
}

/** One segment, ready for a submit_sm. */
export interface Segment {
  /** The body begins with a user data header: esm_class 0x40 (SMPP 3.4 §5.2.12). */
  readonly udhi: boolean;
  /** short_message with its user data header; empty where the text is in message_payload. */
  readonly body: Buffer;
  /** sar_* or message_payload. */
  readonly tlvs: readonly Tlv[];
}

/** How a text will go out, or why it cannot. */
export type Plan =
  | {
      readonly kind: 'segments';
      readonly alphabet: Alphabet;
      readonly dataCoding: number;
      /** How many segments; more than one need a reference of their own. */
      readonly total: number;
      /** What the text itself takes: septets in GSM-7, UTF-16 units in UCS-2, else octets. */
      readonly units: number;
      /**
       * The segments in their order. `reference`, any integer from 0, marks them as one text; its lowest 8 or 16 bits
       * go on the wire. A single segment carries none.
       */
      write(reference: number): readonly Segment[];
    }
  | { readonly kind: 'impossible'; readonly reason: 'no-alphabet' | 'too-many-parts' | 'payload-too-long' };

/** 140 octets hold 160 septets or 70 UTF-16 units (3GPP TS 23.040 §9.2.3.24). */
const WHOLE: Readonly<Record<Alphabet, number>> = { gsm7: 160, ucs2: 70, latin1: 140, ascii: 140 };
/** What a header of 6 octets leaves of them (ibid. .1); in a septet alphabet it takes seven septets. */
const BESIDE_SHORT_HEADER: Readonly<Record<Alphabet, number>> = { gsm7: 153, ucs2: 67, latin1: 134, ascii: 134 };
/** What a header of 7 octets leaves (ibid. .8). */
const BESIDE_LONG_HEADER: Readonly<Record<Alphabet, number>> = { gsm7: 152, ucs2: 66, latin1: 133, ascii: 133 };
/** Parts are counted in one octet. */
const MOST_PARTS = 255;
/** In a PDU of 64 KiB this leaves room for the other fields and parameters. */
const LONGEST_PAYLOAD = 64_000;

const NO_OCTETS = Buffer.alloc(0);
const NO_TLVS: readonly Tlv[] = Object.freeze([]);

/** Plans how to send a text: normalised to NFC, in the first alphabet that holds it, in as few segments as whole characters allow. */
export function planSegments(text: string, { alphabets, concatenation }: SegmentOptions): Plan {
  const composed = text.normalize('NFC');
  for (const outgoing of alphabets) {
    const units = unitsIn(composed, outgoing.alphabet);
    if (units !== undefined) return planIn(outgoing, composed, units, concatenation);
  }
  return { kind: 'impossible', reason: 'no-alphabet' };
}

function planIn(outgoing: OutgoingAlphabet, text: string, units: number, concatenation: Concatenation): Plan {
  const { alphabet } = outgoing;
  if (units <= WHOLE[alphabet]) {
    const segments: readonly Segment[] = [{ udhi: false, body: encodeIn(text, alphabet, units), tlvs: NO_TLVS }];
    return planned(outgoing, units, 1, () => segments);
  }
  if (concatenation === 'payload') {
    const value = encodeIn(text, alphabet, units);
    if (value.length > LONGEST_PAYLOAD) return { kind: 'impossible', reason: 'payload-too-long' };
    const segments = [{ udhi: false, body: NO_OCTETS, tlvs: [{ tag: tlvTags.message_payload, value }] }];
    return planned(outgoing, units, 1, () => segments);
  }
  // The message centre turns sar_* into a header of 6 octets, so that parts hold as much as with our own.
  const room = concatenation === 'udh16' ? BESIDE_LONG_HEADER : BESIDE_SHORT_HEADER;
  const parts = cutText(text, alphabet, room[alphabet], MOST_PARTS);
  if (parts === undefined) return { kind: 'impossible', reason: 'too-many-parts' };
  const bodies = parts.map((part) => encodeIn(part, alphabet));
  return planned(outgoing, units, bodies.length, (reference) =>
    bodies.map((body, index) => marked(concatenation, reference, bodies.length, index + 1, body)),
  );
}

const planned = (
  { alphabet, dataCoding }: OutgoingAlphabet,
  units: number,
  total: number,
  write: (reference: number) => readonly Segment[],
): Plan => ({ kind: 'segments', alphabet, dataCoding, total, units, write });

/** A part with its place in the text. */
function marked(
  concatenation: Exclude<Concatenation, 'payload'>,
  reference: number,
  total: number,
  sequence: number,
  body: Buffer,
): Segment {
  switch (concatenation) {
    case 'udh8': {
      const header = Buffer.from([0x05, 0x00, 0x03, reference & 0xff, total, sequence]);
      return { udhi: true, body: Buffer.concat([header, body]), tlvs: NO_TLVS };
    }
    case 'udh16': {
      const header = Buffer.from([0x06, 0x08, 0x04, (reference >> 8) & 0xff, reference & 0xff, total, sequence]);
      return { udhi: true, body: Buffer.concat([header, body]), tlvs: NO_TLVS };
    }
    case 'sar':
      return {
        udhi: false,
        body,
        tlvs: [
          integerTlv(tlvTags.sar_msg_ref_num, 2, reference & 0xffff),
          integerTlv(tlvTags.sar_total_segments, 1, total),
          integerTlv(tlvTags.sar_segment_seqnum, 1, sequence),
        ],
      };
    default:
      return concatenation satisfies never;
  }
}
