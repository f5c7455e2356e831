import { chmodSync, rmSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { type FromHandset, isShortCode, numberDigits, readLines, type ToHandset, writeLine } from '../handset/protocol';

/** Texts kept for a number while no handset is attached; the oldest go first. */
const KEPT_PER_NUMBER = 100;

/** The longest path a unix socket may have on every system Node runs on. */
const LONGEST_SOCKET_PATH = 103;

export interface HandsetSideOptions {
  readonly socketPath: string;
  readonly bound: () => boolean;
  /** Someone typed a text. `taken` is to be called when the gateway has it. */
  readonly onText: (
    text: { readonly from: string; readonly to: string; readonly text: string },
    taken: () => void,
  ) => void;
}

export interface HandsetSide {
  /** Shows a message on every handset with this number, or keeps it until one is attached. */
  show(number: string, message: Extract<ToHandset, { type: 'message' }>): void;
  announce(bound: boolean): void;
  close(): Promise<void>;
}

/** The air interface: handsets attach over a unix socket and exchange lines of JSON. */
export async function openHandsetSide(options: HandsetSideOptions): Promise<HandsetSide> {
  const attached = new Map<Socket, string>();
  const connections = new Set<Socket>();
  const mailboxes = new Map<string, ToHandset[]>();

  function attach(socket: Socket, number: string): void {
    attached.set(socket, number);
    writeLine(socket, { type: 'attached', bound: options.bound() });
    for (const message of mailboxes.get(number) ?? []) writeLine(socket, message);
    mailboxes.delete(number);
  }

  const server = createServer((socket) => {
    connections.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      connections.delete(socket);
      attached.delete(socket);
    });
    readLines(socket, (line) => {
      const message = fromHandset(line);
      if (typeof message === 'string') writeLine(socket, { type: 'error', reason: message });
      else if (message.type === 'attach') attach(socket, message.number);
      else options.onText(message, () => writeLine(socket, { type: 'taken' }));
    });
  });
  await listen(server, options.socketPath);

  return {
    show(number, message) {
      const handsets = [...attached].filter(([, owner]) => owner === number);
      for (const [socket] of handsets) writeLine(socket, message);
      if (handsets.length === 0) {
        mailboxes.set(number, [...(mailboxes.get(number) ?? []), message].slice(-KEPT_PER_NUMBER));
      }
    },
    announce(bound) {
      for (const socket of attached.keys()) writeLine(socket, { type: 'bound', bound });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

/** A valid message, or what is wrong with the line. */
function fromHandset(line: Readonly<Record<string, unknown>> | undefined): FromHandset | string {
  if (line === undefined) return 'a line must be a JSON object';
  if (line.type === 'attach') {
    const number = numberDigits(String(line.number));
    return number === undefined ? 'number: 8 to 15 digits' : { type: 'attach', number };
  }
  if (line.type !== 'text') return 'type: attach or text';
  const from = numberDigits(String(line.from));
  if (from === undefined) return 'from: 8 to 15 digits';
  if (typeof line.to !== 'string' || !isShortCode(line.to)) return 'to: 3 to 15 digits';
  if (typeof line.text !== 'string' || line.text.length > 1_000) return 'text: at most 1000 characters';
  return { type: 'text', from, to: line.to, text: line.text };
}

async function listen(server: Server, path: string): Promise<void> {
  if (Buffer.byteLength(path) > LONGEST_SOCKET_PATH) throw new Error(`the socket path is too long: ${path}`);
  if (await answers(path)) throw new Error(`another simulator already listens on ${path}`);
  // A file nobody answers on is what a killed simulator left behind.
  rmSync(path, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      // Who can write to it can text in anybody's name.
      chmodSync(path, 0o600);
      resolve();
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
