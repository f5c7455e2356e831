import type { Bus, Clock, Log, Metrics, Page, Service, Store } from '@mscore/ports';
import type { ResponseDocument } from './domain/response-document';

export type { RecordedAnswer, RecordedComment, ResponseDocument } from './domain/response-document';

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

export declare function createResultsAggregator(deps: ResultsAggregatorDeps): ResultsAggregator;
