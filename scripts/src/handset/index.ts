import { connect, type Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { type Clock, systemClock } from '@mscore/ports';
import { isShortCode, numberDigits, readLines, type ToHandset, writeLine } from './protocol';
import { shortNumber, show } from './show';
import { createTyping } from './typing';

export { isShortCode, numberDigits } from './protocol';

export interface HandsetOptions {
  /** The simulator's unix socket. */
  readonly socketPath: string;
  /** The handset's own number, with or without `+`. */
  readonly number: string;
  /** The short code it texts to. */
  readonly to: string;
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable;
  readonly clock?: Clock;
  /** How long piped input waits for a reply before its next line, milliseconds; default 3,000. */
  readonly patienceMs?: number;
}

const EXIT_FINE = 0;
const EXIT_LOST = 1;
const EXIT_USAGE = 2;
/** EX_UNAVAILABLE of sysexits(3). */
const EXIT_NO_NETWORK = 69;

/**
 * A phone in a terminal: each typed line is a text, each reply is shown with its time and segments.
 * Piped input is typed at the pace of the replies. Ends at `/quit` or at the end of input.
 * @returns the exit code: 0 fine, 1 the network went away, 2 wrong options, 69 no simulator listens.
 */
export async function runHandset(options: HandsetOptions): Promise<number> {
  const say = (line: string): void => void options.output.write(`${line}\n`);
  const number = numberDigits(options.number);
  if (number === undefined) {
    say('phone: the number must have 8 to 15 digits, for example +84900000001');
    return EXIT_USAGE;
  }
  if (!isShortCode(options.to)) {
    say('phone: texts go to a number of 3 to 15 digits, for example 8049');
    return EXIT_USAGE;
  }
  const socket = await attach(options.socketPath);
  if (socket === undefined) {
    say(`phone: no simulated network on ${options.socketPath}. Start it in another terminal: npm start`);
    return EXIT_NO_NETWORK;
  }
  say(`Phone ${shortNumber(number)}. Type a text for ${options.to} and press Enter; /quit ends.`);
  return converse(options, socket, number);
}

function attach(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

function converse(options: HandsetOptions, socket: Socket, number: string): Promise<number> {
  const terminal = options.input.isTTY === true;
  const keyboard = createInterface({ input: options.input, ...(terminal ? { output: options.output, terminal } : {}) });
  const send = (line: string): void => writeLine(socket, { type: 'text', from: number, to: options.to, text: line });
  const typing = createTyping(options.clock ?? systemClock, options.patienceMs ?? 3_000, (line) => {
    options.output.write(`> ${line}\n`);
    send(line);
  });
  const printer = createPrinter(options.output, terminal ? keyboard : undefined);

  return new Promise((resolve) => {
    const hangUp = (code: number): void => {
      keyboard.close();
      socket.destroy();
      resolve(code);
    };
    readLines(socket, (line) => {
      const message = line as ToHandset | undefined;
      if (message === undefined) return;
      printer.print(message);
      if (message.type === 'message') typing.replied();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      options.output.write('phone: the simulated network is gone.\n');
      hangUp(EXIT_LOST);
    });
    let quit = false;
    keyboard.on('line', (line) => {
      const text = line.trim();
      // Lines already read still arrive after the close.
      if (quit) return;
      if (text === '/quit') {
        quit = true;
        keyboard.close();
        return;
      }
      if (text !== '' && terminal) send(text);
      else if (text !== '') typing.type(text);
      if (terminal) keyboard.prompt();
    });
    keyboard.on('close', () => {
      socket.removeAllListeners('close');
      void (terminal ? Promise.resolve() : typing.end()).then(() => hangUp(EXIT_FINE));
    });
    writeLine(socket, { type: 'attach', number });
    if (terminal) keyboard.prompt();
  });
}

function createPrinter(output: Writable, keyboard: Interface | undefined): { print(message: ToHandset): void } {
  let bound: boolean | undefined;
  return {
    print(message) {
      const shown = show(message, bound);
      if (message.type === 'attached' || message.type === 'bound') bound = message.bound;
      if (shown === undefined) return;
      // A message may come while somebody types: the line being typed is drawn again below it.
      output.write(keyboard === undefined ? `${shown}\n` : `\r\u001b[K${shown}\n`);
      keyboard?.prompt(true);
    },
  };
}
