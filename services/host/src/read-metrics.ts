import type { EmbeddedStats } from '@mscore/adapters';
import { GatewayError, type Health, type Metrics } from '@mscore/ports';
import type { LinkState, LinkStatus } from '@mscore/smpp-connector';

/** What is looked at when somebody looks at the metrics. */
export interface MetricsSources {
  stats(): Pick<EmbeddedStats, 'commits' | 'writes' | 'groups'>;
  links(): readonly LinkStatus[];
  health(): ReadonlyMap<string, Health>;
  /** Nothing can be written to the data folder. */
  faulty(): boolean;
  /** Replies ask the message centres for receipts. */
  readonly receiptsAsked: boolean;
  /** Open dead letters by topic. */
  deadLetters(): Promise<ReadonlyMap<string, number>>;
}

const STATES: readonly LinkState[] = ['connecting', 'bound', 'half-bound', 'waiting', 'refused', 'stopped'];
/** A table, so that a reason that is new is missed by the compiler and not by an operator. */
const REASONS: Readonly<Record<NonNullable<LinkStatus['slow']>, true>> = {
  unbound: true,
  throttled: true,
  rate: true,
  window: true,
  deferred: true,
  'round-trip': true,
  store: true,
};
const DIALECTS: readonly NonNullable<LinkStatus['receipts']['proposed']>[] = [
  'same',
  'hex-then-decimal',
  'decimal-then-hex',
];

/** Counters that alerts ask for the growth of: growth is seen only where a number was there before. */
const COUNTED_FROM_ZERO = [
  'mscore_smpp_refused_total',
  'mscore_smpp_undecoded_total',
  'mscore_smpp_malformed_total',
  'mscore_smpp_timeouts_total',
  'mscore_smpp_suspects_unsaved_total',
] as const;
const DELIVERIES = ['delivered', 'failed'] as const;
const OUTCOMES = ['accepted', 'rejected', 'expired', 'unknown'] as const;

/**
 * Brings those metrics up to date that are read when somebody looks: nothing is spent on them between two looks.
 * What was counted elsewhere since the start is counted here by how much it grew.
 */
export function createMetricsReader(metrics: Metrics, sources: MetricsSources): () => Promise<void> {
  const countGrowth = createGrowth(metrics);

  function readLink(link: LinkStatus): void {
    const { name, rate, receipts } = link;
    const labels = { link: name };
    for (const counter of COUNTED_FROM_ZERO) metrics.count(counter, labels, 0);
    for (const outcome of OUTCOMES) metrics.count('mscore_smpp_settled_total', { ...labels, outcome }, 0);
    for (const outcome of DELIVERIES) metrics.count('mscore_smpp_delivery_total', { ...labels, outcome }, 0);
    setOne(metrics, 'mscore_smpp_receipts_asked', labels, sources.receiptsAsked);
    for (const state of STATES) setOne(metrics, 'mscore_smpp_link_state', { ...labels, state }, state === link.state);
    for (const reason of Object.keys(REASONS))
      setOne(metrics, 'mscore_smpp_slow', { ...labels, reason }, reason === link.slow);
    for (const dialect of DIALECTS) {
      const differs = dialect === receipts.proposed;
      setOne(metrics, 'mscore_smpp_receipts_dialect_mismatch', { ...labels, dialect }, differs);
    }
    metrics.gauge('mscore_smpp_window_open', link.open, labels);
    metrics.gauge('mscore_smpp_window_size', link.window, labels);
    metrics.gauge('mscore_smpp_on_wire', link.onWire, labels);
    metrics.gauge('mscore_smpp_waiting', link.waiting, labels);
    metrics.gauge('mscore_smpp_unknown', link.unknown, labels);
    metrics.gauge('mscore_smpp_put_off', link.deferred, labels);
    metrics.gauge('mscore_smpp_rate_configured', rate.configured, labels);
    metrics.gauge('mscore_smpp_rate_allowed', rate.now, labels);
    countGrowth('mscore_smpp_throttle_pauses_total', link.throttled.pauses, labels);
    if (link.roundTripMs === undefined) return;
    metrics.gauge('mscore_smpp_round_trip_ms', link.roundTripMs.p50, { ...labels, quantile: '0.5' });
    metrics.gauge('mscore_smpp_round_trip_ms', link.roundTripMs.p99, { ...labels, quantile: '0.99' });
  }

  return async () => {
    const { commits, writes, groups } = sources.stats();
    countGrowth('mscore_data_commits_total', commits);
    countGrowth('mscore_data_writes_total', writes);
    for (const { topic, group, lag, state } of groups) {
      metrics.gauge('mscore_bus_lag_events', lag, { topic, group });
      setOne(metrics, 'mscore_bus_stopped', { topic, group }, state === 'stopped');
    }
    for (const link of sources.links()) readLink(link);
    for (const [service, { ready }] of sources.health()) setOne(metrics, 'mscore_service_ready', { service }, ready);
    setOne(metrics, 'mscore_data_fault', {}, sources.faulty());
    for (const [topic, open] of await readable(sources.deadLetters)) {
      metrics.gauge('mscore_dead_letters_open', open, { topic });
    }
  };
}

/** Nothing where the data folder does not answer: then all the other figures are needed most. */
async function readable<T>(read: () => Promise<ReadonlyMap<string, T>>): Promise<ReadonlyMap<string, T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GatewayError) return new Map();
    throw error;
  }
}

type Labels = Readonly<Record<string, string>>;

const setOne = (metrics: Metrics, name: string, labels: Labels, is: boolean): void =>
  metrics.gauge(name, is ? 1 : 0, labels);

/** Counts by how much a sum grew since it was last told. */
function createGrowth(metrics: Metrics): (name: string, sum: number, labels?: Labels) => void {
  const seen = new Map<string, number>();
  return (name, sum, labels = {}) => {
    const key = `${name}${JSON.stringify(labels)}`;
    metrics.count(name, labels, sum - (seen.get(key) ?? 0));
    seen.set(key, sum);
  };
}
