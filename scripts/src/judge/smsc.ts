import type { Socket } from 'node:net';
import type { Clock } from '@mscore/ports';
import { listenForBinds } from '../wire/listen';
import { decodeMessage, decodeWords } from '../wire/message';
import { Command, encodeResponse, type RawPdu, RESPONSE } from '../wire/pdu';
import type { Crowd } from './crowd';
import { createDeliveries, type DeliverySession } from './deliveries';
import type { Dialogue } from './dialogue';
import type { LedgerWriter } from './ledger';
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

/** Far above the time any reply or resend takes, and below the quiet after which a run is taken to be stuck. */
const PATIENCE_MS = 700;

const MESSAGE_ID = Buffer.from('00000000\0', 'latin1');

interface Session extends DeliverySession {
  readonly socket: Socket;
  /** Monotonic milliseconds. */
  readonly since: number;
  /** The judge hung up on purpose. */
  dropped: boolean;
}

/** The scripted message centre: an honest network with a perfect memory, on bare sockets. */
export async function startJudgeSmsc(options: JudgeSmscOptions): Promise<JudgeSmsc> {
  const { clock, ledger, crowd } = options;
  const deliveries = createDeliveries(clock, ledger);
  const puzzled = new Map<Dialogue, { readonly offered: number; readonly seen: number }>();
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

  function bound(socket: Socket): void {
    sessions += 1;
    session = {
      id: sessions,
      socket,
      since: clock.monotonic(),
      dropped: false,
      write: (bytes) => void socket.write(bytes),
    };
    ledger.add({ kind: 'session-opened', session: session.id });
    deliveries.bound(session);
  }

  function ended(unbound: boolean): void {
    if (session === undefined) return;
    const how = session.dropped ? 'dropped' : unbound ? 'unbound' : 'broken';
    ledger.add({ kind: 'session-ended', session: session.id, how });
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
      if (heard.askedAgain) losePatience(dialogue);
    }
    from.write(encodeResponse(pdu, 0, MESSAGE_ID));
  }

  /** Nothing but the same prompt again: after a quiet while the citizen answers it again. */
  function losePatience(dialogue: Dialogue): void {
    const { offered, seen } = dialogue;
    const waits = puzzled.has(dialogue);
    // A citizen who is asked again while already waiting waits on from there.
    puzzled.set(dialogue, { offered, seen });
    if (!waits) clock.after(PATIENCE_MS, () => answerAgain(dialogue));
  }

  function answerAgain(dialogue: Dialogue): void {
    const before = puzzled.get(dialogue);
    const wentOn = dialogue.offered !== before?.offered || dialogue.seen !== before.seen;
    const quiet = session !== undefined && clock.monotonic() - session.since > PATIENCE_MS;
    if (!wentOn && (!quiet || !dialogue.acknowledged)) {
      clock.after(PATIENCE_MS, () => answerAgain(dialogue));
      return;
    }
    puzzled.delete(dialogue);
    if (!wentOn && session !== undefined) deliveries.offerAgain(dialogue, session);
  }

  function delivered(pdu: RawPdu): void {
    const dialogue = deliveries.answered(pdu.sequence, pdu.status);
    if (dialogue === undefined) return;
    acknowledged += 1;
    crowd.acknowledged(dialogue);
  }

  const server = await listenForBinds({
    systemId: options.systemId,
    password: options.password,
    onBound: bound,
    onEnd: (_, unbound) => ended(unbound),
    onRead: () => pacer.go(),
    onMalformed: () => ledger.add({ kind: 'malformed', session: sessions }),
    onPdu(_, pdu) {
      lastSign = clock.monotonic();
      if (session === undefined) return;
      if (pdu.command === Command.submitSm) submit(session, pdu);
      else if (pdu.command === Command.deliverSm + RESPONSE) delivered(pdu);
    },
  });

  return {
    port: server.port,
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
        lost.dropped = true;
        lost.socket.destroy();
      });
    },
    admitNoMore: () => crowd.admitNoMore(),
    async close() {
      pacer.stop();
      await server.close();
    },
  };
}
