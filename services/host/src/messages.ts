import { type Event, type EventOf, outboxTopic, RETENTION_HOURS, shortSubscriber, type Topic } from '@mscore/contracts';
import type { Clock, Position, Topics } from '@mscore/ports';
import type { FindByMessageId, ReadSubmissions, SubmissionView } from '@mscore/smpp-connector';
import { entriesOf, type TimelineEntry } from './timeline';

/** A message to a citizen, and where it stands; its id is that of its request. */
export interface RequestView extends Omit<SubmissionView, 'history' | 'order' | 'queue' | 'open' | 'subscriber'> {
  readonly id: string;
  /** First 8 characters. */
  readonly subscriber: string;
}

/** What is known of one message and of what followed from it. */
export interface MessageTimeline {
  /** The citizen's text: the one asked for, or the one that the message asked for answers. */
  readonly text?: string;
  readonly requests: readonly RequestView[];
  /** Oldest first. */
  readonly entries: readonly TimelineEntry[];
}

/**
 * The timeline of a message, by the id of its request, of a citizen's text, or the network's own; undefined when
 * nobody knows it. Texts and requests are found for as long as events are kept, submissions longer.
 * @param stop whoever asked has gone: the search ends as well
 */
export type ShowMessage = (id: string, stop?: AbortSignal) => Promise<MessageTimeline | undefined>;

const PAGE = 256;
/** A reply follows its text within seconds, and the last part of a long text within minutes. */
const BEFORE_REQUEST_MS = 15 * 60_000;

/** Parts of one text are joined within five minutes; handed over late, they were sent a little apart. */
const JOINED_WITHIN_MS = 6 * 60_000;

/** Everything that bears on the ids in question, as found in the log. */
interface Thread {
  /** What was asked for: all that answers one of these belongs to it. */
  readonly asked: ReadonlySet<string>;
  readonly texts: Set<string>;
  readonly requests: Set<string>;
  readonly events: Event[];
}

export function createShowMessage(deps: {
  readonly topics: Topics;
  readonly readSubmissions: ReadSubmissions;
  readonly findByMessageId: FindByMessageId;
  readonly clock: Clock;
}): ShowMessage {
  const { topics, readSubmissions } = deps;

  /** Page by page: the gateway goes on meanwhile. */
  async function* read(topic: Topic, since: number, stop: AbortSignal | undefined): AsyncIterable<Event> {
    let next: Position = await topics.since(topic, since);
    for (let end = false; !end && !stop?.aborted; ) {
      const page = await topics.page(topic, next, PAGE);
      ({ next, end } = page);
      yield* page.events;
    }
  }

  /** Requests come before what became of them, so that one passage over each topic finds all. */
  async function follow(thread: Thread, since: number, stop: AbortSignal | undefined): Promise<void> {
    const names = topics.names();
    const outboxes = names.filter((name) => name.startsWith(outboxTopic('')) && !name.endsWith('.dead'));
    for (const topic of outboxes) for await (const event of read(topic, since, stop)) takeRequest(thread, event);
    for await (const event of read('conversation.inbox', since, stop)) takeInbound(thread, event);
    const ids = new Set([...thread.texts, ...thread.requests]);
    for (const topic of names.filter((name) => name.endsWith('.dead'))) {
      for await (const event of read(topic, since, stop)) {
        if (event.type === 'event.dead' && ids.has(event.data.event.id)) thread.events.push(event);
      }
    }
  }

  /** The parts of one long text are texts of their own, and the answer to it names one of them, or a timer. */
  async function partsAround(events: readonly Event[], stop: AbortSignal | undefined): Promise<readonly string[]> {
    const known = events.filter((event) => partOf(event) !== undefined || isTimerOfParts(event));
    if (known.length === 0) return [];
    const since = Math.min(...known.map(({ at }) => Date.parse(at))) - JOINED_WITHIN_MS;
    const ids: string[] = [];
    for await (const event of read('conversation.inbox', since, stop)) {
      if (known.some((one) => mayBeOfOneText(one, event))) ids.push(event.id);
    }
    return ids;
  }

  return async (id, stop) => {
    const own = await readSubmissions([id]);
    const named = own.size > 0 ? [] : await deps.findByMessageId(id);
    const submissions = named.length > 0 ? await readSubmissions(named) : own;
    const causes = [...submissions.values()].flatMap(({ cause }) => cause ?? []);
    const since = beginning(submissions, deps.clock.now());
    const begun = (texts: readonly string[], of: readonly string[]): Thread => ({
      asked: new Set(of),
      texts: new Set(texts),
      requests: new Set([id, ...named]),
      events: [],
    });
    let thread = begun([id, ...causes], [id]);
    await follow(thread, since, stop);
    const parts = await partsAround(thread.events, stop);
    if (parts.length > 0) {
      const isText = thread.events.some((event) => event.type === 'message.received' && event.id === id);
      thread = begun([...thread.texts, ...parts], isText ? [id, ...parts] : [id]);
      await follow(thread, since, stop);
    }
    const views = await readSubmissions([...thread.requests]);
    if (thread.events.length === 0 && views.size === 0) return undefined;
    return timelineOf(thread, views);
  };
}

/** Where the search begins: shortly before the first thing known of a message, else where passing topics begin. */
function beginning(submissions: ReadonlyMap<string, SubmissionView>, now: number): number {
  const times = [...submissions.values()].flatMap(({ history }) => history?.[0]?.[0] ?? []);
  return times.length === 0 ? now - RETENTION_HOURS * 3_600_000 : Math.min(...times) - BEFORE_REQUEST_MS;
}

/** The one asked for with the text it answers, or all that answer the text asked for. */
function takeRequest(thread: Thread, event: Event): void {
  if (event.type === 'message.requested') {
    const isIt = thread.requests.has(event.id);
    if (!isIt && (event.cause === undefined || !thread.asked.has(event.cause))) return;
    thread.requests.add(event.id);
    if (isIt && event.cause !== undefined) thread.texts.add(event.cause);
    thread.events.push(event);
  }
  if (event.type === 'message.withdrawn' && thread.requests.has(event.data.request)) thread.events.push(event);
}

function takeInbound(thread: Thread, event: Event): void {
  switch (event.type) {
    case 'message.received':
      if (thread.texts.has(event.id) || (event.data.repeatOf !== undefined && thread.texts.has(event.data.repeatOf))) {
        thread.events.push(event);
      }
      return;
    case 'conversation.due':
    case 'invitation.requested':
    case 'dossier.answered':
    case 'case.updated':
    case 'score.answered':
      if (thread.texts.has(event.id)) thread.events.push(event);
      return;
    case 'message.accepted':
    case 'message.delivered':
    case 'message.failed':
      if (thread.requests.has(event.data.request)) thread.events.push(event);
      return;
    default:
      return;
  }
}

const isTimerOfParts = (event: Event): boolean => event.type === 'conversation.due' && event.data.timer === 'parts';

const partOf = (event: Event) => (event.type === 'message.received' ? event.data.part : undefined);

/** A part and another of the same text, or a part and the timer that no longer waits for the others. */
function mayBeOfOneText(one: Event, other: Event): boolean {
  if (one.key !== other.key || Math.abs(Date.parse(one.at) - Date.parse(other.at)) > JOINED_WITHIN_MS) return false;
  const [part, further] = [partOf(one), partOf(other)];
  if (part === undefined) return further !== undefined && other.at <= one.at;
  if (further === undefined) return isTimerOfParts(other) && one.at <= other.at;
  return part.reference === further.reference && part.total === further.total && part.width === further.width;
}

function timelineOf({ events }: Thread, views: ReadonlyMap<string, SubmissionView>): MessageTimeline {
  const text = events.find((event): event is EventOf<'message.received'> => event.type === 'message.received');
  const requests = [...views].map(([id, view]): RequestView => {
    const { history: _history, order: _order, queue: _queue, open: _open, ...shown } = view;
    return { id, ...shown, subscriber: shortSubscriber(view.subscriber) };
  });
  return { ...(text === undefined ? {} : { text: text.id }), requests, entries: entriesOf(events, views) };
}
