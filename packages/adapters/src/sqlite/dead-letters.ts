import type { Event, EventOf, Topic } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import { GatewayError, isoTime, PoisonEvents } from '@mscore/ports';

/** The dead-letter event of an event a group could not handle. Derived id: burying twice says the same thing twice. */
export function deadEvent(
  event: Event,
  from: { topic: Topic; group: string; now: number },
  error: Error,
): EventOf<'event.dead'> {
  return {
    id: deriveId(event.id, 'dead', from.topic, from.group),
    type: 'event.dead',
    v: 1,
    key: event.key,
    at: isoTime(from.now),
    cause: event.id,
    data: { topic: from.topic, group: from.group, event, error: describe(error), stack: stackHash(error) },
  };
}

/**
 * What may be kept of an error. Messages of the language quote what they choked on ("Unexpected token 'x', …"), which
 * may be a citizen's words; only our own errors' messages are kept, and without what they quote or count.
 */
function describe(error: Error): string {
  const code = (error as { code?: unknown }).code;
  const named = typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? `${error.name} ${code}` : error.name;
  const ours = error instanceof PoisonEvents || error instanceof GatewayError;
  return ours ? `${named}: ${withoutContent(error.message)}` : named;
}

const withoutContent = (message: string): string =>
  message.replace(/"[^"]*"|'[^']*'|“[^”]*”|«[^»]*»/g, '…').replace(/\+?\d{4,}/g, '…');

/** Equal for equal places in the program: the frames without the message above them. */
function stackHash(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return deriveId(error.name, ...frames).slice(0, 8);
}
