import { isoTime } from '@mscore/ports';
import {
  type Connection,
  connect,
  type Draft,
  type Pdu,
  type SessionEvent,
  type StatusClass,
  statuses,
  statusName,
} from '@mscore/smpp';
import { createComplaints } from './complaints';
import type { SmppConnectorDeps } from './deps';
import { backoffMs, type Setback } from './domain/backoff';
import type { LinkGroup } from './domain/link-groups';
import type { Link } from './domain/links';
import { SessionLedger, type Unconfirmed } from './domain/suspicion';
import type { InboundPdu } from './fingerprint';
import type { BindStatus } from './link-status';
import type { ReceivingSession } from './receiver';
import type { SendingSession } from './sender';

/** SMPP 3.4 §5.2.4. */
const INTERFACE_VERSION = 0x34;
/** A stream stuck within a PDU is given up early enough for the socket to be closed within 5 s, on a busy machine too. */
const PARTIAL_PDU_MS = 4_000;
/** PDUs of the peer we hold unanswered at most; beyond it we stop reading. */
const UNANSWERED = 1_000;
/** A session that lasted so long was no failure, whatever it was good for. */
const STEADY_MS = 60_000;

export type BindType = BindStatus['type'];

/** What a bind tells its link. */
export interface BindListener {
  bound(session: SendingSession): void;
  message(session: ReceivingSession, inbound: number, pdu: InboundPdu): void;
  response(sequence: number, pdu: Pdu): void;
  timeout(sequence: number): void;
  /**
   * A session or an attempt ended; the next begins only after this resolves.
   * @param unread texts whose response the peer may not have read
   * @param wasBound false when it was only an attempt
   */
  closed(unread: readonly Unconfirmed[], wasBound: boolean): Promise<void>;
  /** Its status is another. */
  changed(): void;
}

/** One session of a link, begun anew for as long as it runs. */
export interface RunningBind {
  /** Starts binding; returns at once. */
  open(): void;
  status(): BindStatus;
  /** What there is goes on; nothing new is begun. */
  cease(): void;
  /** Takes leave of the peer and does not come back; resolves when the session has ended. */
  unbind(): Promise<void>;
  /** Ends whatever there is at once; resolves when it has ended. */
  destroy(): Promise<void>;
}

/** A bind that is not yet opened. */
export function createBind(
  deps: SmppConnectorDeps,
  link: Link,
  type: BindType,
  parts: {
    readonly group: LinkGroup;
    readonly classOf: (status: number) => StatusClass;
    readonly listener: BindListener;
  },
): RunningBind {
  const { clock, log, metrics } = deps;
  const { group, listener } = parts;
  const { timers } = link.profile;
  const command = `bind_${type}` as const;
  const complaints = createComplaints(clock, log, link.name);
  let state: BindStatus['state'] = 'waiting';
  let boundSince: string | undefined;
  let since: string | undefined;
  let nextTryAt: string | undefined;
  /** Monotonic milliseconds. */
  let boundAt = 0;
  let lastSetback: string | undefined;
  /** Why this attempt was refused: it is the better word than that the session ended. */
  let refusedWith: string | undefined;
  let setback: Setback = 'connection';
  /** Sessions and attempts in a row that brought nothing: a peer may take a bind and hang up. */
  let failures = 0;
  let stopping = false;
  let cancelRetry: (() => void) | undefined;
  let connection: Connection | undefined;
  let ended: Promise<void> = Promise.resolve();

  function open(): void {
    setback = 'connection';
    refusedWith = undefined;
    nextTryAt = undefined;
    enter('connecting');
    ended = new Promise((resolve) => {
      // A journal slower than a session must answer on that session or not at all: the ordinals of the next mean other PDUs.
      const ledger = new SessionLedger();
      const session: ReceivingSession = { ledger, respond: (inbound, status) => own.respond(inbound, { status }) };
      group.opened(ledger);
      const own = connect({
        host: link.host,
        port: link.port,
        clock,
        connectTimeoutMs: timers.connectMs,
        ...(link.tls === undefined ? {} : { tls: link.tls }),
        session: {
          role: 'esme',
          window: link.window,
          maxUnanswered: UNANSWERED,
          bindTimeoutMs: timers.bindMs,
          responseTimeoutMs: deps.responseTimeoutMs ?? timers.responseMs,
          enquireAfterMs: timers.enquireMs,
          partialPduTimeoutMs: PARTIAL_PDU_MS,
        },
        onEvent: (event) => {
          if (event.kind === 'closed') void closed(event, ledger).finally(resolve);
          else handle(event, own, session);
        },
      });
      connection = own;
      own.request(bindRequest());
    });
  }

  const bindRequest = () => ({
    command,
    system_id: link.systemId,
    password: link.password,
    system_type: link.systemType ?? '',
    interface_version: INTERFACE_VERSION,
    addr_ton: 0,
    addr_npi: 0,
    address_range: '',
  });

  function handle(event: Exclude<SessionEvent, { kind: 'closed' }>, own: Connection, session: ReceivingSession): void {
    switch (event.kind) {
      case 'bound':
        onBound(own);
        return;
      case 'bind-refused':
        onRefused(event.status, own);
        return;
      case 'request':
        failures = 0;
        if (event.pdu.command === 'submit_sm') session.respond(event.inbound, statuses.ESME_RINVCMDID.code);
        else listener.message(session, event.inbound, event.pdu);
        return;
      case 'response':
        failures = 0;
        listener.response(event.sequence, event.pdu);
        return;
      case 'timeout':
        listener.timeout(event.sequence);
        return;
      case 'confirmed':
        session.ledger.forget(event.inbound);
        return;
      case 'malformed':
        metrics.count('mscore_smpp_malformed_total', { link: link.name });
        complaints.about('pdu-malformed', event.reason);
        return;
      case 'unbind-requested':
        log('info', 'peer-unbinds', { link: link.name, command });
        return;
      case 'outbind':
        // SMPP 3.4 §2.2.1: an outbind asks an ESME that listens to bind as a receiver. We have asked to be bound already.
        log('info', 'outbind-ignored', { link: link.name, command });
        return;
      case 'unbound':
      case 'alert':
      case 'bind-requested':
        return;
      default:
        event satisfies never;
        return;
    }
  }

  function onBound(own: Connection): void {
    boundAt = clock.monotonic();
    lastSetback = undefined;
    boundSince = isoTime(clock.now());
    since = undefined;
    log('info', 'link-bound', { link: link.name, command });
    enter('bound');
    listener.bound({
      submit: (pdu: Draft<'submit_sm'>) => own.request(pdu),
      rebind: () => own.destroy('the peer does not consider us bound'),
    });
  }

  function onRefused(status: number, own: Connection): void {
    const code = statusName(status);
    setback = setbackOf(status);
    refusedWith = code;
    lastSetback = code;
    metrics.count('mscore_smpp_bind_refused_total', { link: link.name, code });
    log(setback === 'credentials' ? 'error' : 'warn', 'bind-refused', { link: link.name, command, code });
    enter('refused');
    own.destroy(code);
  }

  function setbackOf(status: number): Setback {
    if (status === statuses.ESME_RALYBND.code) return 'already-bound';
    return parts.classOf(status) === 'credentials' ? 'credentials' : 'connection';
  }

  async function closed(event: Extract<SessionEvent, { kind: 'closed' }>, ledger: SessionLedger): Promise<void> {
    const wasBound = boundSince !== undefined;
    if (wasBound && clock.monotonic() - boundAt >= STEADY_MS) failures = 0;
    connection = undefined;
    boundSince = undefined;
    if (wasBound) since = isoTime(clock.now());
    log(stopping ? 'info' : 'warn', 'link-closed', {
      link: link.name,
      command,
      reason: event.reason,
      count: event.pending.length,
    });
    lastSetback = refusedWith ?? event.reason;
    enter(setback === 'credentials' ? 'refused' : 'waiting');
    group.ended(ledger);
    // Before anybody may bind again: whatever comes next is judged by what this session leaves.
    await listener.closed(ledger.closed([...event.unanswered, ...event.unconfirmed]), wasBound);
    if (stopping) enter('stopped');
    else retryLater();
  }

  function retryLater(): void {
    failures += 1;
    const wait = backoffMs(setback, failures, deps.random(), timers);
    cancelRetry = clock.after(wait, open);
    nextTryAt = isoTime(clock.now() + wait);
    log('info', 'link-retry', { link: link.name, command, ms: wait, attempt: failures });
  }

  function enter(next: BindStatus['state']): void {
    state = next;
    listener.changed();
  }

  function cease(): void {
    stopping = true;
    cancelRetry?.();
    nextTryAt = undefined;
    complaints.stop();
  }

  async function unbind(): Promise<void> {
    cease();
    if (state === 'bound') connection?.unbind();
    else connection?.destroy('stopped');
    await ended;
    enter('stopped');
  }

  async function destroy(): Promise<void> {
    cease();
    connection?.destroy('stopped');
    await ended;
    enter('stopped');
  }

  const status = (): BindStatus => ({
    type,
    state,
    ...(boundSince === undefined ? {} : { boundSince }),
    ...(since === undefined ? {} : { since }),
    ...(nextTryAt === undefined ? {} : { nextTryAt }),
    ...(lastSetback === undefined ? {} : { lastSetback }),
    encrypted: link.tls !== undefined,
  });

  return { open, status, cease, unbind, destroy };
}
