import type { SentBefore, Turn } from './decision';
import { MARK_LENGTH, SAID_KEPT, type Session } from './state';

/**
 * Which question a reply can have been written to. `current`: the waiting one, or nobody knows better. `fast`: the
 * waiting one had only just gone out, so that hardly anybody had read it. `before`: it had not gone out.
 */
export type Attribution = 'current' | 'fast' | 'before';

/**
 * Compares what had been sent to the writer when the reply arrived with what was said since the question was put.
 * @param fastReplyMs milliseconds within which nobody answers what a network has just taken
 * @param now when it is decided, milliseconds since the epoch
 */
export function attributionOf(
  { said, askedAt = 0 }: Pick<Session, 'said' | 'askedAt'>,
  { at, seen, underway }: Pick<Turn, 'at' | 'seen' | 'underway'>,
  fastReplyMs: number,
  now: number,
): Attribution {
  // Of documents older than the marks.
  if (said === undefined || said === '') return 'current';
  if (seen === undefined && underway === undefined) return attributionByTime(askedAt, at, fastReplyMs, now);
  // A clock that was set back says nothing about how fast somebody was.
  const isFast = (since: number): boolean => at >= since && at - since < fastReplyMs;
  if (seen !== undefined && holds(said, seen)) {
    // What was said after the question had the question before it on the way, and messages keep their order.
    return said.startsWith(seen.request) && !seen.delivered && isFast(seen.at) ? 'fast' : 'current';
  }
  // Written, and the network silent: it may have reached the handset long before we hear so.
  if (underway !== undefined && holds(said, underway)) return isFast(underway.at) ? 'fast' : 'current';
  // So much was said since that not all of it is remembered.
  const forgotten = said.length >= SAID_KEPT * MARK_LENGTH && seen !== undefined && seen.at >= askedAt;
  return forgotten ? 'current' : 'before';
}

/**
 * Nothing is known of what was sent: to somebody for the first time, or for longer than a connector that started since
 * looks back. The times of arrival and of decision are of one clock, and nothing goes out before it is decided.
 */
function attributionByTime(askedAt: number, at: number, fastReplyMs: number, now: number): Attribution {
  // What lies in the future was noted by a clock that has been set back since: then no time says anything.
  if (askedAt > now || at > now) return 'current';
  // A question and a reply to it share no millisecond; a text that waited to be decided with the one before it may.
  if (at <= askedAt) return 'before';
  return at - askedAt < fastReplyMs ? 'fast' : 'current';
}

function holds(said: string, { request }: SentBefore): boolean {
  for (let at = said.indexOf(request); at >= 0; at = said.indexOf(request, at + 1)) {
    if (at % MARK_LENGTH === 0) return true;
  }
  return false;
}

/**
 * Whether a message was sent before a question was put. Sessions that do not know since when theirs is open take it.
 */
export const isOlder = (
  { at, redriven, late, asked }: Pick<Turn, 'at' | 'redriven' | 'late' | 'asked'>,
  { response, epoch, askedAt = 0 }: Pick<Session, 'response' | 'epoch' | 'askedAt'>,
): boolean =>
  late === true ||
  (redriven === true && at < askedAt) ||
  (asked !== undefined && (asked === 'nothing' || asked.response !== response || asked.epoch !== epoch));
