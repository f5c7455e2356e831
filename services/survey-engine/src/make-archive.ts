import type { Event, SurveyHash } from '@mscore/contracts';
import { GatewayError } from '@mscore/ports';
import type { Archive, ArchivedEvent } from './archive';
import type { ConversationRecord } from './conversation-record';
import type { ConversationDocument } from './domain/document';
import { firstDifference, historyOf, type PastEvent, type PastStep } from './domain/replay';
import { markOf } from './read-event';
import { type ReplayDeps, replayArchive, takeAgain, writerOf } from './replay-archive';
import type { DecidingSettings } from './settings';

/**
 * The archive of a conversation, and whether it goes back to its beginning: where its history is not whole it begins
 * with the document as it stands, and holds no event.
 */
export interface Archived {
  readonly archive: Archive;
  readonly begins: 'with the first event' | 'with an earlier archive' | 'now';
  /** Why it does not go back further. */
  readonly reason?: string;
  /** It replays equal to the byte, not only in what it says. */
  readonly exact: boolean;
}

/**
 * Archives a conversation with its events; `earlier` is continued, as long as the document still knows where it stood.
 * @throws GatewayError as {@link replayArchive}, MSCORE_ARCHIVE_OTHER when `earlier` cannot be continued
 */
export function archiveOf(
  deps: ReplayDeps,
  settings: DecidingSettings,
  { subscriber, document, events = [] }: ConversationRecord,
  earlier?: Archive,
): Archived {
  if (earlier !== undefined) checkContinued(deps, settings, subscriber, earlier);
  const history = historyOf(document, events.map(pastEvent), earlier?.document);
  const surveys = new Set<SurveyHash>(earlier?.surveys ?? [settings.survey]);
  // A link that nobody wrote by before is nothing that changed.
  const fastReplyMs = { ...earlier?.settings.fastReplyMs, ...settings.fastReplyMs };
  const base = {
    program: deps.program,
    subscriber,
    settings: { ...settings, fastReplyMs, links: linksOf(settings, earlier?.settings) },
    ...(earlier?.start === undefined ? {} : { start: earlier.start }),
    document,
  };
  if (history.kind === 'steps') {
    const added = archivedSteps(history.steps, earlier?.events ?? []);
    const whole: Archive = { ...base, surveys: [...surveys], events: [...(earlier?.events ?? []), ...added] };
    const { replayed, asked } = takeAgain(deps, whole);
    const begins = earlier === undefined ? 'with the first event' : 'with an earlier archive';
    const archive = { ...whole, surveys: [...new Set([...surveys, ...asked])] };
    if (replayed.difference === undefined) return { archive, begins, exact: replayed.exact };
    if (earlier !== undefined) {
      throw cannotContinue(`the events since then lead elsewhere (${replayed.difference})${byOther(deps, earlier)}`);
    }
    return { ...beginningNow(deps, settings, subscriber, document), reason: differs(replayed.difference) };
  }
  const reason =
    history.kind === 'untimed'
      ? 'some of its events were handled by a version that noted no times'
      : `${history.missing} of ${history.noted} events are no longer kept`;
  if (earlier !== undefined) throw cannotContinue(reason);
  return { ...beginningNow(deps, settings, subscriber, document), reason };
}

const differs = (path: string): string =>
  `the events that are left do not lead to it (${path}): it began before them, or with other settings, keywords, surveys or another version of the program`;

function beginningNow(
  { program }: ReplayDeps,
  settings: DecidingSettings,
  subscriber: Archive['subscriber'],
  document: ConversationDocument,
): Pick<Archived, 'archive' | 'begins' | 'exact'> {
  const surveys = [settings.survey];
  const archive = { program, subscriber, settings, surveys, start: document, events: [], document };
  return { archive, begins: 'now', exact: true };
}

function checkContinued(
  deps: ReplayDeps,
  settings: DecidingSettings,
  subscriber: Archive['subscriber'],
  earlier: Archive,
): void {
  if (earlier.subscriber !== subscriber) throw cannotContinue('it is of another person');
  const { fastReplyMs: before } = earlier.settings;
  const links = linksOf(settings, earlier.settings);
  const changed = firstDifference(
    { ...withKeywords(earlier, settings).settings, links: linksOf(earlier.settings, settings) },
    { ...settings, fastReplyMs: { ...before, ...pickKnown(settings, before) }, links },
  );
  if (changed !== undefined) throw cannotContinue(`settings that decide have changed since (${changed})`);
  const { difference } = replayArchive(deps, withKeywords(earlier, settings));
  if (difference !== undefined) throw cannotContinue(`it does not replay (${difference})${byOther(deps, earlier)}`);
}

/** An archive older than those that carry keywords is taken to be of the words there are. */
function withKeywords(archive: Archive, { keywords }: DecidingSettings): Archive {
  if (archive.settings.keywords !== undefined || keywords === undefined) return archive;
  return { ...archive, settings: { ...archive.settings, keywords } };
}

/** The likely reason of a difference, where another version wrote the archive. */
function byOther({ program }: ReplayDeps, archive: Archive): string {
  const other = writerOf(program, archive);
  return other === undefined ? '' : `, for it was written by ${other} of the program, and ${program} decides otherwise`;
}

/** Where the links are not known, as those of a gateway that is gone, they are as they were. */
const linksOf = ({ links }: DecidingSettings, otherwise: DecidingSettings | undefined): DecidingSettings['links'] =>
  links.length === 0 ? (otherwise?.links ?? []) : links;

const pickKnown = ({ fastReplyMs }: DecidingSettings, known: DecidingSettings['fastReplyMs']) =>
  Object.fromEntries(Object.entries(fastReplyMs).filter(([link]) => link in known));

const cannotContinue = (why: string): GatewayError =>
  new GatewayError('MSCORE_ARCHIVE_OTHER', `the archive that is there cannot be continued: ${why}; name a new file`, {
    retry: false,
  });

interface PastRaw extends PastEvent {
  readonly event: Event;
}

function pastEvent(event: Event): PastRaw {
  const repeated = event.type === 'message.received' ? event.data.repeatOf : undefined;
  return {
    event,
    mark: markOf(event.id),
    ...(repeated === undefined ? {} : { repeatedMark: markOf(repeated) }),
    ...(event.redriven === undefined ? {} : { redrivenAt: Date.parse(event.redriven) }),
  };
}

const archivedSteps = (
  steps: readonly PastStep<PastRaw>[],
  before: readonly ArchivedEvent[],
): readonly ArchivedEvent[] => {
  const last = before.at(-1)?.step ?? 0;
  return steps.flatMap(({ at, batch }, place) => batch.map(({ event }) => ({ step: last + place + 1, at, event })));
};
