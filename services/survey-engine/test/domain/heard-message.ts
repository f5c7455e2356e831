import type { ResponseId, SealedAddress } from '@mscore/contracts';
import type { HeardMessage } from '../../src/domain/heard';

export const markOf = (id: string): string => id.padStart(11, '-');

/** When the conversations of these tests take place, milliseconds since the epoch. */
export const start = Date.parse('2026-11-22T01:00:00.000Z');

/** A person's text, of which each test says what differs. */
export const heardMessage = (id: string, text: string, fields: Partial<HeardMessage> = {}): HeardMessage => ({
  kind: 'message',
  id,
  mark: markOf(id),
  address: `address of ${id}` as SealedAddress,
  turn: {
    person: true,
    repeat: false,
    // Of a clock that was set back since, so that no time says which question it cannot have been written to.
    at: start + 30 * 86_400_000,
    link: 'sim',
    shortCode: '8049',
    text,
    newResponse: `response-${id}` as ResponseId,
  },
  ...fields,
});
