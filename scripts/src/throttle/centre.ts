import { LOGIN } from '../processes/gateway';
import { listenForBinds } from '../wire/listen';
import { Command, encodeResponse } from '../wire/pdu';
import type { Allowance } from './allowance';

/** What a throttling message centre saw. */
export interface Seen {
  readonly accepted: number;
  readonly throttled: number;
  /** From the first submit_sm to the last accepted one. */
  readonly seconds: number;
}

export interface ThrottlingCentre {
  readonly port: number;
  /** Resolves when so many messages were accepted. */
  readonly done: Promise<Seen>;
  close(): Promise<void>;
}

/** A message centre on bare sockets that allows so much and refuses the rest with `status`. */
export async function startThrottlingCentre(
  allows: Allowance,
  status: number,
  until: number,
  now: () => number,
): Promise<ThrottlingCentre> {
  let accepted = 0;
  let throttled = 0;
  let first: number | undefined;
  let finish: (seen: Seen) => void = () => undefined;
  const done = new Promise<Seen>((resolve) => {
    finish = resolve;
  });
  const server = await listenForBinds({
    ...LOGIN,
    onBound: () => undefined,
    onEnd: () => undefined,
    onRead: () => undefined,
    onMalformed: () => undefined,
    onPdu(socket, pdu) {
      if (pdu.command !== Command.submitSm) return;
      const at = now();
      first ??= at;
      if (!allows(at)) {
        throttled += 1;
        socket.write(encodeResponse(pdu, status));
        return;
      }
      accepted += 1;
      socket.write(encodeResponse(pdu, 0, Buffer.from(`${accepted}\0`, 'latin1')));
      if (accepted === until) finish({ accepted, throttled, seconds: (at - first) / 1_000 });
    },
  });
  return { port: server.port, done, close: () => server.close() };
}
