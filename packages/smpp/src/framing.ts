import { HEADER_OCTETS, LONGEST_PDU } from './header';
import { statuses } from './statuses';

/** The longest PDU accepted at this moment, in octets. */
export interface FrameLimits {
  readonly max: number;
}

/** A stranger gets no more than the longest bind could ever need, and its TLVs. */
export const LIMITS_BEFORE_BIND: FrameLimits = { max: 4_096 };
/** message_payload carries up to 64 KiB (SMPP 3.4 §5.3.2.32). */
export const LIMITS_AFTER_BIND: FrameLimits = { max: LONGEST_PDU };

/** What the stream holds next. After `broken` nothing in it can be found again: answer generic_nack and close. */
export type Framed =
  | { readonly kind: 'need-more' }
  | { readonly kind: 'frame'; readonly frame: Buffer }
  | { readonly kind: 'broken'; readonly status: number; readonly reason: string };

const LENGTH_OCTETS = 4;
const NEED_MORE: Framed = { kind: 'need-more' };
const NO_OCTETS = Buffer.alloc(0);

/**
 * Cuts a byte stream into PDUs by command_length (SMPP 3.4 §3.2). The length is judged from its four octets before
 * anything is kept. Whole PDUs in a chunk are views into it; a PDU spread over chunks is copied once into a buffer of
 * its own size, so that neither many PDUs in a chunk nor many chunks in a PDU cost more than their octets.
 */
export class FrameReader {
  #chunk: Buffer = NO_OCTETS;
  #offset = 0;
  readonly #length = Buffer.alloc(LENGTH_OCTETS);
  #lengthOctets = 0;
  #partial: Buffer | undefined;
  #filled = 0;

  /** Octets of an unfinished PDU are being held. */
  get isPartial(): boolean {
    return this.#lengthOctets > 0;
  }

  /** Adds what the socket read. The chunk must not change afterwards. */
  push(chunk: Buffer): void {
    const rest = this.#chunk.subarray(this.#offset);
    this.#chunk = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    this.#offset = 0;
  }

  /** The next PDU of the stream; call it until it needs more. */
  next(limits: FrameLimits): Framed {
    if (this.#partial !== undefined) return this.#fill(this.#partial);
    const held = this.#lengthOctets;
    if (held === 0 && this.#available() >= LENGTH_OCTETS) return this.#cut(limits);
    const missing = Math.min(LENGTH_OCTETS - held, this.#available());
    this.#chunk.copy(this.#length, held, this.#offset, this.#offset + missing);
    this.#offset += missing;
    this.#lengthOctets += missing;
    if (this.#lengthOctets < LENGTH_OCTETS) return NEED_MORE;
    return this.#begin(this.#length.readUInt32BE(0), limits);
  }

  #available(): number {
    return this.#chunk.length - this.#offset;
  }

  /** A PDU that begins in this chunk: a view when all of it is here. */
  #cut(limits: FrameLimits): Framed {
    const length = this.#chunk.readUInt32BE(this.#offset);
    if (length >= HEADER_OCTETS && length <= limits.max && length <= this.#available()) {
      const start = this.#offset;
      this.#offset += length;
      return { kind: 'frame', frame: this.#chunk.subarray(start, this.#offset) };
    }
    this.#chunk.copy(this.#length, 0, this.#offset, this.#offset + LENGTH_OCTETS);
    this.#offset += LENGTH_OCTETS;
    this.#lengthOctets = LENGTH_OCTETS;
    return this.#begin(length, limits);
  }

  /** Judges a length and makes room for exactly that PDU. */
  #begin(length: number, limits: FrameLimits): Framed {
    if (length < HEADER_OCTETS) return broken(`command_length ${length} is shorter than a header`);
    if (length > limits.max) return broken(`command_length ${length} is above ${limits.max}`);
    this.#partial = Buffer.allocUnsafe(length);
    this.#filled = this.#length.copy(this.#partial);
    return this.#fill(this.#partial);
  }

  #fill(partial: Buffer): Framed {
    const taken = this.#chunk.copy(partial, this.#filled, this.#offset);
    this.#offset += taken;
    this.#filled += taken;
    if (this.#filled < partial.length) return NEED_MORE;
    this.#partial = undefined;
    this.#lengthOctets = 0;
    return { kind: 'frame', frame: partial };
  }
}

/** The sequence number of such bytes cannot be believed; generic_nack then carries 0 (SMPP 3.4 §4.3.1). */
const broken = (reason: string): Framed => ({ kind: 'broken', status: statuses.ESME_RINVCMDLEN.code, reason });
