import type { Pdu } from './commands';

export type Decoded =
  | { readonly kind: 'pdu'; readonly pdu: Pdu }
  | {
      readonly kind: 'malformed';
      readonly commandId: number;
      readonly sequence: number;
      /** What to answer; undefined when the bytes claim to be a response, which nobody answers. */
      readonly answer: Pdu | undefined;
      /** Names fields, never their contents. */
      readonly reason: string;
    };
export declare function decodePdu(frame: Buffer): Decoded;
