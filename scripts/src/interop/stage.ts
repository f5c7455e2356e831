import { join } from 'node:path';
import {
  type GatewayPlace,
  type LinkUnderTest,
  prepareGateway,
  type RunningGateway,
  runCommand,
  startGateway,
} from '../processes/gateway';
import { until } from '../processes/within';
import type { Setting } from './scenario';

/** A gateway a scenario may start, kill and question. */
export interface Stage {
  readonly place: GatewayPlace;
  /** As last started. */
  readonly gateway: RunningGateway;
  /** Starts it, again after it ended, and waits until it is ready; its links may not be bound yet. */
  start(): Promise<void>;
  /** A metric's sum over its labels, or over those lines that say `label="value"`; 0 while nobody answers. */
  metric(name: string, label?: string): Promise<number>;
  /** The coded responses. */
  responses(): Promise<readonly StoredResponse[]>;
  /** What `mscore` prints as JSON. */
  ask(...args: readonly string[]): Promise<unknown>;
}

/** The part of a response the scenarios look at. */
export interface StoredResponse {
  readonly response: string;
  readonly comments: readonly { readonly variable: string; readonly length: number }[];
}

/** Prepares a gateway below the scenario's folder; it ends with the scenario. */
export async function prepareStage(
  setting: Setting,
  link: LinkUnderTest,
  settings: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const place = await prepareGateway(join(setting.folder, 'gateway'), link);
  let gateway: RunningGateway | undefined;
  setting.atEnd(async () => void (await gateway?.kill('SIGKILL')));
  const running = (): RunningGateway => {
    if (gateway === undefined) throw new Error('the gateway was never started');
    return gateway;
  };
  const ask = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await runCommand(place, ...args));
  return {
    place,
    get gateway() {
      return running();
    },
    async start() {
      gateway = startGateway(place, settings);
      await gateway.ready;
    },
    metric: (name, label = '') => readMetric(place, name, label),
    responses: async () => (await ask('responses', '--json')) as readonly StoredResponse[],
    ask,
  };
}

async function readMetric(place: GatewayPlace, name: string, label: string): Promise<number> {
  try {
    const text = await (await fetch(`http://${place.http}/metrics`, { signal: AbortSignal.timeout(2_000) })).text();
    const lines = text
      .split('\n')
      .filter((line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && line.includes(label));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  } catch {
    return 0;
  }
}

/** Waits until a metric says so. */
export const untilMetric = (
  stage: Stage,
  milliseconds: number,
  name: string,
  holds: (value: number) => boolean,
): Promise<number> =>
  until(milliseconds, name, async () => {
    const value = await stage.metric(name);
    return holds(value) ? value : undefined;
  });

/** Seconds with one place, since a moment of `performance.now()`. */
export const secondsSince = (begin: number): string => ((performance.now() - begin) / 1_000).toFixed(1);
