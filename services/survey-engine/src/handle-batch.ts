import { type Event, type Subscriber, shortSubscriber, type Topic } from '@mscore/contracts';
import { type Bus, type Clock, type Collection, type Failpoint, GatewayError, type Write } from '@mscore/ports';
import { type Addressed, type ComposeDeps, composeEvents } from './compose-events';
import { type Step, step } from './domain/conversation';
import type { StepDeps } from './domain/course';
import type { ConversationDocument } from './domain/document';
import { nextTimer } from './domain/timers';
import { dueEvent } from './due-event';
import type { Received } from './read-event';
import { type ReadDeps, readTurns } from './read-turns';

export interface BatchDeps extends ReadDeps, ComposeDeps, StepDeps {
  readonly bus: Bus;
  readonly conversations: Collection<ConversationDocument>;
  readonly clock: Clock;
  readonly failpoint: Failpoint;
}

/** Conversations are written by this subscription alone, so more conflicts in a row mean that something else writes them. */
const MOST_RELOADS = 5;

/**
 * One batch of the inbox: opens the messages, decides and saves each conversation once, then publishes what is due.
 * Everything may be repeated at any point: handled ids and derived event ids make a repeat harmless.
 */
export async function handleBatch(deps: BatchDeps, batch: readonly Event[]): Promise<void> {
  const groups = readTurns(deps, batch);
  const settled = await decideAll(deps, groups);
  const due = settled.flatMap((each) => compose(deps, each));
  if (due.length > 0) {
    deps.failpoint('row9');
    await publishAll(deps.bus, due);
  }
  for (const each of settled) report(deps, each);
  count(deps, due);
}

/** A conversation whose step is safe in the store. */
interface Settled {
  readonly subscriber: Subscriber;
  readonly received: readonly Received[];
  readonly taken: Step;
}

type Groups = ReadonlyMap<Subscriber, readonly Received[]>;

/** Takes every conversation one step and saves them together; what changed meanwhile is read and decided again. */
async function decideAll(deps: BatchDeps, groups: Groups): Promise<readonly Settled[]> {
  const settled: Settled[] = [];
  let open = groups;
  for (let round = 0; open.size > 0; round += 1) {
    if (round > MOST_RELOADS) {
      throw new GatewayError('MSCORE_CONVERSATION_CONTENTION', 'conversations keep changing under the engine', {
        retry: true,
      });
    }
    const { done, again } = await decideOnce(deps, open);
    settled.push(...done);
    open = again;
  }
  return settled;
}

async function decideOnce(deps: BatchDeps, groups: Groups): Promise<{ done: readonly Settled[]; again: Groups }> {
  const stored = await deps.conversations.load([...groups.keys()]);
  const now = deps.clock.now();
  const done: Settled[] = [];
  const unsaved: Settled[] = [];
  const writes: Write<ConversationDocument>[] = [];
  for (const [subscriber, received] of groups) {
    const before = stored.get(subscriber);
    const taken = step(before?.document, received, deps, now);
    if (taken.document === undefined) {
      done.push({ subscriber, received, taken });
      continue;
    }
    unsaved.push({ subscriber, received, taken });
    writes.push({ id: subscriber, expected: before?.version ?? 'new', document: taken.document });
  }
  const outcomes = writes.length === 0 ? [] : await deps.conversations.save(writes);
  const again = new Map<Subscriber, readonly Received[]>();
  for (const [at, each] of unsaved.entries()) {
    if (outcomes[at]?.kind === 'saved') done.push(each);
    else again.set(each.subscriber, each.received);
  }
  if (again.size > 0) deps.metrics.count('mscore_survey_conflicts_total', {}, again.size);
  return { done, again };
}

function compose(deps: BatchDeps, { subscriber, received, taken }: Settled): readonly Addressed[] {
  const now = deps.clock.now();
  const causes = new Set(taken.due.map(({ cause }) => cause));
  const caused = [...causes].flatMap((id) => {
    const cause = received.find((each) => each.id === id);
    const effects = taken.due.filter((each) => each.cause === id);
    return cause === undefined ? [] : composeEvents(deps, cause, effects, now);
  });
  return [...caused, ...overdue(subscriber, taken.document, now)];
}

/**
 * A timer that is due when its document is saved: another stood before it, or it was armed for at once. The sweeper may
 * have looked past it already.
 */
function overdue(
  subscriber: Subscriber,
  document: ConversationDocument | undefined,
  now: number,
): readonly Addressed[] {
  const timer = document && nextTimer(document);
  if (timer === undefined || timer.dueAt > now) return [];
  return [{ topic: 'conversation.inbox', event: dueEvent(subscriber, timer) }];
}

/** Topics side by side, order kept within each. */
async function publishAll(bus: Bus, due: readonly Addressed[]): Promise<void> {
  const byTopic = new Map<Topic, Event[]>();
  for (const { topic, event } of due) {
    const events = byTopic.get(topic);
    if (events === undefined) byTopic.set(topic, [event]);
    else events.push(event);
  }
  await Promise.all([...byTopic].map(([topic, events]) => bus.publish(topic, events)));
}

function report({ log, metrics }: BatchDeps, { subscriber, received, taken }: Settled): void {
  for (const [at, { id }] of received.entries()) {
    const outcome = taken.outcomes[at] ?? 'handled-before';
    metrics.count('mscore_survey_turns_total', { outcome });
    // Told to whoever sent it again: it came too late to be an answer.
    const level = outcome === 'redriven' ? 'info' : 'debug';
    log(level, 'turn', { id, subscriber: shortSubscriber(subscriber), state: outcome });
  }
  for (const how of taken.taken) metrics.count('mscore_survey_long_texts_total', { outcome: how });
}

function count({ metrics }: BatchDeps, due: readonly Addressed[]): void {
  for (const { event, topic, rerouted } of due) {
    if (rerouted === true) metrics.count('mscore_survey_rerouted_total');
    if (event.type === 'message.requested') metrics.count('mscore_survey_replies_total');
    else if (event.type === 'conversation.due') metrics.count('mscore_survey_due_total');
    else if (topic === 'survey.facts') metrics.count('mscore_survey_facts_total', { type: event.type });
    else metrics.count('mscore_survey_requests_total', { type: event.type });
  }
}
