import { type Embedded, type EmbeddedOptions, openAdapters } from '@mscore/adapters';
import { GatewayError, type Health } from '@mscore/ports';
import type { Config } from './config';
import type { Step } from './life-cycle';

/** The open data folder, and what is known of its faults. */
export interface Data {
  readonly embedded: Embedded;
  health(): Health;
  /** The last write failed, and none has succeeded since. */
  faulty(): boolean;
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
  // A fault is over when something was committed after it.
  const current = () => (fault?.commits === embedded.stats().commits ? fault : undefined);
  return { embedded, health: () => healthOf(embedded, current()?.message), faulty: () => current() !== undefined };
}

function healthOf(embedded: Embedded, fault: string | undefined): Health {
  const stopped = embedded.stats().groups.filter(({ state }) => state === 'stopped');
  const reasons = [
    ...(fault === undefined ? [] : [fault]),
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
