import type { Subscriber } from '@mscore/contracts';
import {
  type Clock,
  type Collection,
  type CollectionSpec,
  GatewayError,
  isoTime,
  type Store,
  type Versioned,
  type Write,
} from '@mscore/ports';
import { canonicalMessageId } from '@mscore/smpp';
import { deleteUpTo } from './delete-up-to';
import type { Link } from './domain/links';
import type { KnownId } from './domain/receipt-match';
import { oneAtATime } from './receipt-turns';
import { KEPT_DAYS, OWNER } from './submissions';

/** A part of a message as the network took it. */
export interface AcceptedPart {
  readonly link: Link;
  readonly subscriber: Subscriber;
  /** Id of the `message.requested` event. */
  readonly request: string;
  /** From 0. */
  readonly part: number;
  /** As in submit_sm_resp. */
  readonly messageId: string;
}

/** What the network called by one id, oldest first. Document id: {@link messageIdKey}. */
interface MessageIdDocument {
  readonly known: readonly KnownId[];
  /** When the newest was added, ISO 8601 UTC. */
  readonly at: string;
}

const spec: CollectionSpec<MessageIdDocument> = { name: 'message-ids', indexes: { at: { order: 'at' } } };

/** Of one id: some message centres name all parts of a text alike, and a restarted one counts anew. The oldest go. */
const MOST_OF_AN_ID = 64;
/** Only the sweep and new ids come in between, so more conflicts in a row than this mean a bug. */
const MOST_RELOADS = 10;

/** Links of one group lead to one message centre, and so share its ids. */
export const messageIdKey = (group: string, canonicalId: string): string => `${group}|${canonicalId}`;

/** What is to be known, by document. */
type Added = ReadonlyMap<string, readonly KnownId[]>;

/** The network's ids of the messages whose receipts are asked for. */
export interface MessageIds {
  /** Durable when it resolves. Parts without an id are left out: no receipt could name them. */
  remember(parts: readonly AcceptedPart[]): Promise<void>;
  /** What is known under these keys. */
  find(keys: readonly string[]): Promise<ReadonlyMap<string, readonly KnownId[]>>;
  /** Forgets ids as old as the submissions that are forgotten. */
  sweep(): Promise<void>;
}

const documentsOf = (store: Store): Collection<MessageIdDocument> => store.scope(OWNER).collection(spec);

/** What is known under keys, for whoever only reads. */
export function readMessageIds(store: Store): MessageIds['find'] {
  const documents = documentsOf(store);
  return async (keys) => {
    const found = await documents.load(keys);
    return new Map([...found].map(([key, { document }]) => [key, document.known]));
  };
}

export function createMessageIds(deps: { readonly store: Store; readonly clock: Clock }): MessageIds {
  const documents = documentsOf(deps.store);
  const inTurn = oneAtATime();

  async function remember(parts: readonly AcceptedPart[]): Promise<void> {
    const added = byKey(parts, isoTime(deps.clock.now()));
    // Nearly all ids are new: that is tried first, and costs no load.
    const known = await add(added, new Map());
    if (known.size > 0) await inTurn(() => addToKnown(known));
  }

  /** One caller at a time: several that add to one id would only get in each other's way. */
  async function addToKnown(added: Added): Promise<void> {
    let open = added;
    for (let round = 0; open.size > 0; round += 1) {
      if (round > MOST_RELOADS) {
        throw new GatewayError('MSCORE_MESSAGE_ID_CONTENTION', 'message ids keep changing', { retry: true });
      }
      open = await add(open, await documents.load([...open.keys()]));
    }
  }

  /** Returns those whose document is not as it was supposed to be. */
  async function add(added: Added, stored: ReadonlyMap<string, Versioned<MessageIdDocument>>): Promise<Added> {
    const outcomes = await documents.save(
      [...added].map(([id, known]): Write<MessageIdDocument> => {
        const before = stored.get(id);
        const document = { known: merged(before?.document.known ?? [], known), at: known.at(-1)?.at ?? '' };
        return { id, expected: before?.version ?? 'new', document };
      }),
    );
    return new Map([...added].filter((_entry, index) => outcomes[index]?.kind === 'conflict'));
  }

  async function sweep(): Promise<void> {
    await deleteUpTo(documents, 'at', isoTime(deps.clock.now() - KEPT_DAYS * 86_400_000));
  }

  return { remember, find: readMessageIds(deps.store), sweep };
}

function byKey(parts: readonly AcceptedPart[], at: string): Added {
  const added = new Map<string, KnownId[]>();
  for (const { link, subscriber, request, part, messageId } of parts) {
    if (messageId === '') continue;
    const key = messageIdKey(link.group, canonicalMessageId(messageId));
    const known = { id: messageId, subscriber, request, part, at };
    const sameId = added.get(key);
    if (sameId === undefined) added.set(key, [known]);
    else sameId.push(known);
  }
  return added;
}

/** Told again, a part keeps its first place. */
function merged(before: readonly KnownId[], added: readonly KnownId[]): readonly KnownId[] {
  const all = [...before];
  for (const one of added) {
    const isThere = all.some(({ id, request, part }) => id === one.id && request === one.request && part === one.part);
    if (!isThere) all.push(one);
  }
  return all.slice(-MOST_OF_AN_ID);
}
