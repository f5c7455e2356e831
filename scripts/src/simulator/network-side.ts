import type { Server } from 'node:net';
import type { DeliveryOutcome } from './delivery-queue';
import { type PartOf, partIn } from './join-parts';
import { type NpmPdu, type NpmSession, npmSmpp } from './npm-smpp';

/** A text the ESME submitted for a handset. */
export interface Submitted {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Present when it is one part of several. */
  readonly part?: PartOf;
  readonly messageId: string;
  /** Whether a receipt for a successful delivery is asked for (SMPP 3.4 §5.2.17, bits 1–0 = 01). */
  readonly wantsReceipt: boolean;
}

export interface NetworkSideOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  readonly onBound: (bound: boolean) => void;
  readonly onSubmit: (submitted: Submitted) => void;
}

export interface NetworkSide {
  readonly port: number;
  readonly bound: boolean;
  /** Fields of one `deliver_sm`; settles when answered or when the session ends. */
  deliver(fields: Readonly<Record<string, unknown>>): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}

const ESME_RINVBNDSTS = 0x04;
const ESME_RALYBND = 0x05;
const ESME_RINVPASWD = 0x0e;
const ESME_RINVSYSID = 0x0f;
const OUR_ID = 'SIMULATOR';

/** The SMPP server: takes the ESME's bind, its submits and gives it deliveries. */
export async function openNetworkSide(options: NetworkSideOptions): Promise<NetworkSide> {
  const sessions = new Set<NpmSession>();
  const bound = new Map<NpmSession, Set<() => void>>();
  let submits = 0;

  function refuse(session: NpmSession, pdu: NpmPdu, status: number): void {
    session.send(pdu.response({ command_status: status }));
  }

  function problemOfBind(session: NpmSession, pdu: NpmPdu): number | undefined {
    if (bound.has(session)) return ESME_RALYBND;
    if (pdu.system_id !== options.systemId) return ESME_RINVSYSID;
    return pdu.password === options.password ? undefined : ESME_RINVPASWD;
  }

  function bind(session: NpmSession, pdu: NpmPdu): void {
    const problem = problemOfBind(session, pdu);
    if (problem !== undefined) {
      refuse(session, pdu, problem);
      return;
    }
    session.send(pdu.response({ system_id: OUR_ID }));
    bound.set(session, new Set());
    options.onBound(true);
  }

  function submit(session: NpmSession, pdu: NpmPdu): void {
    if (!bound.has(session)) {
      refuse(session, pdu, ESME_RINVBNDSTS);
      return;
    }
    submits += 1;
    const messageId = submits.toString(16).padStart(8, '0');
    session.send(pdu.response({ message_id: messageId }));
    const part = partIn(pdu.short_message?.udh ?? []);
    options.onSubmit({
      ...(part === undefined ? {} : { part }),
      from: pdu.source_addr ?? '',
      to: pdu.destination_addr ?? '',
      text: textOf(pdu),
      messageId,
      wantsReceipt: ((pdu.registered_delivery ?? 0) & 3) === 1,
    });
  }

  function forget(session: NpmSession): void {
    sessions.delete(session);
    const pending = bound.get(session);
    if (!bound.delete(session)) return;
    // npm smpp never calls back after a close, so the unanswered are settled here.
    for (const settle of pending ?? []) settle();
    if (bound.size === 0) options.onBound(false);
  }

  function accept(session: NpmSession): void {
    sessions.add(session);
    session.on('error', () => session.destroy());
    session.on('close', () => forget(session));
    session.on('pdu', (pdu) => {
      if (pdu.command === 'bind_transceiver') bind(session, pdu);
      else if (pdu.command === 'submit_sm') submit(session, pdu);
      else if (pdu.command === 'enquire_link') session.send(pdu.response());
      else if (pdu.command === 'unbind') {
        session.send(pdu.response());
        session.close();
      } else if (pdu.command === 'unknown' || !isResponse(pdu)) refuse(session, pdu, ESME_RINVBNDSTS);
    });
  }

  const server = npmSmpp.createServer(accept);
  const port = await listen(server, options);
  return {
    port,
    get bound() {
      return bound.size > 0;
    },
    deliver: (fields) => deliver(bound, fields),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const session of sessions) session.destroy();
      }),
  };
}

function deliver(
  bound: ReadonlyMap<NpmSession, Set<() => void>>,
  fields: Readonly<Record<string, unknown>>,
): Promise<DeliveryOutcome> {
  const newest = [...bound].at(-1);
  if (newest === undefined) return Promise.resolve('unbound');
  const [session, pending] = newest;
  return new Promise((resolve) => {
    const settle = (): void => resolve('unbound');
    pending.add(settle);
    const sent = session.deliver_sm(fields, (response) => {
      pending.delete(settle);
      resolve(response.command_status === 0 ? 'accepted' : 'refused');
    });
    if (!sent) settle();
  });
}

function listen(server: Server, options: NetworkSideOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : options.port);
    });
  });
}

const isResponse = (pdu: NpmPdu): boolean => pdu.command.endsWith('_resp') || pdu.command === 'generic_nack';

function textOf(pdu: NpmPdu): string {
  const short = pdu.short_message?.message;
  const body = short === undefined || short.length === 0 ? pdu.message_payload?.message : short;
  return typeof body === 'string' ? body : (body?.toString('latin1') ?? '');
}
