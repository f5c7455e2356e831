import type { SentBefore, Turn } from './decision';
import { MARK_LENGTH } from './state';

/**
 * Which question a reply can have been written to. `current`: the waiting one, or nobody knows better. `fast`: the
 * waiting one had only just gone out, so that hardly anybody had read it. `before`: it had not gone out.
 */
export type Attribution = 'current' | 'fast' | 'before';

/**
 * Compares what had been sent to the writer when the reply arrived with what was said since the question was put.
 * @param said marks of all that was said since then, the question first; `undefined` in sessions that do not know it
 * @param fastReplyMs milliseconds within which nobody answers what a network has just taken
 */
export function attributionOf(
  said: string | undefined,
  { at, seen, underway }: Pick<Turn, 'at' | 'seen' | 'underway'>,
  fastReplyMs: number,
): Attribution {
  // Nothing is known after a restart of the connector, and of documents older than the marks.
  if (said === undefined || said === '' || (seen === undefined && underway === undefined)) return 'current';
  if (seen !== undefined && holds(said, seen)) {
    // What was said after the question had the question before it on the way, and messages keep their order.
    const isQuestion = said.startsWith(seen.request);
    return isQuestion && !seen.delivered && at - seen.at < fastReplyMs ? 'fast' : 'current';
  }
  if (underway !== undefined && holds(said, underway)) {
    // Written, and the network silent: it may have reached the handset long before we hear so.
    return at - underway.at < fastReplyMs ? 'fast' : 'current';
  }
  return 'before';
}

function holds(said: string, { request }: SentBefore): boolean {
  for (let at = said.indexOf(request); at >= 0; at = said.indexOf(request, at + 1)) {
    if (at % MARK_LENGTH === 0) return true;
  }
  return false;
}
