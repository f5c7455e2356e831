import { createConnection, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { type Connection, type ConnectionOptions, codeOf, SocketConnection } from './socket';
import { connectTls, objectionTo, type TlsOptions, tlsReason } from './tls';

export interface ConnectOptions extends Omit<ConnectionOptions, 'socket'> {
  readonly host: string;
  readonly port: number;
  /** Encrypted when given, even if empty. */
  readonly tls?: TlsOptions;
  /** How long name, TCP and TLS handshake may take together, in milliseconds. Default 10,000. */
  readonly connectTimeoutMs?: number;
}

/**
 * Connects to an SMSC and opens the connection; failures arrive as `closed`, with `connect-timeout`, the system's
 * error code or `tls: ` and what is wrong as the reason. Requests made meanwhile are written, and their deadlines
 * run, once the connection stands and the peer has been verified.
 */
export function connect({ host, port, tls, connectTimeoutMs = 10_000, ...options }: ConnectOptions): Connection {
  if (tls === undefined) {
    const socket = begun(() => createConnection({ host, port }));
    return new SocketConnection(
      { ...options, socket },
      { event: 'connect', timeoutMs: connectTimeoutMs, objection: () => undefined, reasonOf: codeOf },
    );
  }
  const socket = begun(() => connectTls(host, port, tls));
  return new SocketConnection(
    { ...options, socket },
    {
      event: 'secureConnect',
      timeoutMs: connectTimeoutMs,
      objection: () => (socket instanceof TLSSocket ? objectionTo(socket, tls) : 'tls: not encrypted'),
      reasonOf: tlsReason,
    },
  );
}

/** What cannot even begin, as with a key that cannot be read, is a socket that ends like any other. */
function begun(begin: () => Socket): Socket {
  try {
    return begin();
  } catch (error) {
    return new Socket().destroy(error as Error);
  }
}
