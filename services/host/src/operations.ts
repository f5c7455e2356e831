import type { Embedded } from '@mscore/adapters';
import type { Clock, Page } from '@mscore/ports';
import { createResultsAggregator, type ResponseDocument } from '@mscore/results-aggregator';
import { createSubmissionReader } from '@mscore/smpp-connector';
import { createDeadLetters, type DeadLetters } from './dead-letters';
import { createShowMessage, type ShowMessage } from './messages';

/** Reads responses page by page. */
export type ReadResponses = (query: { after?: string; limit: number }) => Promise<Page<ResponseDocument>>;

/** What operators may ask of a data folder, of the gateway that owns it or of the folder itself. */
export interface Operations {
  readonly responses: ReadResponses;
  readonly deadLetters: DeadLetters;
  readonly showMessage: ShowMessage;
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
    showMessage: createShowMessage({ ...embedded, readSubmissions: createSubmissionReader(embedded.store), clock }),
  };
}
