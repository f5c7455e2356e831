import { type Alphabet, decodeIn, isAsciiText } from './alphabet';

/** What octets look like that are not what they were declared to be. */
export interface GuessedText {
  readonly text: string;
  readonly alphabet: Alphabet | 'utf8';
}

/** Reads octets by their looks; undefined when they look like no text. */
export function guessText(body: Buffer, declared: Alphabet | undefined): GuessedText | undefined {
  const ucs2 = isPlainUcs2(body) || isMostlyVietnameseUcs2(body) ? decodeIn(body, 'ucs2') : undefined;
  if (ucs2 !== undefined) return { text: ucs2, alphabet: 'ucs2' };
  if (isUtf8WithLeadOctets(body)) return { text: body.toString('utf8'), alphabet: 'utf8' };
  const ascii = body.length > 0 ? decodeIn(body, 'ascii') : undefined;
  if (ascii !== undefined) return { text: ascii, alphabet: 'ascii' };
  // Some senders label GSM-7 octets as IA5 or Latin-1; control octets give them away.
  const gsm7 = declared === 'ascii' || declared === 'latin1' ? decodeIn(body, 'gsm7') : undefined;
  return gsm7 === undefined ? undefined : { text: gsm7, alphabet: 'gsm7' };
}

/**
 * Octets that could be read as declared, but as a text that nobody writes, while senders that get the coding wrong in
 * just this way are real: GSM-7 with `@`, `£`, `¥` or `ß` at every second place, Latin-1 with nothing but `Ã³` and the
 * like for its accents. Two octets at the end of a long text are too few to say so: it may end in `@a`.
 */
export function isContradicted(body: Buffer, declared: Alphabet, isPart: boolean): boolean {
  switch (declared) {
    case 'gsm7':
      return isPlainUcs2(body) && !(isPart && body.length === 2);
    case 'latin1':
      return isUtf8WithLeadOctets(body);
    case 'ascii':
    case 'ucs2':
      return false;
    default:
      return declared satisfies never;
  }
}

/**
 * Only units of everyday Vietnamese, as far as their octets could be septets, one of them printable ASCII at least. A
 * single unit must be a letter or digit to count.
 */
function isPlainUcs2(body: Buffer): boolean {
  if (body.length < 2 || body.length % 2 !== 0) return false;
  if (body.length === 2) return body[0] === 0 && isLetterOrDigit(body.readUInt8(1));
  let latin = false;
  for (let at = 0; at < body.length; at += 2) {
    const [high, low] = [body.readUInt8(at), body.readUInt8(at + 1)];
    if (!isEverydayUnit(high, low)) return false;
    latin ||= high === 0;
  }
  return latin;
}

/** Printable ASCII, letters like đ and ă (U+01xx) and ế (U+1Exx), the marks of Vietnamese, and the quotes, dashes and ellipsis of phones. */
function isEverydayUnit(high: number, low: number): boolean {
  switch (high) {
    case 0x00:
      return isAsciiText(low);
    case 0x01:
    case 0x1e:
      return true;
    case 0x03:
      return VIETNAMESE_MARKS.has(low);
    case 0x20:
      return PHONE_PUNCTUATION.has(low);
    default:
      return false;
  }
}

/** U+0300–U+0323: grave, acute, circumflex, tilde, breve, hook above, horn, dot below. */
const VIETNAMESE_MARKS: ReadonlySet<number> = new Set([0x00, 0x01, 0x02, 0x03, 0x06, 0x09, 0x1b, 0x23]);
/** U+2013–U+2026: – — ‘ ’ “ ” …. */
const PHONE_PUNCTUATION: ReadonlySet<number> = new Set([0x13, 0x14, 0x18, 0x19, 0x1c, 0x1d, 0x26]);
/** High octets of Latin letters, marks and Vietnamese letters. */
const VIETNAMESE_BLOCKS: ReadonlySet<number | undefined> = new Set([0x00, 0x01, 0x03, 0x1e]);

/** Half of the units or more are in the blocks Vietnamese is written with. */
function isMostlyVietnameseUcs2(body: Buffer): boolean {
  if (body.length < 2 || body.length % 2 !== 0) return false;
  let usual = 0;
  for (let at = 0; at < body.length; at += 2) if (VIETNAMESE_BLOCKS.has(body[at])) usual += 2;
  return usual * 2 >= body.length;
}

/** Well-formed UTF-8 with at least one character of several octets. */
function isUtf8WithLeadOctets(body: Buffer): boolean {
  return body.some((octet) => octet >= 0x80) && Buffer.from(body.toString('utf8'), 'utf8').equals(body);
}

const isLetterOrDigit = (octet: number): boolean => /[0-9A-Za-z]/.test(String.fromCharCode(octet));
