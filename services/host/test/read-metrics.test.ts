import { GatewayError, type Health } from '@mscore/ports';
import { createMetrics } from '../src/metrics';
import { createMetricsReader, type MetricsSources } from '../src/read-metrics';
import { linkStatus } from './link-status';

const group = { topic: 'survey.facts', group: 'results-aggregator', lag: 4, state: 'running' } as const;
const quiet: MetricsSources = {
  stats: () => ({ commits: 3, writes: 10, groups: [group] }),
  links: () => [],
  health: () => new Map(),
  faulty: () => false,
  receiptsAsked: false,
  deadLetters: async () => new Map(),
};

/** The lines of metrics after so many looks, each at other sources. */
async function afterLooking(...looks: readonly Partial<MetricsSources>[]): Promise<readonly string[]> {
  const { metrics, registry } = createMetrics();
  let now: MetricsSources = quiet;
  const read = createMetricsReader(metrics, {
    stats: () => now.stats(),
    links: () => now.links(),
    health: () => now.health(),
    faulty: () => now.faulty(),
    get receiptsAsked() {
      return now.receiptsAsked;
    },
    deadLetters: () => now.deadLetters(),
  });
  for (const look of looks) {
    now = { ...quiet, ...look };
    await read();
  }
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('mscore_'));
}

test('what the data folder has counted is a counter, however often somebody looks', async () => {
  const stats = () => ({ commits: 5, writes: 11, groups: [] });
  const lines = await afterLooking({}, {}, { stats });
  expect(lines).toContain('mscore_data_commits_total 5');
  expect(lines).toContain('mscore_data_writes_total 11');
});

test('a group is so far behind, and reads on or has stopped', async () => {
  const labels = '{topic="survey.facts",group="results-aggregator"}';
  expect(await afterLooking({})).toEqual(
    expect.arrayContaining([`mscore_bus_lag_events${labels} 4`, `mscore_bus_stopped${labels} 0`]),
  );
  const stats = () => ({ commits: 3, writes: 10, groups: [{ ...group, state: 'stopped' as const }] });
  expect(await afterLooking({}, { stats })).toContain(`mscore_bus_stopped${labels} 1`);
});

test('a link is in one state, slow for one reason, and its receipts speak one dialect', async () => {
  const receipts = { ...linkStatus().receipts, proposed: 'hex-then-decimal' as const };
  const before = [linkStatus({ state: 'refused', slow: 'unbound', receipts })];
  const after = [linkStatus({ slow: 'rate' })];
  const only = (lines: readonly string[], name: string) =>
    lines.filter((line) => line.startsWith(name) && line.endsWith(' 1')).map((line) => /="([^"]*)"}/.exec(line)?.[1]);
  const names = ['mscore_smpp_link_state', 'mscore_smpp_slow', 'mscore_smpp_receipts_dialect_mismatch'];
  const first = await afterLooking({ links: () => before });
  expect(names.map((name) => only(first, name))).toEqual([['refused'], ['unbound'], ['hex-then-decimal']]);
  const second = await afterLooking({ links: () => before }, { links: () => after });
  expect(names.map((name) => only(second, name))).toEqual([['bound'], ['rate'], []]);
});

test('a link tells its window, pace and times, and its pauses grow', async () => {
  const paused = (pauses: number) => [
    linkStatus({ throttled: { submits: 9, pauses }, rate: { configured: 100, now: 25 } }),
  ];
  const lines = await afterLooking({ links: () => paused(2) }, { links: () => paused(2) }, { links: () => paused(5) });
  expect(lines).toEqual(
    expect.arrayContaining([
      'mscore_smpp_window_open{link="centre"} 3',
      'mscore_smpp_window_size{link="centre"} 10',
      'mscore_smpp_on_wire{link="centre"} 2',
      'mscore_smpp_rate_allowed{link="centre"} 25',
      'mscore_smpp_rate_configured{link="centre"} 100',
      'mscore_smpp_throttle_pauses_total{link="centre"} 5',
      'mscore_smpp_round_trip_ms{link="centre",quantile="0.5"} 12.4',
      'mscore_smpp_round_trip_ms{link="centre",quantile="0.99"} 80.2',
    ]),
  );
});

test('what has not happened yet is counted as zero, so that the first time is seen', async () => {
  const lines = await afterLooking({ links: () => [linkStatus()] });
  expect(lines).toContain('mscore_smpp_refused_total{link="centre"} 0');
  expect(lines).toContain('mscore_smpp_settled_total{link="centre",outcome="rejected"} 0');
});

test('services are ready or not, the data folder takes writes or not, letters are open or not', async () => {
  const health = () =>
    new Map<string, Health>([
      ['data', { ready: true, reasons: [] }],
      ['survey-engine', { ready: false, reasons: ['it is unwell'] }],
    ]);
  const deadLetters = async () => new Map([['conversation.inbox', 3]]);
  const lines = await afterLooking({ health, deadLetters, faulty: () => true });
  expect(lines).toEqual(
    expect.arrayContaining([
      'mscore_service_ready{service="data"} 1',
      'mscore_service_ready{service="survey-engine"} 0',
      'mscore_data_fault 1',
      'mscore_dead_letters_open{topic="conversation.inbox"} 3',
    ]),
  );
});

test('a data folder that does not answer takes no other figure with it', async () => {
  const deadLetters = () => Promise.reject(new GatewayError('MSCORE_STORE_IO', 'no answer', { retry: true }));
  expect(await afterLooking({ deadLetters, faulty: () => true })).toContain('mscore_data_fault 1');
  await expect(afterLooking({ deadLetters: () => Promise.reject(new TypeError('a bug')) })).rejects.toThrow('a bug');
});

test('deliveries are counted from zero, and it is told whether receipts are asked for: an alert looks at both', async () => {
  const links = () => [linkStatus()];
  const [without, asking] = [await afterLooking({ links }), await afterLooking({ links, receiptsAsked: true })];
  expect(without).toEqual(
    expect.arrayContaining([
      'mscore_smpp_delivery_total{link="centre",outcome="delivered"} 0',
      'mscore_smpp_receipts_asked{link="centre"} 0',
    ]),
  );
  expect(asking).toContain('mscore_smpp_receipts_asked{link="centre"} 1');
});
