/**
 * The GSM 7-bit default alphabet, one septet per octet (3GPP TS 23.038 §6.2.1): the form SMPP carries, unpacked.
 * Position = septet; 0x1B is the escape to the extension table.
 */
const BASIC = [
  '@£$¥èéùìòÇ\nØø\rÅå',
  'Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ',
  ' !"#¤%&\'()*+,-./',
  '0123456789:;<=>?',
  '¡ABCDEFGHIJKLMNO',
  'PQRSTUVWXYZÄÖÑÜ§',
  '¿abcdefghijklmno',
  'pqrstuvwxyzäöñüà',
].join('');

/** 3GPP TS 23.038 §6.2.1.1: septet after the escape → character. */
const EXTENSION: ReadonlyMap<number, string> = new Map([
  [0x0a, '\f'],
  [0x14, '^'],
  [0x28, '{'],
  [0x29, '}'],
  [0x2f, '\\'],
  [0x3c, '['],
  [0x3d, '~'],
  [0x3e, ']'],
  [0x40, '|'],
  [0x65, '€'],
]);

const ESCAPE = 0x1b;
/** How a text shows an escape whose other half is in the next part. */
export const ESCAPE_CHARACTER = '\u001b';
const LAST_SEPTET = 0x7f;
const EXTENDED = 0x80;
const ABSENT = 0xff;

/** UTF-16 unit → septet, plus 0x80 where an escape comes first. Everything above the euro sign is absent. */
const septetOf = new Uint8Array(0x20ad).fill(ABSENT);
for (const [septet, character] of [...BASIC].entries()) {
  if (septet !== ESCAPE) septetOf[character.charCodeAt(0)] = septet;
}
for (const [septet, character] of EXTENSION) septetOf[character.charCodeAt(0)] = septet | EXTENDED;

/** How many septets a text takes, extension characters counting two; undefined when it holds a character outside. */
export function gsm7Length(text: string): number | undefined {
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const septet = septetOf[text.charCodeAt(at)] ?? ABSENT;
    if (septet === ABSENT) return undefined;
    length += septet < EXTENDED ? 1 : 2;
  }
  return length;
}

/** Where the longest run of characters from `start` ends that takes at most so many septets: never after an escape. */
export function gsm7End(text: string, start: number, septets: number): number {
  let left = septets;
  for (let at = start; at < text.length; at++) {
    left -= (septetOf[text.charCodeAt(at)] ?? ABSENT) < EXTENDED ? 1 : 2;
    if (left < 0) return at;
  }
  return text.length;
}

/** The octets of a text `gsm7Length` has measured. */
export function encodeGsm7(text: string, length: number): Buffer {
  const body = Buffer.allocUnsafe(length);
  let offset = 0;
  for (let at = 0; at < text.length; at++) {
    const septet = septetOf[text.charCodeAt(at)] ?? ABSENT;
    if (septet >= EXTENDED) body[offset++] = ESCAPE;
    body[offset++] = septet & LAST_SEPTET;
  }
  return body;
}

/**
 * The text of unpacked septets; undefined when an octet has its high bit set. After an escape, a septet outside the
 * extension table shows its basic character, and a second escape a space, as 3GPP TS 23.038 §6.2.1.1 asks of
 * receivers. An escape with nothing
 * after it stays U+001B: in a long text its other half opens the next part.
 */
export function decodeGsm7(body: Buffer): string | undefined {
  let text = '';
  for (let at = 0; at < body.length; at++) {
    const octet = body.readUInt8(at);
    if (octet > LAST_SEPTET) return undefined;
    const next = body[at + 1];
    if (octet !== ESCAPE || next === undefined) {
      text += BASIC.charAt(octet);
    } else if (next <= LAST_SEPTET) {
      text += next === ESCAPE ? ' ' : (EXTENSION.get(next) ?? BASIC.charAt(next));
      at++;
    }
  }
  return text;
}

/**
 * What a character becomes that follows an escape left over by the part before: the other half of an extension
 * character, read as `decodeGsm7` would have read both together. Undefined when it is not of this alphabet.
 */
export function afterEscape(character: string): string | undefined {
  if (character === ESCAPE_CHARACTER) return ' ';
  const septet = septetOf[character.charCodeAt(0)] ?? ABSENT;
  if (septet === ABSENT) return undefined;
  const basic = BASIC.charAt(septet & LAST_SEPTET);
  return septet >= EXTENDED ? ` ${basic}` : (EXTENSION.get(septet) ?? basic);
}
