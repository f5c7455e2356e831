import { type Alphabet, decodeText } from '@mscore/smpp';

/** What stands for an octet that an alphabet shows nothing for. */
const NOTHING = '□';

/**
 * What a handset shows of octets that somebody on the way takes for this alphabet. Never fails: a handset shows
 * something, whatever comes.
 */
export function shownAs(body: Buffer, alphabet: Alphabet): string {
  switch (alphabet) {
    case 'gsm7':
      return visible(strictly(Buffer.from(body.map((octet) => (octet > 0x7f ? QUESTION_MARK : octet))), 'gsm7'));
    case 'latin1':
      return visible(body.toString('latin1'));
    case 'ascii':
      return visible(body.toString('latin1').replace(/[\u0080-\u00ff]/g, '?'));
    case 'ucs2':
      return visible(strictly(body.subarray(0, body.length & ~1), 'ucs2'));
    default:
      return alphabet satisfies never;
  }
}

/** What a handset shows of UCS-2 whose octets were swapped on the way. */
export const shownSwapped = (body: Buffer): string => visible(body.subarray(0, body.length & ~1).toString('utf16le'));

const QUESTION_MARK = 0x3f;

const strictly = (body: Buffer, alphabet: Alphabet): string => {
  const decoded = decodeText(body, 0, { defaultAlphabet: alphabet, dataCodings: { 0: alphabet } });
  return decoded.kind === 'text' ? decoded.text : '';
};

/** Control and format characters, halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

const visible = (text: string): string => text.replace(INVISIBLE, NOTHING);
