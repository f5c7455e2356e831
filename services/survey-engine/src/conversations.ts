import type { Collection, CollectionSpec, Store } from '@mscore/ports';
import type { ConversationDocument } from './domain/document';

const spec: CollectionSpec<ConversationDocument> = {
  name: 'conversations',
  // Who waits for no timer is not in the first; the second, over nothing, costs nothing.
  indexes: { due: { order: 'dueAt' }, all: {} },
};

/** The engine's own part of the store. */
export const scopeOf = (store: Store): Store => store.scope('survey-engine');

/** The conversations, by subscriber. */
export const openConversations = (store: Store): Collection<ConversationDocument> => scopeOf(store).collection(spec);
