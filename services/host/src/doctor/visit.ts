import type { Clock } from '@mscore/ports';
import {
  type BindName,
  type Body,
  type Connection,
  connect,
  type PduOf,
  type RequestName,
  type ResponseName,
  type SessionEvent,
  statuses,
  statusName,
} from '@mscore/smpp';
import type { Link } from '@mscore/smpp-connector';
import { adviceOnBind, adviceOnReaching } from './advice';

/** What became of one bind. Times in milliseconds. */
export interface BindExamination {
  readonly type: 'transceiver' | 'transmitter' | 'receiver';
  readonly encrypted: boolean;
  readonly outcome:
    | {
        readonly kind: 'bound';
        /** From the first packet of the connection to the answer to the bind. */
        readonly boundMs: number;
        /** The message centre's system_id and interface version, as far as it says. */
        readonly peer: string;
        readonly version?: string;
        /** Of an enquire_link; absent when it was not answered. */
        readonly enquireMs?: number;
      }
    | { readonly kind: 'refused'; readonly status: string; readonly advice: string }
    | { readonly kind: 'unreachable'; readonly reason: string; readonly advice: string };
}

/** A message from the message centre; the result is the command_status it is answered with. */
export type OnMessage = (pdu: PduOf<'deliver_sm' | 'data_sm'>) => number;

/** The response to a request, or a word when there is none. */
type Answered = { readonly pdu: PduOf<ResponseName>; readonly ms: number } | 'unanswered' | 'refused';

/** A bind of the doctor's own. */
export interface Visit {
  readonly bind: BindExamination;
  ask(body: Body<RequestName>): Promise<Answered>;
  /** Takes leave; resolves when the socket has ended. */
  leave(): Promise<void>;
}

/** SMPP 3.4 §5.2.4. */
const INTERFACE_VERSION = 0x34;
const UNANSWERED = 100;

export interface VisitOptions {
  readonly clock: Clock;
  /** A gateway runs on this data folder, so that the account may be in use. */
  readonly gatewayRuns: boolean;
  readonly onMessage: OnMessage;
}

/** Binds as the link would and asks for a sign of life. Never rejects for what a message centre does. */
export async function visit(link: Link, type: BindExamination['type'], options: VisitOptions): Promise<Visit> {
  const { clock, gatewayRuns, onMessage } = options;
  const asked = new Asked();
  const begun = clock.monotonic();
  let settle: (event: SessionEvent) => void = () => {};
  const settled = new Promise<SessionEvent>((resolve) => {
    settle = resolve;
  });
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const connection = connectAs(link, clock, (event) => {
    asked.heard(event);
    if (event.kind === 'bound' || event.kind === 'bind-refused' || event.kind === 'closed') settle(event);
    if (event.kind === 'request') {
      const { pdu, inbound } = event;
      connection.respond(inbound, {
        status: pdu.command === 'submit_sm' ? statuses.ESME_RINVCMDID.code : onMessage(pdu),
      });
    }
    if (event.kind === 'closed') end();
  });
  connection.request(bindRequest(link, type));
  const ask: Visit['ask'] = (body) => asked.answerTo(connection.request(body));
  const event = await settled;
  const boundMs = Math.round(clock.monotonic() - begun);
  const outcome = await outcomeOf(event, boundMs, gatewayRuns, ask);
  const leave = (): Promise<void> => {
    connection.unbind();
    return ended;
  };
  return { bind: { type, encrypted: link.tls !== undefined, outcome }, ask, leave };
}

/** The connection that the link's own bind would make. */
function connectAs(link: Link, clock: Clock, onEvent: (event: SessionEvent) => void): Connection {
  const { timers } = link.profile;
  return connect({
    host: link.host,
    port: link.port,
    ...(link.tls === undefined ? {} : { tls: link.tls }),
    connectTimeoutMs: timers.connectMs,
    clock,
    session: {
      role: 'esme',
      window: link.window,
      maxUnanswered: UNANSWERED,
      bindTimeoutMs: timers.bindMs,
      responseTimeoutMs: timers.responseMs,
      enquireAfterMs: timers.enquireMs,
    },
    onEvent,
  });
}

/** Requests of ours that wait for their answers. */
class Asked {
  readonly #waiting = new Map<number, (answer: Answered) => void>();

  /** @param sequence of the request; undefined when the session did not take it */
  answerTo(sequence: number | undefined): Promise<Answered> {
    if (sequence === undefined) return Promise.resolve('refused');
    return new Promise((resolve) => this.#waiting.set(sequence, resolve));
  }

  heard(event: SessionEvent): void {
    if (event.kind === 'response') this.#settle(event.sequence, { pdu: event.pdu, ms: event.roundTripMs });
    if (event.kind === 'timeout') this.#settle(event.sequence, 'unanswered');
    if (event.kind === 'closed') for (const sequence of [...this.#waiting.keys()]) this.#settle(sequence, 'unanswered');
  }

  #settle(sequence: number, answer: Answered): void {
    this.#waiting.get(sequence)?.(answer);
    this.#waiting.delete(sequence);
  }
}

const bindRequest = (link: Link, type: BindExamination['type']): Body<BindName> => ({
  command: `bind_${type}`,
  system_id: link.systemId,
  password: link.password,
  system_type: link.systemType ?? '',
  interface_version: INTERFACE_VERSION,
});

async function outcomeOf(
  event: SessionEvent,
  boundMs: number,
  gatewayRuns: boolean,
  ask: Visit['ask'],
): Promise<BindExamination['outcome']> {
  switch (event.kind) {
    case 'bound': {
      const alive = await ask({ command: 'enquire_link' });
      return {
        kind: 'bound',
        boundMs,
        peer: event.peer,
        ...(event.version === undefined ? {} : { version: versionOf(event.version) }),
        ...(typeof alive === 'string' ? {} : { enquireMs: Math.round(alive.ms) }),
      };
    }
    case 'bind-refused':
      return { kind: 'refused', status: statusName(event.status), advice: adviceOnBind(event.status, gatewayRuns) };
    default: {
      const reason = event.kind === 'closed' ? event.reason : event.kind;
      return { kind: 'unreachable', reason, advice: adviceOnReaching(reason) };
    }
  }
}

/** 0x34 is SMPP 3.4 (SMPP 3.4 §5.2.4). */
const versionOf = (version: number): string => `${version >> 4}.${version & 0x0f}`;
