import type { Bus, Clock, Failpoint, GatewayError, Journal, Store, Topics } from '@mscore/ports';

export interface EmbeddedOptions {
  /** The data folder. Created with mode 0700 when missing. */
  readonly folder: string;
  readonly clock: Clock;
  /** Passed `row8` when a save is durable and its callers do not know yet. */
  readonly failpoint?: Failpoint;
  /**
   * Told of faults an operator must know: disk full and I/O errors (`retry: true`, the adapter goes on trying with each
   * new write), a dead worker (`retry: false`, nothing works any more).
   */
  readonly onFault?: (error: GatewayError) => void;
  /**
   * Acknowledges writes before they are committed, so that the judge of lost messages can be seen to find losses.
   * A judge nobody saw fail proves nothing. Refused unless `NODE_ENV` is `test`.
   */
  readonly sabotage?: 'synchronous-off';
}

/** How far a group of subscribers is behind a topic. */
export interface GroupLag {
  readonly topic: string;
  readonly group: string;
  /** Events published and not yet handled; estimated while the group reads from the file. */
  readonly lag: number;
  /** `stopped`: see `Subscription.state`. */
  readonly state: 'running' | 'stopped';
}

/** Counters since the folder was opened; for metrics. */
export interface EmbeddedStats {
  readonly commits: number;
  /** Events appended and documents written or deleted. */
  readonly writes: number;
  /** Calls that wait for their turn or for their commit. */
  readonly waiting: number;
  readonly lastCommitMs: number;
  readonly cachedDocuments: number;
  readonly cachedBytes: number;
  readonly groups: readonly GroupLag[];
}

/** Bus, journal, store and the reading of topics on one SQLite file. */
export interface Embedded {
  readonly bus: Bus;
  readonly journal: Journal;
  readonly store: Store;
  readonly topics: Topics;
  stats(): EmbeddedStats;
  /**
   * Deletes events past their retention, in small steps. Runs by itself every hour.
   * Resolves with the number of deleted events.
   */
  retain(): Promise<number>;
  /** Waits for handlers in flight, makes offsets durable and releases the folder. */
  close(): Promise<void>;
}
