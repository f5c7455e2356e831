import type { Event, EventOf, Topic } from '@mscore/contracts';
import { isoTime } from '@mscore/ports';
import type { SmppConnectorDeps } from './deps';
import type { Link } from './domain/links';
import type { Submission } from './domain/submission';
import { SUSPICION_MS, type Suspect, Suspicion } from './domain/suspicion';
import { OWNER, submissionsSpec } from './submissions';

const INBOX: Topic = 'conversation.inbox';
const LINKS: Topic = 'smpp.links';
/** Responses unconfirmed for a second are probed, so what came longer than this before the group's last text was confirmed. */
const TAIL_SECONDS = 5;
/** How much further back each look for the group's last text goes than the one before. */
const FURTHER = 4;
/** A group from which nothing came while others sent so many texts left nothing unconfirmed. */
const MOST_LOOKED_THROUGH = 50_000;
const PAGE = 1_000;

type Text = EventOf<'message.received'>;
type SuspectsRecord = EventOf<'link.suspects'>;
/** The links by which replies to a text were accepted, by the id of the text. */
type Answers = ReadonlyMap<string, ReadonlySet<string>>;

/** What a link begins with. */
export interface RecoveredSuspects {
  readonly suspicion: Suspicion;
  /** The last text judged by it. */
  readonly through: string | undefined;
}

/**
 * What the network may send again after this process, or one before it, ended: the last record of suspects, and the
 * texts of the group's last seconds that came after it; less those that came again since, by any link of the group, and
 * those of these last seconds whose response was read. Recorded before it is returned, because this process may
 * end before it binds.
 */
export async function recoverSuspects(deps: SmppConnectorDeps, link: Link): Promise<RecoveredSuspects> {
  const record = await deps.journal.last('link.suspects', link.name);
  const tail = await textsOfGroup(deps, link);
  const unjudged = unjudgedOf(tail, link, record?.data.through);
  const held = stillExpected(record, deps.clock.now());
  const suspicion = new Suspicion();
  // A reply may have been accepted before the record was written, and after the texts it does not judge.
  const since = [
    ...(held.length > 0 && record !== undefined ? [record.at] : []),
    ...unjudged.map(({ at }) => at),
  ].sort()[0];
  if (since === undefined) return { suspicion, through: record?.data.through };
  const answers = await answersSince(deps, since);
  const repeated = held.length > 0 ? await repeatedSince(deps, since) : new Map<string, string>();
  for (const suspect of stillSuspect(held, repeated, answers)) suspicion.add(suspect);
  for (const suspect of suspectTexts(link, unjudged, tail, answers)) suspicion.add(suspect);
  const through = unjudged.at(-1)?.id ?? record?.data.through;
  await recordSuspects(deps, link, suspicion, through);
  return { suspicion, through };
}

/** The recorded suspects that did not come again since. */
const stillSuspect = (
  held: SuspectsRecord['data']['suspects'],
  repeated: ReadonlyMap<string, string>,
  answers: Answers,
): readonly Suspect[] =>
  held
    // It may itself be the last repetition of its text.
    .filter(({ id, root }) => (repeated.get(root) ?? id) === id)
    .map((suspect) => ({
      ...suspect,
      expires: Date.parse(suspect.expires),
      answered: suspect.answered || answers.has(suspect.id) || answers.has(suspect.root),
    }));

/** The texts of the group's last seconds whose response nobody knows to be read. */
function suspectTexts(
  link: Link,
  unjudged: readonly Text[],
  tail: readonly Text[],
  answers: Answers,
): readonly Suspect[] {
  // One text is suspect once: as what it last came as.
  const newest = new Map(tail.map(({ id, data }) => [data.repeatOf ?? id, id]));
  return unjudged.flatMap(({ id, at, data }) => {
    const root = data.repeatOf ?? id;
    const answeredBy = answers.get(id) ?? answers.get(root);
    if (newest.get(root) !== id || (answeredBy !== undefined && provesRead(link, answeredBy))) return [];
    // What was in doubt stays in doubt however often it comes.
    const answered = data.doubtful === true || answeredBy !== undefined;
    const { subscriber, wire } = data;
    return [{ id, root, subscriber, wire, expires: Date.parse(at) + SUSPICION_MS, answered }];
  });
}

/**
 * A reply that was accepted on the session its text came by went out after our response: that one was read. Two
 * sessions, of a pair or of two links, say nothing about each other.
 */
const provesRead = (link: Link, answeredBy: ReadonlySet<string>): boolean =>
  link.bind === 'transceiver' && answeredBy.has(link.name);

/** Appends the link's suspects as they stand: the newest record is the whole truth about what came up to `through`. */
export async function recordSuspects(
  deps: SmppConnectorDeps,
  link: Link,
  suspicion: Suspicion,
  through: string | undefined,
): Promise<void> {
  const now = deps.clock.now();
  const suspects = suspicion.live(now).map((suspect) => ({ ...suspect, expires: isoTime(suspect.expires) }));
  const event: SuspectsRecord = {
    id: deps.newId(),
    type: 'link.suspects',
    v: 1,
    key: link.name,
    at: isoTime(now),
    data: { link: link.name, ...(through === undefined ? {} : { through }), suspects },
  };
  await deps.journal.append(LINKS, [event]);
}

const stillExpected = (record: SuspectsRecord | undefined, now: number): SuspectsRecord['data']['suspects'] =>
  (record?.data.suspects ?? []).filter(({ expires }) => Date.parse(expires) > now);

/**
 * The texts of the group's last seconds: those before its own last text, because where the topic ends says nothing.
 * Timers go on while no link is bound, and they are the first to publish when a process starts.
 */
async function textsOfGroup(deps: SmppConnectorDeps, { name, group }: Link): Promise<readonly Text[]> {
  const names = new Set([name, ...deps.links.filter((link) => link.group === group).map((link) => link.name)]);
  const longest = SUSPICION_MS / 1_000;
  for (let seconds = TAIL_SECONDS; ; seconds = Math.min(seconds * FURTHER, longest)) {
    const { texts, others } = await readTexts(deps, names, seconds);
    const last = texts.at(-1);
    if (last !== undefined) {
      const { texts: covering } = await readTexts(deps, names, seconds + TAIL_SECONDS);
      return covering.filter(({ at }) => Date.parse(at) >= Date.parse(last.at) - TAIL_SECONDS * 1_000);
    }
    if (seconds === longest || others > MOST_LOOKED_THROUGH) return [];
  }
}

/** The texts of the log's last seconds that came by these links, and how many came by others. */
async function readTexts(deps: SmppConnectorDeps, names: ReadonlySet<string>, seconds: number) {
  const texts: Text[] = [];
  let others = 0;
  for await (const event of deps.journal.tail(INBOX, seconds)) {
    if (!isText(event)) continue;
    if (names.has(event.data.link)) texts.push(event);
    else others += 1;
  }
  return { texts, others };
}

/** The link's own of them, without those a record already judged. */
function unjudgedOf(texts: readonly Text[], { name }: Link, through: string | undefined): readonly Text[] {
  const own = texts.filter(({ data }) => data.link === name);
  return own.slice(own.findIndex(({ id }) => id === through) + 1);
}

/** What an operator sent again did not come from the network, whatever link and time it names. */
const isText = (event: Event): event is Text => event.type === 'message.received' && event.redriven === undefined;

/** The texts that came again since a time, ISO 8601: their first event and their last. */
async function repeatedSince(deps: SmppConnectorDeps, since: string): Promise<ReadonlyMap<string, string>> {
  const repeated = new Map<string, string>();
  const seconds = Math.max(0, deps.clock.now() - Date.parse(since)) / 1_000 + TAIL_SECONDS;
  for await (const event of deps.journal.tail(INBOX, seconds)) {
    if (isText(event) && event.data.repeatOf !== undefined && event.at >= since) {
      repeated.set(event.data.repeatOf, event.id);
    }
  }
  return repeated;
}

/** The replies accepted since a time, ISO 8601. */
async function answersSince(deps: SmppConnectorDeps, since: string): Promise<Answers> {
  const submissions = deps.store.scope(OWNER).collection<Submission>(submissionsSpec);
  const answers = new Map<string, Set<string>>();
  let after: string | undefined;
  do {
    const page = await submissions.query({
      index: 'settled',
      from: since,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of page.items) {
      if (document.state !== 'accepted' || document.cause === undefined) continue;
      const links = answers.get(document.cause);
      if (links === undefined) answers.set(document.cause, new Set([document.link]));
      else links.add(document.link);
    }
    after = page.next;
  } while (after !== undefined);
  return answers;
}
