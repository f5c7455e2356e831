import type { ResponseId, SealedText } from '@mscore/contracts';
import { joinTexts, type SentAs, type Turn } from '@mscore/survey';
import type { WaitingText } from './held-texts';

/** What a conversation needs keys and hashes for. */
export interface Secrets {
  /** The words of a part, `undefined` when they cannot be opened. `context` is the id of the event that brought it. */
  open(context: string, sealed: SealedText): string | undefined;
  seal(context: string, text: string): SealedText;
  /** The id of the response that a message would begin. */
  newResponse(event: string): ResponseId;
  /** The request that an effect becomes, by its place among all effects of its cause. */
  request(cause: string, index: number): SentAs;
}

/**
 * The words of a long text, its parts in their order. Where a part is missing, or came as bytes that are no text, it is
 * incomplete; no words at all are no text.
 */
export function wordsOfText(
  { open }: Pick<Secrets, 'open'>,
  { total, parts }: WaitingText,
): Pick<Turn, 'text' | 'incomplete'> {
  const byNumber = new Map(parts.map((each) => [each.part, each]));
  const words = Array.from({ length: total }, (_, at): string | undefined => {
    const part = byNumber.get(at + 1);
    return part?.text === undefined ? undefined : open(part.id, part.text);
  });
  const text = joinTexts(words);
  if (text === undefined) return {};
  return words.includes(undefined) ? { text, incomplete: true } : { text };
}
