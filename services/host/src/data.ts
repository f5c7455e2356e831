import { type Embedded, type EmbeddedOptions, openAdapters } from '@mscore/adapters';
import { GatewayError, type Health } from '@mscore/ports';
import type { Config } from './config';
import type { Step } from './life-cycle';

/** The open data folder, and what is known of its faults. */
export interface Data {
  readonly embedded: Embedded;
  health(): Health;
}

type Options = Pick<EmbeddedOptions, 'clock' | 'failpoint'> & {
  /** Told of every fault. */
  readonly onFault?: (error: GatewayError) => void;
};

/**
 * Opens the data folder. One that is refused is not touched.
 * @throws GatewayError MSCORE_DATA_LOCKED naming the folder, and those of the adapters.
 */
export async function openData(config: Config, options: Options): Promise<Data> {
  let fault: { readonly message: string; readonly commits: number } | undefined;
  const embedded = await openAdapters(
    { bus: config.bus, store: config.store },
    {
      ...options,
      onFault: (error) => {
        options.onFault?.(error);
        if (error.retry) fault = { message: error.message, commits: embedded.stats().commits };
      },
      ...(config.sabotage === '' ? {} : { sabotage: config.sabotage }),
    },
  ).catch((error: unknown) => {
    if (!(error instanceof GatewayError) || error.code !== 'MSCORE_DATA_LOCKED') throw error;
    throw new GatewayError(error.code, `a gateway already runs on the data folder ${config.data}`, {
      retry: false,
      cause: error,
    });
  });
  return { embedded, health: () => healthOf(embedded, fault) };
}

/** A fault is over when something was committed after it. */
function healthOf(
  embedded: Embedded,
  fault: { readonly message: string; readonly commits: number } | undefined,
): Health {
  const { commits, groups } = embedded.stats();
  const stopped = groups.filter(({ state }) => state === 'stopped');
  const reasons = [
    ...(fault !== undefined && fault.commits === commits ? [fault.message] : []),
    ...stopped.map(({ topic, group }) => `${group} stopped reading ${topic}: too many dead letters`),
  ];
  return { ready: reasons.length === 0, reasons };
}

/** Opened before everything else, closed after everything else. */
export const dataStep = (embedded: Embedded): Step => ({
  name: 'data',
  start: async () => {},
  stop: () => embedded.close(),
});
