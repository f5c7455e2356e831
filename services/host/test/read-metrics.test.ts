import { createMetrics } from '../src/metrics';
import { createMetricsReader } from '../src/read-metrics';

test('what the data folder has counted is a counter, however often somebody looks', async () => {
  const { metrics, registry } = createMetrics();
  let stats = { commits: 3, writes: 10 };
  const still = { waiting: 0, lastCommitMs: 0, cachedDocuments: 0, cachedBytes: 0 };
  const groups = [{ topic: 'survey.facts', group: 'results-aggregator', lag: 4, state: 'running' }] as const;
  const read = createMetricsReader(metrics, { stats: () => ({ ...stats, ...still, groups }) }, { links: () => [] });
  read();
  read();
  stats = { commits: 5, writes: 11 };
  read();
  const text = await registry.metrics();
  expect(text).toContain('# TYPE mscore_data_commits_total counter');
  expect(text).toContain('mscore_data_commits_total 5');
  expect(text).toContain('mscore_data_writes_total 11');
  expect(text).toContain('mscore_bus_lag_events{topic="survey.facts",group="results-aggregator"} 4');
});
