import type { EventEmitter } from 'node:events';
import type { Server } from 'node:net';

/** The npm package `smpp`, typed as far as the tests use it; it ships no types. */
export interface NpmPdu {
  readonly command: string;
  readonly command_status: number;
  readonly sequence_number: number;
  readonly [field: string]: unknown;
  toBuffer(): Buffer;
  response(fields: object): NpmPdu;
}

export interface NpmSession extends EventEmitter {
  on(command: string, listener: (pdu: NpmPdu) => void): this;
  send(pdu: NpmPdu, onResponse?: (pdu: NpmPdu) => void): boolean;
}

interface NpmSmpp {
  readonly PDU: new (command: string | Buffer, fields?: object) => NpmPdu;
  readonly errors: Readonly<Record<string, number>>;
  readonly commands: Readonly<Record<string, { readonly id: number }>>;
  readonly tlvs: Readonly<Record<string, { readonly id: number }>>;
  createServer(onSession: (session: NpmSession) => void): Server;
  connect(options: { readonly host: string; readonly port: number }): NpmSession;
}

export const npm: NpmSmpp = require('smpp');
