import type { Collection } from '@mscore/ports';
import { type Connection, connect, type SessionEvent, statusClass, statuses, statusName } from '@mscore/smpp';
import type { SmppConnectorDeps } from './deps';
import { backoffMs, type Setback } from './domain/backoff';
import { errorName } from './domain/error-name';
import type { Link } from './domain/links';
import { LastAccepted } from './domain/seen';
import type { Submission } from './domain/submission';
import { SessionLedger, SUSPICION_MS, type Unconfirmed } from './domain/suspicion';
import type { Identity } from './identities';
import type { ReceiptStatus, SenderStatus } from './link-status';
import type { Receipts } from './receipts';
import { createReceiver, type ReceivingSession } from './receiver';
import type { References } from './references';
import { createSender, type Sender } from './sender';
import { type RecoveredSuspects, recordSuspects } from './suspects';

/** SMPP 3.4 §5.2.4. */
const INTERFACE_VERSION = 0x34;
/** PDUs of the peer we hold unanswered at most; beyond it we stop reading. */
const UNANSWERED = 1_000;
/** Changes of the suspects within this time are one record. */
const RECORD_AFTER_MS = 1_000;

export type LinkState = 'connecting' | 'bound' | 'waiting' | 'refused' | 'stopped';

/** A link as operators see it. */
export interface LinkStatus extends SenderStatus {
  readonly receipts: ReceiptStatus;
  readonly name: string;
  readonly state: LinkState;
  /** What ended the last session or attempt. */
  readonly lastSetback?: string;
}

/** One link to a message centre, bound again for as long as it runs. */
export interface RunningLink {
  readonly name: string;
  readonly sender: Sender;
  /** A receipt says that the last message this number may have been sent reached it. */
  delivered(subscriber: string, request: string): void;
  /** Starts binding; returns at once. */
  open(): void;
  status(): LinkStatus;
  /** Empties the window, unbinds and ends; resolves within `withinMs`. */
  stop(withinMs: number): Promise<void>;
}

/** A link that is not yet opened. */
export function createLink(
  deps: SmppConnectorDeps,
  link: Link,
  parts: {
    readonly submissions: Collection<Submission>;
    readonly references: References;
    readonly receipts: Receipts;
    readonly recovered: RecoveredSuspects;
    readonly identify: (sourceAddress: string, ton: number) => Identity;
  },
): RunningLink {
  const { clock, log, metrics } = deps;
  const { suspicion } = parts.recovered;
  let { through } = parts.recovered;
  const seen = new LastAccepted();
  const sender = createSender(deps, link, { ...parts, onAccepted });
  const receiver = createReceiver(deps, link, { ...parts, suspicion, seen, suspect, suspectsChanged });
  let state: LinkState = 'waiting';
  let lastSetback: string | undefined;
  let setback: Setback = 'connection';
  let failures = 0;
  let stopping = false;
  let cancelRecord: (() => void) | undefined;
  let cancelRetry: (() => void) | undefined;
  let connection: Connection | undefined;
  let ended: Promise<void> = Promise.resolve();

  function open(): void {
    state = 'connecting';
    setback = 'connection';
    ended = new Promise((resolve) => {
      // A journal slower than a session must answer on that session or not at all: the ordinals of the next mean other PDUs.
      const ledger = new SessionLedger();
      const session: ReceivingSession = { ledger, respond: (inbound, status) => own.respond(inbound, { status }) };
      const own = connect({
        host: link.host,
        port: link.port,
        clock,
        session: {
          role: 'esme',
          window: link.window,
          maxUnanswered: UNANSWERED,
          ...(deps.responseTimeoutMs === undefined ? {} : { responseTimeoutMs: deps.responseTimeoutMs }),
        },
        onEvent: (event) => {
          if (event.kind === 'closed') void closed(event, ledger).finally(resolve);
          else handle(event, session);
        },
      });
      connection = own;
      bind(own);
    });
  }

  function bind(to: Connection): void {
    to.request({
      command: 'bind_transceiver',
      system_id: link.systemId,
      password: link.password,
      system_type: link.systemType ?? '',
      interface_version: INTERFACE_VERSION,
      addr_ton: 0,
      addr_npi: 0,
      address_range: '',
    });
  }

  function handle(event: Exclude<SessionEvent, { kind: 'closed' }>, session: ReceivingSession): void {
    switch (event.kind) {
      case 'bound':
        onBound();
        return;
      case 'bind-refused':
        onRefused(event.status);
        return;
      case 'request':
        if (event.pdu.command === 'deliver_sm' || event.pdu.command === 'data_sm') {
          receiver.receive(session, event.inbound, event.pdu);
          return;
        }
        session.respond(event.inbound, statuses.ESME_RINVCMDID.code);
        return;
      case 'response':
        sender.response(event.sequence, event.pdu);
        return;
      case 'timeout':
        sender.timeout(event.sequence);
        return;
      case 'confirmed':
        session.ledger.forget(event.inbound);
        return;
      case 'malformed':
        metrics.count('mscore_smpp_malformed_total', { link: link.name });
        log('warn', 'pdu-malformed', { link: link.name, reason: event.reason });
        return;
      case 'unbind-requested':
        log('info', 'peer-unbinds', { link: link.name });
        return;
      case 'unbound':
      case 'outbind':
      case 'alert':
      case 'bind-requested':
        return;
      default:
        event satisfies never;
        return;
    }
  }

  function onBound(): void {
    state = 'bound';
    failures = 0;
    lastSetback = undefined;
    metrics.gauge('mscore_smpp_link_bound', 1, { link: link.name });
    log('info', 'link-bound', { link: link.name });
    sender.bound({
      submit: (pdu) => connection?.request(pdu),
      rebind: () => connection?.destroy('the peer does not consider us bound'),
    });
  }

  function onRefused(status: number): void {
    state = 'refused';
    const code = statusName(status);
    setback = status === statuses.ESME_RALYBND.code ? 'already-bound' : 'connection';
    if (statusClass(status) === 'credentials') setback = 'credentials';
    lastSetback = code;
    log(setback === 'credentials' ? 'error' : 'warn', 'bind-refused', { link: link.name, code });
    connection?.destroy(code);
  }

  async function closed(event: Extract<SessionEvent, { kind: 'closed' }>, ledger: SessionLedger): Promise<void> {
    const wasBound = state === 'bound';
    connection = undefined;
    metrics.gauge('mscore_smpp_link_bound', 0, { link: link.name });
    log(stopping ? 'info' : 'warn', 'link-closed', {
      link: link.name,
      reason: event.reason,
      count: event.pending.length,
    });
    sender.unbound();
    suspect(ledger.closed([...event.unanswered, ...event.unconfirmed]));
    through = receiver.last() ?? through;
    // Before anybody may bind again: whatever comes next is judged by these.
    if (wasBound) await saveSuspects();
    if (wasBound || lastSetback === undefined) lastSetback = event.reason;
    if (stopping) state = 'stopped';
    else retryLater();
  }

  function retryLater(): void {
    failures += 1;
    state = setback === 'credentials' ? 'refused' : 'waiting';
    const wait = backoffMs(setback, failures, deps.random());
    cancelRetry = clock.after(wait, open);
    log('info', 'link-retry', { link: link.name, ms: wait, attempt: failures });
  }

  function suspect(entries: readonly Unconfirmed[]): void {
    const expires = clock.now() + SUSPICION_MS;
    for (const { arrivedAt: _arrivedAt, ...entry } of entries) {
      suspicion.add({ ...entry, expires, answered: entry.answered || seen.answers(entry.subscriber, entry) });
    }
  }

  function onAccepted(request: string, { subscriber, cause = '' }: Submission): void {
    seen.accepted(subscriber, request, cause, clock.now());
    if (suspicion.answered(subscriber, cause)) suspectsChanged();
  }

  /** The record on disk is no longer right. What it lags behind is found again from the log and the submissions. */
  function suspectsChanged(): void {
    cancelRecord ??= clock.after(RECORD_AFTER_MS, () => {
      cancelRecord = undefined;
      void saveSuspects();
    });
  }

  async function saveSuspects(): Promise<void> {
    try {
      await recordSuspects(deps, link, suspicion, through);
    } catch (error) {
      log('error', 'suspects-not-saved', { link: link.name, error: errorName(error) });
    }
  }

  async function stop(withinMs: number): Promise<void> {
    stopping = true;
    cancelRetry?.();
    cancelRecord?.();
    let cancelDeadline: (() => void) | undefined;
    const deadline = new Promise<void>((resolve) => {
      cancelDeadline = clock.after(withinMs, resolve);
    });
    await Promise.race([drainAndUnbind(), deadline]);
    cancelDeadline?.();
    connection?.destroy('stopped');
    await ended;
    await receiver.idle();
    state = 'stopped';
  }

  async function drainAndUnbind(): Promise<void> {
    await sender.drain();
    await receiver.idle();
    if (state === 'bound') connection?.unbind();
    else connection?.destroy('stopped');
    await ended;
  }

  return {
    name: link.name,
    sender,
    delivered: (subscriber, request) => seen.delivered(subscriber, request),
    open,
    status: () => ({
      name: link.name,
      state,
      ...sender.status(),
      receipts: parts.receipts.status(link.group),
      ...(lastSetback === undefined ? {} : { lastSetback }),
    }),
    stop,
  };
}
