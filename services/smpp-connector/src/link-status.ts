/** `half-bound`: one of the two binds of a pair stands. `refused`: the message centre turned the bind down. */
export type LinkState = 'connecting' | 'bound' | 'half-bound' | 'waiting' | 'refused' | 'stopped';

/** One session of a link: a transceiver, or one half of a transmitter-receiver pair. */
export interface BindStatus {
  readonly type: 'transceiver' | 'transmitter' | 'receiver';
  readonly state: Exclude<LinkState, 'half-bound'>;
  /** ISO 8601 UTC; absent while it is not bound. */
  readonly boundSince?: string;
  /** When its last session ended, ISO 8601 UTC; absent while it is bound, and where it never was since the start. */
  readonly since?: string;
  /** When it is tried again, ISO 8601 UTC; absent while it is bound or being tried. */
  readonly nextTryAt?: string;
  /** What ended its last session or attempt: a system error code, a command_status, a reason of ours. */
  readonly lastSetback?: string;
  readonly encrypted: boolean;
}

/** What holds a link's messages back, most likely first. */
export type Slowness =
  /** It is not bound. */
  | 'unbound'
  /** The message centre said "not now": our pace is below what the link is configured for. */
  | 'throttled'
  /** The configured rate is used up. */
  | 'rate'
  /** All window slots wait for the message centre's answers. */
  | 'window'
  /** The message centre keeps putting messages off: so many wait for their next attempt that no others are begun. */
  | 'deferred'
  /** The message centre takes its time to answer. */
  | 'round-trip'
  /** Our own store takes its time. */
  | 'store';

/** The sending half of a link as operators see it. */
export interface SenderStatus {
  /** Messages being sent whose outcome is not saved yet. */
  readonly open: number;
  /** Unanswered submit_sm at most. */
  readonly window: number;
  /** Submit_sm on the wire now. */
  readonly onWire: number;
  /** Queued in memory. */
  readonly waiting: number;
  /** The store holds more than memory does. */
  readonly more: boolean;
  /** Put off by the message centre, each until its next attempt. */
  readonly deferred: number;
  /** Of unknown outcome, to be sent again. */
  readonly unknown: number;
  /** PDUs per second: as configured, and as allowed now by what the message centre said. */
  readonly rate: { readonly configured: number; readonly now: number };
  /** Submit_sm the message centre answered with "too fast", since start, and the pauses that followed. */
  readonly throttled: { readonly submits: number; readonly pauses: number };
  /** Median and 99th percentile of the last answers to our submit_sm, ms; absent before the first. */
  readonly roundTripMs?: { readonly p50: number; readonly p99: number };
  /** Absent when nothing waits. */
  readonly slow?: Slowness;
}

/** The receipts of a link's group as operators see them. */
export interface ReceiptStatus {
  /** Receipts of the last 24 hours that no message of ours is known for. */
  readonly unmatched: number;
  /** Matched since start, by how their id was spelled against the one in submit_sm_resp. */
  readonly matched: Readonly<Record<'same' | 'hex-then-decimal' | 'decimal-then-hex' | 'other-spelling', number>>;
  /** What `messageIds` of the link's profile should say, where it says otherwise. */
  readonly proposed?: 'same' | 'hex-then-decimal' | 'decimal-then-hex';
}

/** A link as operators see it. */
export interface LinkStatus extends SenderStatus {
  readonly name: string;
  readonly group: string;
  readonly state: LinkState;
  readonly binds: readonly BindStatus[];
  /** What ended the last session or attempt. */
  readonly lastSetback?: string;
  readonly receipts: ReceiptStatus;
}

/** A link is bound when all of its binds are; otherwise as the one that is worst off. */
export function linkState(binds: readonly Pick<BindStatus, 'state'>[]): LinkState {
  const states = new Set(binds.map(({ state }) => state));
  if (states.size === 1) return binds[0]?.state ?? 'stopped';
  if (states.has('bound')) return 'half-bound';
  const worst = (['refused', 'waiting', 'connecting'] as const).find((state) => states.has(state));
  return worst ?? 'stopped';
}
