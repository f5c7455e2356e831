import type { Embedded } from '@mscore/adapters';
import type { Clock, Page } from '@mscore/ports';
import { createResultsAggregator, type ResponseDocument } from '@mscore/results-aggregator';
import { createMessageIdFinder, createSubmissionReader } from '@mscore/smpp-connector';
import type { GivenSettings } from '@mscore/survey-engine';
import { createReadConversation, type ReadConversation, type ReadSurveys } from './conversations';
import { createDeadLetters, type DeadLetters } from './dead-letters';
import { createShowMessage, type ShowMessage } from './messages';

/** Reads responses page by page. */
export type ReadResponses = (query: { after?: string; limit: number }) => Promise<Page<ResponseDocument>>;

/** What operators may ask of a data folder, of the gateway that owns it or of the folder itself. */
export interface Operations {
  readonly responses: ReadResponses;
  readonly deadLetters: DeadLetters;
  readonly showMessage: ShowMessage;
  readonly readConversation: ReadConversation;
  readonly readSurveys: ReadSurveys;
}

/**
 * The operations on an open data folder.
 * @param groups of links, as far as they are known: messages are found by the network's ids within them
 * @param given what the surveys engine is told; asked for only where it matters
 */
export function createOperations(
  embedded: Pick<Embedded, 'bus' | 'journal' | 'store' | 'topics'>,
  clock: Clock,
  groups: readonly string[],
  given: () => Promise<GivenSettings>,
): Operations {
  const quiet = { log: () => {}, metrics: { count: () => {}, gauge: () => {} } };
  return {
    responses: createResultsAggregator({ ...embedded, ...quiet, clock }).responses,
    deadLetters: createDeadLetters({ ...embedded, clock }),
    showMessage: createShowMessage({
      ...embedded,
      readSubmissions: createSubmissionReader(embedded.store),
      findByMessageId: createMessageIdFinder(embedded.store, [...new Set(groups)]),
      clock,
    }),
    ...createReadConversation(embedded, given),
  };
}
