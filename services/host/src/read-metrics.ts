import type { Embedded } from '@mscore/adapters';
import type { Metrics } from '@mscore/ports';
import type { SmppConnector } from '@mscore/smpp-connector';

/**
 * Brings those metrics up to date that are read when somebody looks: nothing is spent on them between two looks.
 * What the adapters have counted since the folder was opened is counted here by how much it grew.
 */
export function createMetricsReader(
  metrics: Metrics,
  embedded: Pick<Embedded, 'stats'>,
  connector: Pick<SmppConnector, 'links'>,
): () => void {
  let seen = { commits: 0, writes: 0 };
  return () => {
    const { commits, writes, groups } = embedded.stats();
    metrics.count('mscore_data_commits_total', {}, commits - seen.commits);
    metrics.count('mscore_data_writes_total', {}, writes - seen.writes);
    seen = { commits, writes };
    for (const { topic, group, lag } of groups) metrics.gauge('mscore_bus_lag_events', lag, { topic, group });
    for (const { name: link, open, waiting, unknown } of connector.links()) {
      metrics.gauge('mscore_smpp_window_open', open, { link });
      metrics.gauge('mscore_smpp_waiting', waiting, { link });
      metrics.gauge('mscore_smpp_unknown', unknown, { link });
    }
  };
}
