import type { KeyRing } from '@mscore/contracts/crypto';
import type { Bus, Clock, Failpoint, Journal, Log, Metrics, Store } from '@mscore/ports';
import type { CountryCode } from 'libphonenumber-js/mobile';
import type { Link } from './domain/links';

/** What the connector is given. Functions take what they need of it. */
export interface SmppConnectorDeps {
  readonly bus: Bus;
  readonly journal: Journal;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly failpoint: Failpoint;
  readonly links: readonly Link[];
  /** Whose mobile numbers are answered. */
  readonly country: CountryCode;
  /** A fresh event id; random. */
  readonly newId: () => string;
  /** In [0, 1): the jitter of reconnecting. */
  readonly random: () => number;
  /** How long a text whose outcome is unknown waits for a late response before it is sent again. Default 10,000. */
  readonly resendAfterMs?: number;
  /** How long a request waits for its response. Default 10,000. */
  readonly responseTimeoutMs?: number;
}
