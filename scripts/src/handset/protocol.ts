import type { Socket } from 'node:net';

/** What a handset says to the simulated network. */
export type FromHandset =
  | { readonly type: 'attach'; readonly number: string }
  | { readonly type: 'text'; readonly from: string; readonly to: string; readonly text: string };

/** What the simulated network says to a handset. */
export type ToHandset =
  /** Attached; `bound` says whether a gateway is connected. */
  | { readonly type: 'attached'; readonly bound: boolean }
  /** The gateway came or went. Texts wait while it is away. */
  | { readonly type: 'bound'; readonly bound: boolean }
  /** The gateway has taken the oldest text not yet taken. */
  | { readonly type: 'taken' }
  | {
      readonly type: 'message';
      readonly from: string;
      readonly text: string;
      readonly segments: number;
      /** ISO 8601 UTC. */
      readonly at: string;
    }
  | { readonly type: 'error'; readonly reason: string };

/** A line longer than this ends the connection: nobody types that much. */
export const LONGEST_LINE = 65_536;

/**
 * A phone number as the network writes it: digits only, 8 to 15 of them (E.164). A number typed the national way
 * (`0900000001`) gets the country code of the simulated network, Viet Nam's.
 */
export function numberDigits(typed: string): string | undefined {
  const digits = /^\+?(\d{8,15})$/.exec(typed.trim())?.[1];
  return digits?.startsWith('0') ? `84${digits.slice(1)}` : digits;
}

/** Whether texts may go to it: a short code or a service number, 3 to 15 digits. */
export const isShortCode = (typed: string): boolean => /^\d{3,15}$/.test(typed);

/** Writes one message as one line of JSON. */
export function writeLine(socket: Socket, message: FromHandset | ToHandset): void {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
}

/** Calls back with each line's JSON; `undefined` for a line that is no JSON object. Ends the connection on an endless line. */
export function readLines(
  socket: Socket,
  onLine: (value: Readonly<Record<string, unknown>> | undefined) => void,
): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    let end = rest.indexOf('\n');
    while (end >= 0) {
      onLine(objectOf(rest.slice(0, end)));
      rest = rest.slice(end + 1);
      end = rest.indexOf('\n');
    }
    if (rest.length > LONGEST_LINE) socket.destroy();
  });
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
