import type { Socket } from 'node:net';
import { promptOf } from '../citizens/prompt';
import { LOGIN } from '../processes/gateway';
import { until } from '../processes/within';
import { listenForBinds } from '../wire/listen';
import { decodeMessage, decodeWords, encodeMessage, encodeWords } from '../wire/message';
import { Command, encodePdu, encodeResponse, RESPONSE } from '../wire/pdu';

/** What became of the session after a volley. */
export type Aftermath = 'answered' | 'closed' | 'silent';

/** A message centre that says anything. */
export interface FuzzingCentre {
  readonly port: number;
  /** Resolves when the gateway is bound. */
  bound(): Promise<void>;
  /** Writes octets, asks whether the gateway is alive, and waits for the answer or the end of the session. */
  volley(octets: Buffer): Promise<{ readonly aftermath: Aftermath; readonly ms: number }>;
  /** A citizen of a number of its own texts DG; resolves when asked for consent. */
  converse(number: string): Promise<void>;
  readonly sessions: number;
  close(): Promise<void>;
}

/** The 5 s, and what a busy machine may be late by. */
export const PATIENCE_MS = 5_500;
/** Above the longest pause between two binds of a link that was bound before. */
const BIND_MS = 70_000;
const CONVERSE_MS = 60_000;
/** Sequences of our questions lie where no mutation looks. */
const FIRST_SEQUENCE = 0x20000000;

export async function startFuzzingCentre(): Promise<FuzzingCentre> {
  let session: Socket | undefined;
  let sessions = 0;
  let sequence = FIRST_SEQUENCE;
  let onAnswer: ((sequence: number) => void) | undefined;
  let onEnd: (() => void) | undefined;
  const consented = new Set<string>();

  const server = await listenForBinds({
    ...LOGIN,
    onBound(socket) {
      session = socket;
      sessions += 1;
    },
    onEnd() {
      session = undefined;
      onEnd?.();
    },
    onRead: () => undefined,
    onMalformed: () => undefined,
    onPdu(socket, pdu) {
      if (pdu.command === Command.enquireLink + RESPONSE) onAnswer?.(pdu.sequence);
      if (pdu.command !== Command.submitSm) return;
      const message = decodeMessage(pdu.body);
      if (promptOf(decodeWords(message)) === 'consent') consented.add(message.to);
      socket.write(encodeResponse(pdu, 0, Buffer.from('1\0', 'latin1')));
    },
  });

  const bound = async (): Promise<void> => {
    await until(BIND_MS, 'the bind', async () => (session === undefined ? undefined : true));
  };

  async function volley(octets: Buffer): Promise<{ readonly aftermath: Aftermath; readonly ms: number }> {
    const begin = performance.now();
    const asked = sequence;
    sequence += 1;
    const aftermath = await new Promise<Aftermath>((resolve) => {
      const timer = setTimeout(() => resolve('silent'), PATIENCE_MS);
      const end = (how: Aftermath) => {
        clearTimeout(timer);
        resolve(how);
      };
      onAnswer = (answered) => answered === asked && end('answered');
      onEnd = () => end('closed');
      if (session === undefined) return end('closed');
      session.write(Buffer.concat([octets, encodePdu(Command.enquireLink, 0, asked)]));
    });
    onAnswer = undefined;
    onEnd = undefined;
    return { aftermath, ms: performance.now() - begin };
  }

  async function converse(number: string): Promise<void> {
    await bound();
    const { dataCoding, bytes } = encodeWords('DG');
    const body = encodeMessage({ from: number, to: '8049', esmClass: 0, registeredDelivery: 0, dataCoding, bytes });
    session?.write(encodePdu(Command.deliverSm, 0, 1, body));
    await until(CONVERSE_MS, 'the answer to a good text', async () => (consented.has(number) ? true : undefined));
  }

  return {
    port: server.port,
    bound,
    volley,
    converse,
    get sessions() {
      return sessions;
    },
    close: () => server.close(),
  };
}
