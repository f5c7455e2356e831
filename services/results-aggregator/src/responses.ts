import type { Collection, CollectionSpec, Page, Store, Versioned } from '@mscore/ports';
import type { ResponseDocument, ResultDocument } from './domain/response-document';

const spec: CollectionSpec<ResultDocument> = {
  name: 'responses',
  // What never began is not in it.
  indexes: { begun: { order: 'begunAt' } },
};

/** The responses as folded: the only stored truth of results. Ids are response ids. */
export const openResponses = (store: Store): Collection<ResultDocument> =>
  store.scope('results-aggregator').collection(spec);

/** Responses in the order they began; never an invitation that was dropped. */
export async function listResponses(
  responses: Collection<ResultDocument>,
  query: { readonly after?: string; readonly limit: number },
): Promise<Page<ResponseDocument>> {
  const { items, ...page } = await responses.query({ index: 'begun', ...query });
  return { ...page, items: items.flatMap((item) => (isResponse(item) ? [item] : [])) };
}

const isResponse = (item: Versioned<ResultDocument>): item is Versioned<ResponseDocument> =>
  !('dropped' in item.document);
