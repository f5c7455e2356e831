import { type Event, RETENTION_HOURS, type Subscriber } from '@mscore/contracts';
import type { Position, Store, Topics } from '@mscore/ports';
import { openConversations } from './conversations';
import type { ConversationDocument } from './domain/document';
import { wasHandled } from './domain/handled';
import { markOf } from './read-event';

/** A conversation as it is stored, and what led to it as far as that is still there. */
export interface ConversationRecord {
  readonly subscriber: Subscriber;
  readonly document: ConversationDocument;
  /** Those of its events that the inbox still holds, in the order they came; absent when they were not asked for. */
  readonly events?: readonly Event[];
}

/** What is found under the beginning of a subscriber id. `hours`: beginnings are looked for in events no older. */
export type FoundConversation =
  | { readonly kind: 'found'; readonly record: ConversationRecord }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'unknown'; readonly hours?: number };

/**
 * Finds a conversation by its subscriber, or by the beginning of one, as logs carry it.
 * @param stop whoever asked has gone: the search ends as well
 */
export type FindConversation = (
  subscriber: string,
  what: { readonly events: boolean },
  stop?: AbortSignal,
) => Promise<FoundConversation>;

const PAGE = 256;
/** Characters of a subscriber id. */
const WHOLE = 22;

/** A reader of conversations that disturbs nobody who writes them. */
export function createFindConversation({ store, topics }: { readonly store: Store; readonly topics: Topics }) {
  const conversations = openConversations(store);

  /** Page by page: the gateway goes on meanwhile. */
  async function* inbox(stop: AbortSignal | undefined): AsyncIterable<Event> {
    let next: Position = 0;
    for (let end = false; !end && !stop?.aborted; ) {
      const page = await topics.page('conversation.inbox', next, PAGE);
      ({ next, end } = page);
      yield* page.events;
    }
  }

  async function subscribersLike(beginning: string, stop: AbortSignal | undefined): Promise<readonly string[]> {
    const found = new Set<string>();
    for await (const { key } of inbox(stop)) if (key.startsWith(beginning)) found.add(key);
    return [...(await conversations.load([...found])).keys()];
  }

  const find: FindConversation = async (asked, { events }, stop) => {
    const whole = asked.length === WHOLE;
    const subscribers = whole ? [asked] : await subscribersLike(asked, stop);
    const [subscriber] = subscribers;
    if (subscribers.length > 1) return { kind: 'several', count: subscribers.length };
    const stored = subscriber === undefined ? undefined : (await conversations.load([subscriber])).get(subscriber);
    if (stored === undefined) return { kind: 'unknown', ...(whole ? {} : { hours: RETENTION_HOURS }) };
    const { document } = stored;
    const record = { subscriber: stored.id as Subscriber, document };
    if (!events) return { kind: 'found', record };
    const noted: Event[] = [];
    for await (const event of inbox(stop)) {
      if (event.key === stored.id && wasHandled(document.handled, markOf(event.id))) noted.push(event);
    }
    return { kind: 'found', record: { ...record, events: noted } };
  };
  return find;
}
