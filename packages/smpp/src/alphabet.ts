import { decodeGsm7, encodeGsm7, gsm7End, gsm7Length } from './gsm7';

/** What the octets of one segment mean. `ascii` is IA5, data_coding 1. */
export type Alphabet = 'gsm7' | 'latin1' | 'ucs2' | 'ascii';

/**
 * How much a text takes in an alphabet, in the alphabet's own units (septets, UTF-16 units, octets); undefined when
 * it holds a character outside.
 */
export function unitsIn(text: string, alphabet: Alphabet): number | undefined {
  switch (alphabet) {
    case 'gsm7':
      return gsm7Length(text);
    case 'ucs2':
      return text.length;
    case 'latin1':
      return consistsOf(text, isLatin1Text) ? text.length : undefined;
    case 'ascii':
      return consistsOf(text, isAsciiText) ? text.length : undefined;
    default:
      return alphabet satisfies never;
  }
}

/** The octets of a text that `unitsIn` has found to be in the alphabet; give `units` where they are known. */
export function encodeIn(text: string, alphabet: Alphabet, units = unitsIn(text, alphabet) ?? 0): Buffer {
  switch (alphabet) {
    case 'gsm7':
      return encodeGsm7(text, units);
    case 'ucs2':
      return Buffer.from(text, 'utf16le').swap16();
    case 'latin1':
    case 'ascii':
      return Buffer.from(text, 'latin1');
    default:
      return alphabet satisfies never;
  }
}

/** The text of octets in an alphabet, read strictly; undefined when they cannot be it. */
export function decodeIn(body: Buffer, alphabet: Alphabet): string | undefined {
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

/** Where the longest run of whole characters from `start` ends that takes at most so many units of the alphabet. */
export function endOfUnits(text: string, alphabet: Alphabet, start: number, units: number): number {
  if (alphabet === 'gsm7') return gsm7End(text, start, units);
  const end = start + units;
  return end < text.length && splitsPair(text, end) ? end - 1 : Math.min(end, text.length);
}

/** Whether `at` is between the two surrogates of one character. */
export function splitsPair(text: string, at: number): boolean {
  return isSurrogate(text.charCodeAt(at - 1), 0xd800) && isSurrogate(text.charCodeAt(at), 0xdc00);
}

/** `first`: 0xD800 for the leading half of a pair, 0xDC00 for the trailing one. */
const isSurrogate = (unit: number, first: 0xd800 | 0xdc00): boolean => (unit & 0xfc00) === first;

function consistsOf(text: string, belongs: (code: number) => boolean): boolean {
  for (let at = 0; at < text.length; at++) if (!belongs(text.charCodeAt(at))) return false;
  return true;
}

/** Printable IA5, tab and line ends. */
export const isAsciiText = (code: number): boolean =>
  (code >= 0x20 && code <= 0x7e) || code === 0x0a || code === 0x0d || code === 0x09;

/** ISO 8859-1 without its two blocks of control characters. */
export const isLatin1Text = (code: number): boolean => isAsciiText(code) || (code >= 0xa0 && code <= 0xff);
