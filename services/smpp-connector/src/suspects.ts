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

/**
 * What the network may send again after a crash (smpp.md §4): the last record of suspects, less those already
 * repeated, plus the texts of the log's last seconds.
 *
 * A text of those last seconds is left out when a reply to it was accepted by the network: the reply followed our
 * response on the same stream, so the response was read. Without this, an honest "1" after a crash could be taken
 * for the redelivery of the "1" that had been answered just before it.
 */
export async function recoverSuspects(
  deps: SmppConnectorDeps,
  links: readonly Link[],
): Promise<Map<string, Suspicion>> {
  const suspicions = new Map(links.map((link) => [link.name, new Suspicion()]));
  const records = await lastRecords(deps, links);
  const now = deps.clock.now();
  const repeated = await repeatedSince(deps, oldestWithSuspects(records, now));
  for (const record of records) {
    for (const { id, wire, expires } of record.data.suspects) {
      if (!repeated.has(id)) suspicions.get(record.data.link)?.add({ id, wire, expires: Date.parse(expires) });
    }
  }
  const tail = await textsOfTail(deps);
  const proven = await provenRead(deps, tail);
  for (const text of tail) {
    if (proven.has(text.id)) continue;
    const expires = Date.parse(text.at) + SUSPICION_MS;
    suspicions.get(text.data.link)?.add({ id: text.id, wire: text.data.wire, expires });
  }
  return suspicions;
}

/** Appends the link's suspects as they stand: the newest record is the whole truth. */
export async function recordSuspects(deps: SmppConnectorDeps, link: Link, suspicion: Suspicion): Promise<void> {
  const now = deps.clock.now();
  const suspects = suspicion.live(now).map(({ id, wire, expires }) => ({ id, wire, expires: isoTime(expires) }));
  const event: EventOf<'link.suspects'> = {
    id: deps.newId(),
    type: 'link.suspects',
    v: 1,
    key: link.name,
    at: isoTime(now),
    data: { link: link.name, suspects },
  };
  await deps.journal.append(LINKS, [event]);
}

async function lastRecords(
  deps: SmppConnectorDeps,
  links: readonly Link[],
): Promise<readonly EventOf<'link.suspects'>[]> {
  const records = await Promise.all(links.map((link) => deps.journal.last('link.suspects', link.name)));
  return records.filter((record) => record !== undefined);
}

/** When the oldest record that still names live suspects was written; undefined when none does. */
function oldestWithSuspects(records: readonly EventOf<'link.suspects'>[], now: number): number | undefined {
  const times = records
    .filter((record) => record.data.suspects.some((suspect) => Date.parse(suspect.expires) > now))
    .map((record) => Date.parse(record.at));
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Ids already repeated since then, so that a record older than the repetition does not count twice. */
async function repeatedSince(deps: SmppConnectorDeps, since: number | undefined): Promise<ReadonlySet<string>> {
  const repeated = new Set<string>();
  if (since === undefined) return repeated;
  const seconds = Math.max(0, deps.clock.now() - since) / 1000 + TAIL_SECONDS;
  for await (const event of deps.journal.tail(INBOX, seconds)) {
    if (isText(event) && event.data.repeatOf !== undefined) repeated.add(event.data.repeatOf);
  }
  return repeated;
}

async function textsOfTail(deps: SmppConnectorDeps): Promise<readonly EventOf<'message.received'>[]> {
  const texts: EventOf<'message.received'>[] = [];
  for await (const event of deps.journal.tail(INBOX, TAIL_SECONDS)) if (isText(event)) texts.push(event);
  return texts;
}

const isText = (event: Event): event is EventOf<'message.received'> => event.type === 'message.received';

/** Ids of texts a reply to which was accepted by the network. */
async function provenRead(
  deps: SmppConnectorDeps,
  tail: readonly EventOf<'message.received'>[],
): Promise<ReadonlySet<string>> {
  const first = tail[0];
  const proven = new Set<string>();
  if (first === undefined) return proven;
  const submissions = deps.store.scope(OWNER).collection<Submission>(submissionsSpec);
  let after: string | undefined;
  do {
    const page = await submissions.query({
      index: 'settled',
      from: first.at,
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of page.items) {
      if (document.state === 'accepted' && document.cause !== undefined) proven.add(document.cause);
    }
    after = page.next;
  } while (after !== undefined);
  return proven;
}
