import type { ToHandset } from './protocol';

/** The last three digits: enough to tell two handsets apart, too few to name a person. */
export const shortNumber = (digits: string): string => `…${digits.slice(-3)}`;

/** How a message from the network is shown, or `undefined` when there is nothing to say. */
export function show(message: ToHandset, wasBound: boolean | undefined): string | undefined {
  switch (message.type) {
    case 'attached':
      return message.bound ? undefined : 'The gateway is not connected. What you send waits for it.';
    case 'bound':
      if (message.bound === wasBound) return undefined;
      return message.bound ? 'The gateway is connected again.' : 'The gateway is gone. What you send waits for it.';
    case 'message':
      return `${message.from}  ${timeOf(message.at)}  ${segmentsOf(message.segments)}\n  ${message.text.replaceAll('\n', '\n  ')}`;
    case 'error':
      return `Not sent: ${message.reason}`;
    case 'taken':
      return undefined;
    default:
      return message satisfies never;
  }
}

const timeOf = (iso: string): string => new Date(iso).toTimeString().slice(0, 8);

const segmentsOf = (count: number): string => (count === 1 ? '1 segment' : `${count} segments`);
