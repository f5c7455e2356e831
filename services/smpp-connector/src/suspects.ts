import type { Event, EventOf, Topic } from '@mscore/contracts';
import { isoTime } from '@mscore/ports';
import type { SmppConnectorDeps } from './deps';
import type { Link } from './domain/links';
import type { Submission } from './domain/submission';
import { SUSPICION_MS, Suspicion } from './domain/suspicion';
import { OWNER, submissionsSpec } from './submissions';

const INBOX: Topic = 'conversation.inbox';
const LINKS: Topic = 'smpp.links';
/** Responses unconfirmed for a second are probed, so what the log's last seconds do not hold was confirmed. */
const TAIL_SECONDS = 5;
const PAGE = 1_000;

type Text = EventOf<'message.received'>;
type SuspectsRecord = EventOf<'link.suspects'>;

/** What a link begins with. */
export interface RecoveredSuspects {
  readonly suspicion: Suspicion;
  /** The last text judged by it. */
  readonly through: string | undefined;
}

/**
 * What the network may send again after this process, or one before it, ended: the last record of
 * suspects, and the texts of the log's last seconds that came after it; less those that came again since, and those
 * of the log's last seconds whose response was read. Recorded before it is returned, because this process may end before it binds.
 */
export async function recoverSuspects(deps: SmppConnectorDeps, link: Link): Promise<RecoveredSuspects> {
  const suspicion = new Suspicion();
  const record = await deps.journal.last('link.suspects', link.name);
  const tail = await unjudgedTexts(deps, link, record?.data.through);
  const held = stillExpected(record, deps.clock.now());
  // A reply may have been accepted before the record was written, and after the texts it does not judge.
  const since = [
    ...(held.length > 0 && record !== undefined ? [record.at] : []),
    ...tail.map(({ at }) => at),
  ].sort()[0];
  if (since === undefined) return { suspicion, through: record?.data.through };
  const repeated = held.length > 0 ? await repeatedSince(deps, since) : new Set<string>();
  const answered = await answeredSince(deps, since);
  for (const { expires, ...suspect } of held) {
    if (repeated.has(suspect.root)) continue;
    const nowAnswered = suspect.answered || answered.has(suspect.id) || answered.has(suspect.root);
    suspicion.add({ ...suspect, expires: Date.parse(expires), answered: nowAnswered });
  }
  for (const { id, at, data } of lastOfEach(tail)) {
    const root = data.repeatOf ?? id;
    // The reply went out on the session the text came by, after our response: that one was read.
    if (answered.has(id) || answered.has(root)) continue;
    const expires = Date.parse(at) + SUSPICION_MS;
    // What was in doubt stays in doubt however often it comes.
    const wasAnswered = data.doubtful === true;
    suspicion.add({ id, root, subscriber: data.subscriber, wire: data.wire, expires, answered: wasAnswered });
  }
  const through = tail.at(-1)?.id ?? record?.data.through;
  await recordSuspects(deps, link, suspicion, through);
  return { suspicion, through };
}

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

/** The link's texts of the log's last seconds, without those a record already judged. */
async function unjudgedTexts(
  deps: SmppConnectorDeps,
  link: Link,
  through: string | undefined,
): Promise<readonly Text[]> {
  const texts: Text[] = [];
  for await (const event of deps.journal.tail(INBOX, TAIL_SECONDS)) {
    if (isText(event) && event.data.link === link.name) texts.push(event);
  }
  return texts.slice(texts.findIndex(({ id }) => id === through) + 1);
}

/** Of a text and its redeliveries only the last: one text is suspect once. */
const lastOfEach = (texts: readonly Text[]): readonly Text[] => [
  ...new Map(texts.map((text) => [text.data.repeatOf ?? text.id, text])).values(),
];

const isText = (event: Event): event is Text => event.type === 'message.received';

/** First events of the texts that came again since a time, ISO 8601. */
async function repeatedSince(deps: SmppConnectorDeps, since: string): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  const seconds = Math.max(0, deps.clock.now() - Date.parse(since)) / 1_000 + TAIL_SECONDS;
  for await (const event of deps.journal.tail(INBOX, seconds)) {
    if (isText(event) && event.data.repeatOf !== undefined && event.at >= since) repeated.add(event.data.repeatOf);
  }
  return repeated;
}

/** Ids of the texts to which a reply was accepted since a time, ISO 8601. */
async function answeredSince(deps: SmppConnectorDeps, since: string): Promise<ReadonlySet<string>> {
  const submissions = deps.store.scope(OWNER).collection<Submission>(submissionsSpec);
  const answered = new Set<string>();
  let after: string | undefined;
  do {
    const page = await submissions.query({
      index: 'settled',
      from: since,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of page.items) {
      if (document.state === 'accepted' && document.cause !== undefined) answered.add(document.cause);
    }
    after = page.next;
  } while (after !== undefined);
  return answered;
}
