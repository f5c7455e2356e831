export type EncodedText =
  | { readonly kind: 'encoded'; readonly alphabet: 'gsm7' | 'ucs2'; readonly dataCoding: 0 | 8; readonly body: Buffer }
  | { readonly kind: 'too-long'; readonly alphabet: 'gsm7' | 'ucs2'; readonly units: number; readonly limit: number };
export type Alphabet = 'gsm7' | 'latin1' | 'ucs2' | 'ascii';
export type DecodedText =
  | { readonly kind: 'text'; readonly text: string; readonly alphabet: Alphabet | 'utf8'; readonly heuristic: boolean }
  | { readonly kind: 'undecoded' };
export declare function encodeText(text: string): EncodedText;
export declare function decodeText(
  body: Buffer,
  dataCoding: number,
  options: { readonly defaultAlphabet: Alphabet },
): DecodedText;
