import { createServer, type Socket } from 'node:net';
import type { Clock } from '@mscore/ports';
import { decodeBind, encodeBindResponse } from '../wire/bind';
import { decodeMessage, decodeWords } from '../wire/message';
import { Command, createPduReader, encodeResponse, type RawPdu, RESPONSE } from '../wire/pdu';
import type { Crowd } from './crowd';
import { createDeliveries, type DeliverySession } from './deliveries';
import type { LedgerWriter, SessionEnd } from './ledger';
import { createPacer, type Pace } from './pace';

export interface JudgeSmscOptions {
  readonly clock: Clock;
  readonly ledger: LedgerWriter;
  readonly crowd: Crowd;
  readonly systemId: string;
  readonly password: string;
  readonly pace: Pace;
}

/** How the run stands. */
export interface JudgeStatus {
  readonly begun: number;
  readonly over: number;
  /** Texts without their ESME_ROK. */
  readonly held: number;
  readonly acknowledged: number;
  readonly submitted: number;
  readonly sessions: number;
  readonly bound: boolean;
  /** Milliseconds since anything was acknowledged or submitted. */
  readonly quietMs: number;
}

export interface JudgeSmsc {
  readonly port: number;
  status(): JudgeStatus;
  /** Reads nothing more from the present session for `holdMs`, then destroys it: what was answered meanwhile is lost. */
  loseResponses(holdMs: number): void;
  admitNoMore(): void;
  close(): Promise<void>;
}

const ESME_RBINDFAIL = 0x0d;
const MESSAGE_ID = Buffer.from('00000000\0', 'latin1');

interface Session extends DeliverySession {
  readonly socket: Socket;
  end: SessionEnd;
}

/** The scripted message centre: an honest network with a perfect memory, on bare sockets. */
export async function startJudgeSmsc(options: JudgeSmscOptions): Promise<JudgeSmsc> {
  const { clock, ledger, crowd } = options;
  const deliveries = createDeliveries(clock, ledger);
  const sockets = new Set<Socket>();
  let session: Session | undefined;
  let sessions = 0;
  let acknowledged = 0;
  let submitted = 0;
  let lastSign = clock.monotonic();
  const pacer = createPacer(clock, options.pace, offer, () => crowd.underWay);

  function offer(): boolean {
    const dialogue = session === undefined ? undefined : crowd.next();
    if (session === undefined || dialogue === undefined) return false;
    deliveries.offer(dialogue, session);
    return true;
  }

  function bind(socket: Socket, pdu: RawPdu): void {
    const { systemId, password } = decodeBind(pdu.body);
    if (systemId !== options.systemId || password !== options.password) {
      socket.end(encodeResponse(pdu, ESME_RBINDFAIL));
      return;
    }
    session?.socket.destroy();
    sessions += 1;
    const opened: Session = { id: sessions, socket, end: 'broken', write: (bytes) => void socket.write(bytes) };
    socket.once('close', () => ended(opened));
    session = opened;
    ledger.add({ kind: 'session-opened', session: opened.id });
    // One write to the kernel for the bind response and everything that is delivered again.
    socket.cork();
    socket.write(encodeResponse(pdu, 0, encodeBindResponse('JUDGE')));
    deliveries.bound(opened);
    socket.uncork();
    pacer.go();
  }

  function ended(which: Session): void {
    ledger.add({ kind: 'session-ended', session: which.id, how: which.end });
    if (session !== which) return;
    session = undefined;
    deliveries.unbound();
  }

  function submit(from: Session, pdu: RawPdu): void {
    const message = decodeMessage(pdu.body);
    const heard = crowd.hears(message.to, decodeWords(message));
    submitted += 1;
    if (heard === undefined) ledger.add({ kind: 'stray', session: from.id });
    else {
      const { dialogue, prompt } = heard;
      const said = prompt === undefined ? {} : { prompt };
      ledger.add({ kind: 'submitted', session: from.id, citizen: dialogue.citizen.index, ...said });
    }
    from.write(encodeResponse(pdu, 0, MESSAGE_ID));
  }

  function delivered(pdu: RawPdu): void {
    const dialogue = deliveries.answered(pdu.sequence, pdu.status);
    if (dialogue === undefined) return;
    acknowledged += 1;
    crowd.acknowledged(dialogue);
  }

  function handle(socket: Socket, pdu: RawPdu): void {
    lastSign = clock.monotonic();
    if (pdu.command === Command.bindTransceiver) bind(socket, pdu);
    else if (session?.socket !== socket) socket.destroy();
    else if (pdu.command === Command.submitSm) submit(session, pdu);
    else if (pdu.command === Command.deliverSm + RESPONSE) delivered(pdu);
    else if (pdu.command === Command.enquireLink) socket.write(encodeResponse(pdu, 0));
    else if (pdu.command === Command.unbind) {
      session.end = 'unbound';
      socket.end(encodeResponse(pdu, 0));
    }
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const read = createPduReader((pdu) => handle(socket, pdu));
    socket.on('data', (chunk) => {
      socket.cork();
      try {
        read(chunk);
      } catch {
        ledger.add({ kind: 'malformed', session: sessions });
        socket.destroy();
      }
      pacer.go();
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
    status: () => ({
      begun: crowd.begun,
      over: crowd.over,
      held: deliveries.held,
      acknowledged,
      submitted,
      sessions,
      bound: session !== undefined,
      quietMs: clock.monotonic() - lastSign,
    }),
    loseResponses(holdMs) {
      const lost = session;
      if (lost === undefined) return;
      lost.socket.pause();
      clock.after(holdMs, () => {
        lost.end = 'dropped';
        lost.socket.destroy();
      });
    },
    admitNoMore: () => crowd.admitNoMore(),
    close: () =>
      new Promise((resolve) => {
        pacer.stop();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
