import type { Collection } from '@mscore/ports';
import { type BindType, createBind, type RunningBind } from './bind';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import type { LinkGroups } from './domain/link-groups';
import type { Link } from './domain/links';
import { statusClasses } from './domain/status-classes';
import type { Submission } from './domain/submission';
import { SUSPICION_MS, type Unconfirmed } from './domain/suspicion';
import type { Identity } from './identities';
import { type LinkStatus, linkState } from './link-status';
import type { Receipts } from './receipts';
import { createReceiver } from './receiver';
import type { References } from './references';
import { createSender, type Sender } from './sender';
import { type RecoveredSuspects, recordSuspects } from './suspects';

/** Changes of the suspects within this time are one record. */
const RECORD_AFTER_MS = 1_000;

/** One link to a message centre, bound again for as long as it runs. */
export interface RunningLink {
  readonly name: string;
  readonly sender: Sender;
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
    readonly groups: LinkGroups;
    readonly recovered: RecoveredSuspects;
    readonly identify: (sourceAddress: string, ton: number) => Identity;
  },
): RunningLink {
  const { clock, log, metrics } = deps;
  const { groups } = parts;
  const { suspicion } = parts.recovered;
  const group = groups.of(link.group);
  let { through } = parts.recovered;
  const sender = createSender(deps, link, { ...parts, lastSent: groups.lastSent, onAccepted });
  const receiver = createReceiver(deps, link, { ...parts, group, suspect, suspectsChanged });
  const classOf = statusClasses(link.profile);
  const binds = (link.bind === 'pair' ? (['transmitter', 'receiver'] as const) : (['transceiver'] as const)).map(
    bindOf,
  );
  let cancelRecord: (() => void) | undefined;
  let stopped = false;
  group.join({ suspicion, changed: suspectsChanged });

  function bindOf(type: BindType): RunningBind {
    const sends = type !== 'receiver';
    const receives = type !== 'transmitter';
    return createBind(deps, link, type, {
      group,
      classOf,
      listener: {
        bound: (session) => {
          if (sends) sender.bound(session);
        },
        message: receiver.receive,
        response: sender.response,
        timeout: sender.timeout,
        closed: async (unread, wasBound) => {
          if (sends) sender.unbound();
          if (receives) await judge(unread, wasBound);
        },
        changed: () => metrics.gauge('mscore_smpp_link_bound', state() === 'bound' ? 1 : 0, { link: link.name }),
      },
    });
  }

  const state = () => linkState(binds.map((bind) => bind.status()));

  /** A session that received has ended: what it leaves is suspect, and everything up to its last text is judged. */
  async function judge(unread: readonly Unconfirmed[], wasBound: boolean): Promise<void> {
    suspect(unread);
    through = receiver.last() ?? through;
    if (wasBound) await saveSuspects();
  }

  /**
   * A reply accepted on the session of the text proves that our response was read, and such a text does not come here.
   * Where its reply was accepted on another session it does, and its repetition is in doubt.
   */
  function suspect(entries: readonly Unconfirmed[]): void {
    const expires = clock.now() + SUSPICION_MS;
    for (const { arrivedAt: _arrivedAt, ...entry } of entries) {
      suspicion.add({ ...entry, expires });
    }
  }

  function onAccepted(request: string, { subscriber, cause = '' }: Submission): void {
    groups.accepted(subscriber, request, cause, clock.now());
  }

  /** The record on disk is no longer right. What it lags behind is found again from the log and the submissions. */
  function suspectsChanged(): void {
    if (stopped) return;
    cancelRecord ??= clock.after(RECORD_AFTER_MS, () => {
      cancelRecord = undefined;
      void saveSuspects();
    });
  }

  async function saveSuspects(): Promise<void> {
    try {
      await recordSuspects(deps, link, suspicion, through);
    } catch (error) {
      metrics.count('mscore_smpp_suspects_unsaved_total', { link: link.name });
      log('error', 'suspects-not-saved', { link: link.name, error: errorName(error) });
    }
  }

  async function stop(withinMs: number): Promise<void> {
    for (const bind of binds) bind.cease();
    let cancelDeadline: (() => void) | undefined;
    const deadline = new Promise<void>((resolve) => {
      cancelDeadline = clock.after(withinMs, resolve);
    });
    await Promise.race([drainAndUnbind(), deadline]);
    cancelDeadline?.();
    await Promise.all(binds.map((bind) => bind.destroy()));
    await receiver.idle();
    stopped = true;
    cancelRecord?.();
  }

  async function drainAndUnbind(): Promise<void> {
    await sender.drain();
    await receiver.idle();
    await Promise.all(binds.map((bind) => bind.unbind()));
  }

  function status(): LinkStatus {
    const ofBinds = binds.map((bind) => bind.status());
    const lastSetback = ofBinds.find((bind) => bind.lastSetback !== undefined)?.lastSetback;
    return {
      name: link.name,
      group: link.group,
      state: linkState(ofBinds),
      binds: ofBinds,
      ...sender.status(),
      ...(lastSetback === undefined ? {} : { lastSetback }),
      receipts: parts.receipts.status(link.group),
    };
  }

  return {
    name: link.name,
    sender,
    open: () => {
      for (const bind of binds) bind.open();
    },
    status,
    stop,
  };
}
