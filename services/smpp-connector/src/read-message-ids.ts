import type { Store } from '@mscore/ports';
import { messageIdSpellings } from '@mscore/smpp';
import { messageIdKey, readMessageIds } from './message-ids';

/** The requests of a message that the network calls by this id, as in submit_sm_resp or as in a receipt. */
export type FindByMessageId = (messageId: string) => Promise<readonly string[]>;

/**
 * A finder of messages by the network's ids, for whoever shows them.
 * @param groups of links: each leads to a message centre, and message centres count each for itself
 */
export function createMessageIdFinder(store: Store, groups: readonly string[]): FindByMessageId {
  const find = readMessageIds(store);
  return async (messageId) => {
    const { same, hexToDecimal, decimalToHex } = messageIdSpellings(messageId);
    // As it stands first: an id of another message may be spelled like this one in the other way of counting.
    for (const spellings of [[same], [hexToDecimal, decimalToHex]]) {
      const canonical = spellings.filter((spelling) => spelling !== undefined);
      const known = await find(groups.flatMap((group) => canonical.map((id) => messageIdKey(group, id))));
      const requests = new Set([...known.values()].flat().map(({ request }) => request));
      if (requests.size > 0) return [...requests];
    }
    return [];
  };
}
