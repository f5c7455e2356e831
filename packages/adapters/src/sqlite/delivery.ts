import type { Event } from '@mscore/contracts';
import { GatewayError, PoisonEvents } from '@mscore/ports';

/** The pause after an outside failure doubles from the first to the longest, milliseconds. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** Failures of one key before its first event is given up. */
const MOST_FAILURES = 3;

/** Where a batch is delivered to. */
export interface Recipient {
  handle(batch: readonly Event[]): Promise<void>;
  /** Resolves false when the recipient is closing: then nothing more is tried. */
  pause(milliseconds: number): Promise<boolean>;
  /** Makes events durable in the dead-letter topic. Resolves false when that must not be or could not be done. */
  bury(events: readonly Event[], error: Error): Promise<boolean>;
  readonly closing: boolean;
}

/** What a handler's behaviour says (ports/bus.ts). */
type Answer =
  | { readonly kind: 'handled' }
  | { readonly kind: 'again' }
  | { readonly kind: 'poison'; readonly error: PoisonEvents }
  | { readonly kind: 'bug'; readonly error: Error };

/**
 * Delivers a batch until each of its events is handled or buried. Resolves false when it was given up because the
 * recipient closes or may not bury any more: then the whole batch is still to be handled.
 */
export function deliver(batch: readonly Event[], to: Recipient): Promise<boolean> {
  return attempt(batch, to, (rest) => deliverKeyByKey(rest, to));
}

async function deliverKeyByKey(batch: readonly Event[], to: Recipient): Promise<boolean> {
  const keys = new Map<string, Event[]>();
  for (const event of batch) {
    const events = keys.get(event.key);
    if (events === undefined) keys.set(event.key, [event]);
    else events.push(event);
  }
  for (const events of keys.values()) {
    if (!(await deliverKey(events, to))) return false;
  }
  return true;
}

async function deliverKey(events: readonly Event[], to: Recipient): Promise<boolean> {
  let failures = 0;
  return attempt(events, to, async (rest, error) => {
    failures += 1;
    if (failures < MOST_FAILURES) return rest;
    failures = 0;
    return (await to.bury(rest.slice(0, 1), error)) && rest.slice(1);
  });
}

/** What follows a bug: the events to try again, or the end: true for done, false for given up. */
type AfterBug = (rest: readonly Event[], error: Error) => Promise<readonly Event[] | boolean>;

async function attempt(batch: readonly Event[], to: Recipient, afterBug: AfterBug): Promise<boolean> {
  let rest = batch;
  let pause = FIRST_PAUSE_MS;
  while (rest.length > 0) {
    const answer = await ask(rest, to);
    if (answer.kind === 'handled') return true;
    if (to.closing) return false;
    switch (answer.kind) {
      case 'again':
        if (!(await to.pause(pause))) return false;
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
        break;
      case 'poison': {
        const poisoned = new Set(answer.error.ids);
        if (
          !(await to.bury(
            rest.filter(({ id }) => poisoned.has(id)),
            answer.error,
          ))
        )
          return false;
        rest = rest.filter(({ id }) => !poisoned.has(id));
        break;
      }
      case 'bug': {
        const after = await afterBug(rest, answer.error);
        if (typeof after === 'boolean') return after;
        rest = after;
        break;
      }
      default:
        answer satisfies never;
    }
  }
  return true;
}

async function ask(batch: readonly Event[], to: Recipient): Promise<Answer> {
  try {
    await to.handle(batch);
    return { kind: 'handled' };
  } catch (error) {
    if (error instanceof GatewayError && error.retry) return { kind: 'again' };
    // Naming none of the batch would come back for ever.
    if (error instanceof PoisonEvents && batch.some(({ id }) => error.ids.includes(id)))
      return { kind: 'poison', error };
    return { kind: 'bug', error: error instanceof Error ? error : new Error('a handler threw what is no error') };
  }
}
