import type { Bus, Clock, Health, Log, Metrics, Page, Service, Store, Subscription } from '@mscore/ports';
import type { ResponseDocument } from './domain/response-document';
import { handleBatch } from './handle-batch';
import { listResponses, openResponses } from './responses';

export type { GivenAnswer, RecordedAnswer, RecordedComment, ResponseDocument } from './domain/response-document';

export interface ResultsAggregatorDeps {
  readonly bus: Bus;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export interface ResultsAggregator extends Service {
  /** Responses in the order they began. `after` is an earlier page's `next`. */
  responses(query: { readonly after?: string; readonly limit: number }): Promise<Page<ResponseDocument>>;
}

/** Facts of one response come in bursts of two or three; a batch shares one save. */
const MAX_BATCH = 200;

/** Folds survey facts into one document per response. */
export function createResultsAggregator(deps: ResultsAggregatorDeps): ResultsAggregator {
  const { bus, store, log, metrics } = deps;
  const responses = openResponses(store);
  let subscription: Subscription | undefined;
  return {
    name: 'results-aggregator',
    async start() {
      subscription = await bus.subscribe({
        topic: 'survey.facts',
        group: 'results-aggregator',
        maxBatch: MAX_BATCH,
        handle: (batch) => handleBatch(responses, metrics, batch),
      });
      log('info', 'aggregator-started');
    },
    async stop() {
      await subscription?.close();
      log('info', 'aggregator-stopped');
    },
    health: () => healthOf(subscription),
    responses: (query) => listResponses(responses, query),
  };
}

function healthOf(subscription: Subscription | undefined): Health {
  if (subscription?.state === 'running') return { ready: true, reasons: [] };
  const reason =
    subscription?.state === 'stopped' ? 'too many survey facts could not be handled' : 'the aggregator is not running';
  return { ready: false, reasons: [reason] };
}
