import type { PartOfText } from '@mscore/contracts';
import type { Service } from './keywords';
import type { ConversationState } from './state';

/**
 * How long parts of one text may lie apart, in milliseconds. Reference numbers come round after 256 texts, so an old
 * gathering must not swallow the parts of a new text.
 */
const GATHERING_LASTS = 10 * 60_000;

/** What the arrival of a part changes. `duplicate`: this part was there already. */
export type Gathered =
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'waiting' | 'complete'; readonly state: ConversationState; readonly service?: Service };

/**
 * Notes a part of a long text. The words themselves are recorded part by part; here is only what has come.
 * @param asked the service that the words of this part ask for
 */
export function gather(state: ConversationState, part: PartOfText, now: number, asked?: Service): Gathered {
  const { reference, width, total } = part;
  const { gathering: open, ...others } = state;
  const continues =
    open !== undefined &&
    open.reference === reference &&
    open.width === width &&
    open.total === total &&
    now - open.since < GATHERING_LASTS;
  const got = continues ? open.got : [];
  if (got.includes(part.part)) return { kind: 'duplicate' };
  // Only a text that begins with the word asks for the service.
  const service = part.part === 1 ? asked : continues ? open.service : undefined;
  const found = service === undefined ? {} : { service };
  if (got.length + 1 >= total) return { kind: 'complete', state: others, ...found };
  const since = continues ? open.since : now;
  return {
    kind: 'waiting',
    state: { ...others, gathering: { reference, width, total, got: [...got, part.part], since, ...found } },
  };
}
