import type { Server, Socket } from 'node:net';

/** The part of a decoded PDU the simulator reads. Fields it does not know stay out of sight. */
export interface NpmPdu {
  readonly command: string;
  readonly command_status: number;
  readonly sequence_number: number;
  readonly system_id?: string;
  readonly password?: string;
  readonly source_addr?: string;
  readonly destination_addr?: string;
  readonly esm_class?: number;
  readonly data_coding?: number;
  readonly registered_delivery?: number;
  readonly short_message?: { readonly message?: string | Buffer; readonly udh?: readonly Buffer[] };
  readonly message_payload?: { readonly message?: string | Buffer };
  response(fields?: Readonly<Record<string, unknown>>): NpmPdu;
}

/** One connection. Never reconnected: the library leaves a closed session half alive. */
export interface NpmSession {
  readonly socket: Socket;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'close' | 'connect', listener: () => void): this;
  on(event: 'pdu', listener: (pdu: NpmPdu) => void): this;
  send(pdu: NpmPdu): boolean;
  deliver_sm(fields: Readonly<Record<string, unknown>>, response: (pdu: NpmPdu) => void): boolean;
  submit_sm(fields: Readonly<Record<string, unknown>>, response: (pdu: NpmPdu) => void): boolean;
  bind_transceiver(fields: Readonly<Record<string, unknown>>, response: (pdu: NpmPdu) => void): boolean;
  unbind(response: (pdu: NpmPdu) => void): boolean;
  close(): void;
  destroy(): void;
}

interface NpmEncoding {
  match(text: string): boolean;
  encode(text: string): Buffer;
}

interface NpmSmpp {
  createServer(listener: (session: NpmSession) => void): Server;
  connect(options: { readonly host: string; readonly port: number }): NpmSession;
  readonly encodings: { readonly ASCII: NpmEncoding };
}

/** npm `smpp` carries no types; this is the one place that says what of it is used. */
export const npmSmpp = require('smpp') as NpmSmpp;
