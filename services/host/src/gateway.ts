import { randomBytes } from 'node:crypto';
import { type GatewayError, type Health, type Log, systemClock } from '@mscore/ports';
import { createResultsAggregator } from '@mscore/results-aggregator';
import { createSmppConnector, type Link, type SmppConnector } from '@mscore/smpp-connector';
import { createSurveyEngine } from '@mscore/survey-engine';
import { type Config, describeConfig } from './config';
import { createControlApp, listenForControl } from './control';
import { dataStep, openData } from './data';
import { createFailpoint } from './failpoints';
import { checkFolders } from './folders';
import { createOperatorsApp, type Listening, listen } from './http';
import { loadKeys } from './keys';
import { checkShortCodes } from './keywords';
import { type Step, startInOrder } from './life-cycle';
import type { LogFor } from './logging';
import { createMetrics } from './metrics';
import { createOperations, type Operations } from './operations';
import { createMetricsReader } from './read-metrics';
import { engineLinks, givenSettings, surveysFor } from './surveys';

/** A gateway that runs. */
export interface Gateway {
  readonly httpPort: number;
  health(): ReadonlyMap<string, Health>;
  /** Drains and stops everything. Resolves to whether all of it ended in time. */
  stop(withinMs: number): Promise<boolean>;
}

export interface GatewayOptions {
  readonly config: Config;
  /** Asked for once the data and its keys are known to be usable. */
  readonly links: () => Promise<readonly Link[]>;
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
  const given = await givenSettings(config, surveys);
  await checkFolders(config);
  const { metrics, registry } = createMetrics();
  const failpoint = createFailpoint(config.failpoint);
  const data = await openData(config, {
    clock,
    failpoint,
    onFault: (error) => {
      log('error', 'data-fault', { code: error.code, error: error.name });
      if (!error.retry) onFatal(error);
    },
  });
  const { embedded } = data;
  try {
    const keys = await loadKeys(config.keys, config.data, clock.now());
    const links = await options.links();
    checkShortCodes(config.keywords, given.keywords ?? {}, links);
    const deciding = { ...given, links: engineLinks(links) };
    const { bus, journal, store } = embedded;
    const common = { bus, journal, store, keys, clock, metrics, failpoint };
    const aggregator = createResultsAggregator({ ...common, log: logFor('results-aggregator') });
    const engine = createSurveyEngine({
      ...common,
      log: logFor('survey-engine'),
      ...deciding,
      hotline: config.hotline,
      replyExpiresMinutes: config.replyExpiresMinutes,
      replyReport: config.replyReport,
    });
    const connector = createSmppConnector({
      ...common,
      log: logFor('smpp-connector'),
      links,
      country: config.country,
      resendAfterMs: config.resendAfterMs,
      newId: () => randomBytes(16).toString('base64url'),
      random: Math.random,
    });
    const health = (): ReadonlyMap<string, Health> =>
      new Map([
        ['data', data.health()],
        ...[aggregator, engine, connector].map((service) => [service.name, service.health()] as const),
      ]);
    const operations = createOperations(
      embedded,
      clock,
      links.map(({ group }) => group),
      async () => deciding,
    );
    const readMetrics = createMetricsReader(metrics, {
      stats: embedded.stats,
      links: connector.links,
      health,
      faulty: data.faulty,
      receiptsAsked: config.replyReport !== 'none',
      deadLetters: operations.deadLetters.open,
    });
    const http = httpStep(config, {
      health,
      metrics: async () => {
        await readMetrics();
        return registry;
      },
    });
    const running = await startInOrder(
      [dataStep(embedded), aggregator, engine, controlStep(config, operations, connector.links), http, connector],
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

function controlStep(config: Config, operations: Operations, links: SmppConnector['links']): Step {
  let listening: Listening | undefined;
  return {
    name: 'control',
    start: async () => {
      listening = await listenForControl(createControlApp(operations, links), config.data);
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
