import { type Alphabet, isAsciiText, isLatin1Text } from './alphabet';
import { decodeGsm7, encodeGsm7, gsm7Length } from './gsm7';

/** A text as one segment, or why it is none. */
export type EncodedText =
  | { readonly kind: 'encoded'; readonly alphabet: 'gsm7' | 'ucs2'; readonly dataCoding: 0 | 8; readonly body: Buffer }
  /** `units`: septets in GSM-7, UTF-16 units in UCS-2. */
  | { readonly kind: 'too-long'; readonly alphabet: 'gsm7' | 'ucs2'; readonly units: number; readonly limit: number };

/** `heuristic`: the octets contradicted their data_coding, and the alphabet was guessed. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly alphabet: Alphabet | 'utf8'; readonly heuristic: boolean }
  | { readonly kind: 'undecoded' };

export interface DecodeOptions {
  /** What this SMSC means by its default alphabet: data_coding 0 and its message-class relatives. */
  readonly defaultAlphabet: Alphabet;
}

/** 140 octets hold 160 septets or 70 UTF-16 units (3GPP TS 23.040 §9.2.3.24). */
const SEPTETS_PER_SEGMENT = 160;
const UNITS_PER_SEGMENT = 70;

/** Encodes a text as one segment: normalised to NFC, in GSM-7 where every character is in it, else in UCS-2. */
export function encodeText(text: string): EncodedText {
  const composed = text.normalize('NFC');
  const septets = gsm7Length(composed);
  if (septets === undefined) return encodeUcs2(composed);
  if (septets > SEPTETS_PER_SEGMENT) {
    return { kind: 'too-long', alphabet: 'gsm7', units: septets, limit: SEPTETS_PER_SEGMENT };
  }
  return { kind: 'encoded', alphabet: 'gsm7', dataCoding: 0, body: encodeGsm7(composed, septets) };
}

function encodeUcs2(text: string): EncodedText {
  if (text.length > UNITS_PER_SEGMENT) {
    return { kind: 'too-long', alphabet: 'ucs2', units: text.length, limit: UNITS_PER_SEGMENT };
  }
  return { kind: 'encoded', alphabet: 'ucs2', dataCoding: 8, body: Buffer.from(text, 'utf16le').swap16() };
}

/**
 * The text of one segment, without its user data header. First as data_coding declares it, strictly; then by what the
 * octets look like; else `undecoded`, for the caller to keep as octets.
 */
export function decodeText(body: Buffer, dataCoding: number, options: DecodeOptions): DecodedText {
  const declared = declaredAlphabet(dataCoding, options.defaultAlphabet);
  if (declared !== undefined && !(declared === 'gsm7' && isPlainUcs2(body))) {
    const text = decodeStrictly(body, declared);
    if (text !== undefined) return { kind: 'text', text, alphabet: declared, heuristic: false };
  }
  return guess(body, declared);
}

/**
 * SMPP 3.4 §5.2.19 for 0…15; above them data_coding is the GSM data coding scheme (3GPP TS 23.038 §4), as the
 * specification says of 0xC0–0xFF and as flash messages (0x10, 0x18) and USSD (0x0F, 0x48) use the rest.
 */
function declaredAlphabet(dataCoding: number, defaultAlphabet: Alphabet): Alphabet | undefined {
  switch (dataCoding) {
    case 0x00:
    case 0x0f:
      return defaultAlphabet;
    case 0x01:
      return 'ascii';
    case 0x03:
      return 'latin1';
    case 0x08:
      return 'ucs2';
    default:
      return dataCoding < 0x10 ? undefined : schemeAlphabet(dataCoding, defaultAlphabet);
  }
}

function schemeAlphabet(scheme: number, defaultAlphabet: Alphabet): Alphabet | undefined {
  const group = scheme >> 4;
  if (group >= 0x0f) return (scheme & 0x04) === 0 ? defaultAlphabet : undefined;
  if (group === 0x0e) return 'ucs2';
  if (group >= 0x0c) return defaultAlphabet;
  const compressed = (scheme & 0x20) !== 0;
  if (group >= 0x08 || compressed) return undefined;
  const alphabet = (scheme >> 2) & 0x03;
  if (alphabet === 0) return defaultAlphabet;
  return alphabet === 2 ? 'ucs2' : undefined;
}

function decodeStrictly(body: Buffer, alphabet: Alphabet): string | undefined {
  switch (alphabet) {
    case 'gsm7':
      return decodeGsm7(body);
    case 'ascii':
      return body.every(isAsciiText) ? body.toString('latin1') : undefined;
    case 'latin1':
      return body.every(isLatin1Text) ? body.toString('latin1') : undefined;
    case 'ucs2':
      return decodeUcs2(body);
    default:
      return alphabet satisfies never;
  }
}

/** UTF-16BE. Lone surrogates stay: a pair may be cut between two parts. A byte order mark is no text. */
function decodeUcs2(body: Buffer): string | undefined {
  if (body.length % 2 !== 0) return undefined;
  const text = Buffer.from(body).swap16().toString('utf16le');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

function guess(body: Buffer, declared: Alphabet | undefined): DecodedText {
  const found = (alphabet: Alphabet | 'utf8', text: string): DecodedText => ({
    kind: 'text',
    text,
    alphabet,
    heuristic: true,
  });
  const ucs2 = isPlainUcs2(body) || isMostlyVietnameseUcs2(body) ? decodeUcs2(body) : undefined;
  if (ucs2 !== undefined) return found('ucs2', ucs2);
  if (isUtf8WithLeadOctets(body)) return found('utf8', body.toString('utf8'));
  if (body.length > 0 && body.every(isAsciiText)) return found('ascii', body.toString('latin1'));
  // Some senders label GSM-7 octets as IA5 or Latin-1; control octets give them away.
  const gsm7 = declared === 'ascii' || declared === 'latin1' ? decodeGsm7(body) : undefined;
  return gsm7 === undefined ? { kind: 'undecoded' } : found('gsm7', gsm7);
}

/**
 * Every high octet is 0x00 with printable ASCII below it, or 0x01 or 0x1E (letters like đ, ă, ế). In GSM-7 that would
 * be a text with `@`, `£` or `ß` at every second place, which nobody writes, while SMSCs that send UCS-2 under
 * data_coding 0 are real; so it counts as UCS-2 even where GSM-7 could be read. A single pair must be a letter or
 * digit to count.
 */
function isPlainUcs2(body: Buffer): boolean {
  if (body.length < 2 || body.length % 2 !== 0) return false;
  if (body.length === 2) return body[0] === 0 && isLetterOrDigit(body.readUInt8(1));
  let latin = false;
  for (let at = 0; at < body.length; at += 2) {
    const [high, low] = [body.readUInt8(at), body.readUInt8(at + 1)];
    if (high === 0 ? !isAsciiText(low) : high !== 0x01 && high !== 0x1e) return false;
    latin ||= high === 0;
  }
  return latin;
}

/** Half of the high octets or more are 0x00 (Latin) or 0x1E (Vietnamese letters with two marks). */
function isMostlyVietnameseUcs2(body: Buffer): boolean {
  if (body.length < 2 || body.length % 2 !== 0) return false;
  let usual = 0;
  for (let at = 0; at < body.length; at += 2) if (body[at] === 0x00 || body[at] === 0x1e) usual += 2;
  return usual * 2 >= body.length;
}

/** Well-formed UTF-8 with at least one character of several octets. */
function isUtf8WithLeadOctets(body: Buffer): boolean {
  return body.some((octet) => octet >= 0x80) && Buffer.from(body.toString('utf8'), 'utf8').equals(body);
}

const isLetterOrDigit = (octet: number): boolean => /[0-9A-Za-z]/.test(String.fromCharCode(octet));
