import { type Alphabet, decodeIn } from './alphabet';
import { afterEscape, ESCAPE_CHARACTER } from './gsm7';
import { guessText, isContradicted } from './guess-text';

/** `heuristic`: the octets contradicted their data_coding, and the alphabet was guessed. */
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly alphabet: Alphabet | 'utf8'; readonly heuristic: boolean }
  | { readonly kind: 'undecoded' };

export interface DecodeOptions {
  /** What this SMSC means by its default alphabet: data_coding 0 and its message-class relatives. */
  readonly defaultAlphabet: Alphabet;
  /**
   * What it means by single data_codings, by their decimal number: `{"4": "latin1"}`. These are known, not assumed:
   * octets that can be read so are read so, whatever they look like.
   */
  readonly dataCodings?: Readonly<Record<string, Alphabet>>;
}

/**
 * The text of one segment, without its user data header, normalised to NFC. First as the link or data_coding declares
 * it, strictly; then by what the octets look like; else `undecoded`, for the caller to keep as octets.
 *
 * A part of a long text may begin or end within a character: a lone surrogate or an escape (U+001B) stays where it
 * is, and a mark stays apart from a letter in the part before, until `joinTexts` brings them together.
 * @param isPart whether the segment is a part of a long text
 */
export function decodeText(
  body: Buffer,
  dataCoding: number,
  options: DecodeOptions,
  { isPart = false }: { readonly isPart?: boolean } = {},
): DecodedText {
  const known = options.dataCodings?.[dataCoding];
  const declared = known ?? declaredAlphabet(dataCoding, options.defaultAlphabet);
  if (declared !== undefined && (known !== undefined || !isContradicted(body, declared, isPart))) {
    const text = decodeIn(body, declared);
    if (text !== undefined) {
      return { kind: 'text', text: text.normalize('NFC'), alphabet: declared, heuristic: false };
    }
  }
  const guessed = guessText(body, declared);
  if (guessed === undefined) return { kind: 'undecoded' };
  return { kind: 'text', text: guessed.text.normalize('NFC'), alphabet: guessed.alphabet, heuristic: true };
}

/**
 * One text from the decoded texts of consecutive parts, normalised to NFC: an escape at the end of a part of GSM-7
 * finds its character in the next, the halves of a surrogate pair and a letter and its marks meet. An escape that
 * nothing follows stays U+001B.
 */
export function joinTexts(parts: readonly string[]): string {
  let joined = '';
  for (const part of parts) {
    const escaped = joined.endsWith(ESCAPE_CHARACTER) ? afterEscape(part.charAt(0)) : undefined;
    joined = escaped === undefined ? joined + part : joined.slice(0, -1) + escaped + part.slice(1);
  }
  return joined.normalize('NFC');
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
