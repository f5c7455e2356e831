import { randomBytes } from 'node:crypto';
import { type Embedded, openAdapters } from '@mscore/adapters';
import { type GatewayError, type Health, type Log, type Metrics, systemClock } from '@mscore/ports';
import { createResultsAggregator, type ResultsAggregator } from '@mscore/results-aggregator';
import { createSmppConnector, type Link, type SmppConnector } from '@mscore/smpp-connector';
import { createSurveyEngine } from '@mscore/survey-engine';
import type { Registry } from 'prom-client';
import { type Config, describeConfig } from './config';
import { createControlApp, listenForControl } from './control';
import { createFailpoint } from './failpoints';
import { createOperatorsApp, type Listening, listen } from './http';
import { loadKeys } from './keys';
import { type Step, startInOrder } from './life-cycle';
import type { LogFor } from './logging';
import { createMetrics } from './metrics';
import { surveysFor } from './surveys';

/** A gateway that runs. */
export interface Gateway {
  readonly httpPort: number;
  health(): ReadonlyMap<string, Health>;
  /** Drains and stops everything. Resolves to whether all of it ended in time. */
  stop(withinMs: number): Promise<boolean>;
}

export interface GatewayOptions {
  readonly config: Config;
  readonly links: readonly Link[];
  readonly logFor: LogFor;
  /** A fault that this process cannot survive: whoever supervises it should start a new one. */
  readonly onFatal: (error: GatewayError) => void;
}

/**
 * Puts the gateway together and starts it: data, services, operators' endpoints, and the links last, so that nothing
 * is accepted before everything behind it stands.
 * @throws GatewayError that says why it cannot start.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, logFor, onFatal } = options;
  const log = logFor('host');
  const clock = systemClock;
  const surveys = await surveysFor(config, log);
  const { metrics, registry } = createMetrics();
  const failpoint = createFailpoint(config.failpoint);
  let fault: { readonly message: string; readonly commits: number } | undefined;
  const embedded: Embedded = await openAdapters(
    { bus: config.bus, store: config.store },
    {
      clock,
      failpoint,
      onFault: (error) => {
        log('error', 'data-fault', { code: error.code, error: error.name });
        if (!error.retry) onFatal(error);
        else fault = { message: error.message, commits: embedded.stats().commits };
      },
      ...(config.sabotage === '' ? {} : { sabotage: config.sabotage }),
    },
  );
  try {
    const keys = await loadKeys(config.keys, config.data, clock.now());
    const { bus, journal, store } = embedded;
    const common = { bus, journal, store, keys, clock, metrics, failpoint };
    const aggregator = createResultsAggregator({ ...common, log: logFor('results-aggregator') });
    const engine = createSurveyEngine({
      ...common,
      log: logFor('survey-engine'),
      surveys,
      walkIn: config.walkIn === 'on',
      hotline: config.hotline,
      replyExpiresMinutes: config.replyExpiresMinutes,
    });
    const connector = createSmppConnector({
      ...common,
      log: logFor('smpp-connector'),
      links: options.links,
      country: config.country,
      resendAfterMs: config.resendAfterMs,
      newId: () => randomBytes(16).toString('base64url'),
      random: Math.random,
    });
    const data = dataHealth(embedded, () => fault);
    const health = (): ReadonlyMap<string, Health> =>
      new Map([
        ['data', data()],
        ...[aggregator, engine, connector].map((service) => [service.name, service.health()] as const),
      ]);
    const http = httpStep(config, { health, metrics: () => refresh(registry, metrics, embedded, connector) });
    const running = await startInOrder(
      [dataStep(embedded), aggregator, engine, controlStep(config, aggregator), http, connector],
      clock,
      log,
    );
    log('info', 'gateway-ready', { address: `${config.http.host}:${http.port()}` });
    return { httpPort: http.port(), health, stop: (withinMs) => running.stop(withinMs) };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}

/** Says what it starts with; secrets are no part of it. */
export function logConfig(config: Config, log: Log): void {
  for (const [name, value] of Object.entries(describeConfig(config)))
    log('info', 'setting', { code: name, state: value });
}

/** Opened before everything else, closed after everything else. */
const dataStep = (embedded: Embedded): Step => ({
  name: 'data',
  start: async () => {},
  stop: () => embedded.close(),
});

/** A fault is over when something was committed after it. */
function dataHealth(
  embedded: Embedded,
  lastFault: () => { message: string; commits: number } | undefined,
): () => Health {
  return () => {
    const { commits, groups } = embedded.stats();
    const fault = lastFault();
    const stopped = groups.filter(({ state }) => state === 'stopped');
    const reasons = [
      ...(fault !== undefined && fault.commits === commits ? [fault.message] : []),
      ...stopped.map(({ topic, group }) => `${group} stopped reading ${topic}: too many dead letters`),
    ];
    return { ready: reasons.length === 0, reasons };
  };
}

function controlStep(config: Config, aggregator: ResultsAggregator): Step {
  let listening: Listening | undefined;
  return {
    name: 'control',
    start: async () => {
      listening = await listenForControl(createControlApp(aggregator.responses), config.data);
    },
    stop: async () => listening?.close(),
  };
}

function httpStep(config: Config, probes: Parameters<typeof createOperatorsApp>[0]): Step & { port(): number } {
  let listening: Listening | undefined;
  return {
    name: 'http',
    port: () => listening?.port ?? config.http.port,
    start: async () => {
      listening = await listen(createOperatorsApp(probes), { host: config.http.host, port: config.http.port });
    },
    stop: async () => listening?.close(),
  };
}

/** Gauges are read when asked for: nothing is spent on them between two looks. */
async function refresh(
  registry: Registry,
  metrics: Metrics,
  embedded: Embedded,
  connector: SmppConnector,
): Promise<Registry> {
  const stats = embedded.stats();
  metrics.gauge('mscore_data_commits_total', stats.commits);
  metrics.gauge('mscore_data_writes_total', stats.writes);
  for (const { topic, group, lag } of stats.groups) metrics.gauge('mscore_bus_lag_events', lag, { topic, group });
  for (const link of connector.links()) {
    metrics.gauge('mscore_smpp_window_open', link.open, { link: link.name });
    metrics.gauge('mscore_smpp_waiting', link.waiting, { link: link.name });
    metrics.gauge('mscore_smpp_unknown', link.unknown, { link: link.name });
  }
  return registry;
}
