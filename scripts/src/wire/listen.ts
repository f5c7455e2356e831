import { createServer, type Socket } from 'node:net';
import { decodeBind, encodeBindResponse } from './bind';
import { Command, createPduReader, encodeResponse, type RawPdu } from './pdu';

export interface BindServerOptions {
  readonly systemId: string;
  readonly password: string;
  /** A gateway is bound. What is written here follows the bind response at once. */
  readonly onBound: (socket: Socket) => void;
  /** Any PDU of the bound session but bind, enquire_link and unbind. May throw RangeError on what cannot be read. */
  readonly onPdu: (socket: Socket, pdu: RawPdu) => void;
  /** Everything read from the socket for now has been handled; writes until here go out together. */
  readonly onRead: () => void;
  /** The session is over; `unbound` when the gateway said good-bye. */
  readonly onEnd: (socket: Socket, unbound: boolean) => void;
  /** Bytes that cannot be read; the socket is destroyed. */
  readonly onMalformed: () => void;
}

export interface BindServer {
  readonly port: number;
  close(): Promise<void>;
}

const ESME_RBINDFAIL = 0x0d;

/** A message centre's door on bare sockets: one gateway at a time, the newest bind wins. */
export async function listenForBinds(options: BindServerOptions): Promise<BindServer> {
  const sockets = new Set<Socket>();
  let bound: Socket | undefined;

  function bind(socket: Socket, pdu: RawPdu): void {
    const { systemId, password } = decodeBind(pdu.body);
    if (systemId !== options.systemId || password !== options.password) {
      socket.end(encodeResponse(pdu, ESME_RBINDFAIL));
      return;
    }
    if (bound !== undefined) {
      const before = bound;
      end(before, false);
      before.destroy();
    }
    bound = socket;
    socket.write(encodeResponse(pdu, 0, encodeBindResponse('SMSC')));
    options.onBound(socket);
  }

  function end(socket: Socket, unbound: boolean): void {
    if (bound !== socket) return;
    bound = undefined;
    options.onEnd(socket, unbound);
  }

  function handle(socket: Socket, pdu: RawPdu): void {
    if (pdu.command === Command.bindTransceiver) bind(socket, pdu);
    else if (bound !== socket) socket.destroy();
    else if (pdu.command === Command.enquireLink) socket.write(encodeResponse(pdu, 0));
    else if (pdu.command === Command.unbind) {
      end(socket, true);
      socket.end(encodeResponse(pdu, 0));
    } else options.onPdu(socket, pdu);
  }

  const server = createServer({ noDelay: true }, (socket) => {
    const read = createPduReader((pdu) => handle(socket, pdu));
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      end(socket, false);
    });
    socket.on('data', (chunk) => {
      // One write to the kernel for everything one read brings about.
      socket.cork();
      try {
        read(chunk);
      } catch {
        options.onMalformed();
        socket.destroy();
      }
      options.onRead();
      socket.uncork();
    });
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
