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

type Response = PduOf<ResponseName>;

/** A bind of the doctor's own. */
export interface Visit {
  readonly bind: BindExamination;
  /** The response to a request; a word when there is none. */
  ask(body: Body<RequestName>): Promise<{ readonly pdu: Response; readonly ms: number } | 'unanswered' | 'refused'>;
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
export async function visit(
  link: Link,
  type: BindExamination['type'],
  { clock, gatewayRuns, onMessage }: VisitOptions,
): Promise<Visit> {
  const { timers } = link.profile;
  const asked = new Map<number, (answer: { pdu: Response; ms: number } | 'unanswered') => void>();
  let settle: (outcome: Exclude<SessionEvent, { kind: 'request' }>) => void = () => {};
  const settled = new Promise<SessionEvent>((resolve) => {
    settle = resolve;
  });
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const answer = (sequence: number, what: { pdu: Response; ms: number } | 'unanswered'): void => {
    asked.get(sequence)?.(what);
    asked.delete(sequence);
  };
  const begun = clock.monotonic();
  const connection: Connection = connect({
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
    onEvent: (event) => {
      if (event.kind === 'bound' || event.kind === 'bind-refused') settle(event);
      if (event.kind === 'response') answer(event.sequence, { pdu: event.pdu, ms: event.roundTripMs });
      if (event.kind === 'timeout') answer(event.sequence, 'unanswered');
      if (event.kind === 'request' && event.pdu.command !== 'submit_sm') {
        connection.respond(event.inbound, { status: onMessage(event.pdu) });
      } else if (event.kind === 'request') {
        connection.respond(event.inbound, { status: statuses.ESME_RINVCMDID.code });
      }
      if (event.kind === 'closed') {
        settle(event);
        for (const sequence of [...asked.keys()]) answer(sequence, 'unanswered');
        end();
      }
    },
  });
  const ask: Visit['ask'] = (body) => {
    const sequence = connection.request(body);
    if (sequence === undefined) return Promise.resolve('refused');
    return new Promise((resolve) => asked.set(sequence, resolve));
  };
  connection.request(bindRequest(link, type));
  const event = await settled;
  const boundMs = Math.round(clock.monotonic() - begun);
  const outcome = await outcomeOf(event, boundMs, gatewayRuns, ask);
  const bind: BindExamination = { type, encrypted: link.tls !== undefined, outcome };
  const leave = (): Promise<void> => {
    connection.unbind();
    return ended;
  };
  return { bind, ask, leave };
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
