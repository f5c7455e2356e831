import type { Embedded } from '@mscore/adapters';
import type { Clock, Page } from '@mscore/ports';
import { createResultsAggregator, type ResponseDocument } from '@mscore/results-aggregator';
import { createDeadLetters, type DeadLetters } from './dead-letters';

/** Reads responses page by page. */
export type ReadResponses = (query: { after?: string; limit: number }) => Promise<Page<ResponseDocument>>;

/** What operators may ask of a data folder, of the gateway that owns it or of the folder itself. */
export interface Operations {
  readonly responses: ReadResponses;
  readonly deadLetters: DeadLetters;
}

/** The operations on an open data folder. */
export function createOperations(
  embedded: Pick<Embedded, 'bus' | 'journal' | 'store' | 'topics'>,
  clock: Clock,
): Operations {
  const quiet = { log: () => {}, metrics: { count: () => {}, gauge: () => {} } };
  return {
    responses: createResultsAggregator({ ...embedded, ...quiet, clock }).responses,
    deadLetters: createDeadLetters({ ...embedded, clock }),
  };
}
