import type { Subscriber } from '@mscore/contracts';
import {
  type Bus,
  type Clock,
  type Collection,
  type Cursor,
  GatewayError,
  type Log,
  type Metrics,
} from '@mscore/ports';
import type { ConversationDocument } from './domain/document';
import { nextTimer } from './domain/timers';
import { dueEvent } from './due-event';

export interface SweepDeps {
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly conversations: Collection<ConversationDocument>;
}

/** Looks for timers that have come. Stopping waits for a sweep in progress. */
export interface Sweeper {
  stop(): Promise<void>;
}

const SWEEP_EVERY_MS = 1_000;
/** A timer that was published and is still there is published again so much later: its event may lie in the dead letters. */
const REPEAT_AFTER_MS = 5 * 60_000;
const PAGE = 100;

/** Bounds on `dueAt`, milliseconds since the epoch: from inclusive, to exclusive. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Publishes a `conversation.due` for each timer that has come, once a second. A tick reads what has come since the one
 * before, by the index: it costs nothing for conversations that wait, and nothing for those whose event is on its way.
 */
export function startSweeper(deps: SweepDeps): Sweeper {
  const { clock, log } = deps;
  /** Everything before was published. */
  let swept = Number.MIN_SAFE_INTEGER;
  /** When what was still there was last published again, and what had been published by then. */
  let repeated = { at: clock.monotonic(), before: swept };
  let stopped = false;
  let sweeping: Promise<void> = Promise.resolve();
  let cancel = () => {};

  const sweep = async (): Promise<void> => {
    const to = clock.now() + 1;
    if (clock.monotonic() - repeated.at >= REPEAT_AFTER_MS) {
      await publishDue(deps, { from: Number.MIN_SAFE_INTEGER, to: repeated.before }, () => stopped);
      repeated = { at: clock.monotonic(), before: swept };
    }
    await publishDue(deps, { from: swept, to }, () => stopped);
    // A clock set back brings no timer twice; the repetition finds what it hides.
    swept = Math.max(swept, to);
  };
  const tick = (): void => {
    sweeping = sweep().catch((error: unknown) => {
      const fields = error instanceof GatewayError ? { code: error.code } : { error: nameOf(error) };
      log('error', 'sweep-failed', fields);
    });
    void sweeping.then(() => {
      if (!stopped) cancel = clock.after(SWEEP_EVERY_MS, tick);
    });
  };
  tick();
  return {
    async stop() {
      stopped = true;
      cancel();
      await sweeping;
    },
  };
}

async function publishDue({ bus, conversations, metrics }: SweepDeps, { from, to }: Range, stopped: () => boolean) {
  let after: Cursor | undefined;
  do {
    const bounds = after === undefined ? { from, to } : { from, to, after };
    const page = await conversations.query({ index: 'due', ...bounds, limit: PAGE });
    const events = page.items.flatMap(({ id, document }) => {
      const timer = nextTimer(document);
      return timer === undefined ? [] : [dueEvent(id as Subscriber, timer)];
    });
    if (events.length > 0) {
      await bus.publish('conversation.inbox', events);
      metrics.count('mscore_survey_due_total', {}, events.length);
    }
    after = page.next;
  } while (after !== undefined && !stopped());
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
