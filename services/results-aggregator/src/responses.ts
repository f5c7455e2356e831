import type { Collection, CollectionSpec, Store } from '@mscore/ports';
import type { ResponseDocument } from './domain/response-document';

const spec: CollectionSpec<ResponseDocument> = {
  name: 'responses',
  indexes: { begun: { order: 'begunAt' } },
};

/** The responses as folded: the only stored truth of results. Ids are response ids. */
export const openResponses = (store: Store): Collection<ResponseDocument> =>
  store.scope('results-aggregator').collection(spec);
