/** The npm package `smpp`, typed as far as the tests use it; it ships no types. */
interface NpmPdu {
  readonly command: string;
  readonly command_status: number;
  readonly sequence_number: number;
  readonly [field: string]: unknown;
  toBuffer(): Buffer;
}

interface NpmSmpp {
  readonly PDU: new (command: string | Buffer, fields?: Record<string, unknown>) => NpmPdu;
  readonly errors: Readonly<Record<string, number>>;
  readonly commands: Readonly<Record<string, { readonly id: number }>>;
  readonly tlvs: Readonly<Record<string, { readonly id: number }>>;
}

export const npm: NpmSmpp = require('smpp');
