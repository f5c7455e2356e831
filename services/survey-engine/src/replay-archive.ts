import type { Event, SurveyHash } from '@mscore/contracts';
import type { KeyRing } from '@mscore/contracts/crypto';
import { GatewayError, PoisonEvents } from '@mscore/ports';
import type { Survey } from '@mscore/survey';
import { type Archive, type ArchivedEvent, archiveProblem, lineOfEvent } from './archive';
import type { ConversationRecord } from './conversation-record';
import type { ConversationDocument } from './domain/conversation';
import type { StepDeps } from './domain/course';
import { firstDifference, historyOf, type PastEvent, type PastStep, replay } from './domain/replay';
import { routesBy } from './domain/routes';
import { markOf, type Received, secretsOf } from './read-event';
import { readTurns } from './read-turns';
import { contextFrom, type DecidingSettings, type Lexicons } from './settings';

/** What of an installation a replay needs. */
export interface ReplayDeps {
  readonly keys: KeyRing;
  /** Every version that is known, by its hash. */
  readonly surveys: ReadonlyMap<SurveyHash, Survey>;
  readonly lexicons: Lexicons;
  /** Version of this program. */
  readonly program: string;
}

/** What came of a replay. */
export interface Replayed {
  readonly events: number;
  readonly steps: number;
  /** Where the document differs from the one stored, as a path; its values may be words. */
  readonly difference?: string;
  /** Equal to the byte: the order of properties too. */
  readonly exact: boolean;
  /** The version that wrote the archive, where that is not this one: a difference may be what was changed between them. */
  readonly writtenBy?: string;
}

/**
 * Builds the document of an archive again from its events, and compares.
 * @throws GatewayError MSCORE_ARCHIVE naming the line of an event that cannot be handled, MSCORE_KEYS_UNFIT one whose
 * words cannot be opened, MSCORE_SURVEY_UNKNOWN the versions that are missing
 */
export function replayArchive(deps: ReplayDeps, archive: Archive): Replayed {
  return takeAgain(deps, archive).replayed;
}

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
  `the events that are left do not lead to it (${path}): it began before them, or with other settings, surveys or another version of the program`;

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
    { ...earlier.settings, links: linksOf(earlier.settings, settings) },
    { ...settings, fastReplyMs: { ...before, ...pickKnown(settings, before) }, links },
  );
  if (changed !== undefined) throw cannotContinue(`settings that decide have changed since (${changed})`);
  const { difference } = replayArchive(deps, earlier);
  if (difference !== undefined) throw cannotContinue(`it does not replay (${difference})${byOther(deps, earlier)}`);
}

/** The likely reason of a difference, where another version wrote the archive. */
function byOther({ program }: ReplayDeps, archive: Archive): string {
  const other = writerOf(program, archive);
  return other === undefined ? '' : `, for it was written by ${other} of the program, and ${program} decides otherwise`;
}

/** Which other version wrote an archive. */
const writerOf = (program: string, archive: Archive): string | undefined =>
  archive.program === program
    ? undefined
    : archive.program === undefined
      ? 'an earlier version'
      : `version ${archive.program}`;

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

/** Takes the steps of an archive, and notes which surveys were asked for. */
function takeAgain(
  { keys, surveys, lexicons, program }: ReplayDeps,
  archive: Archive,
): { readonly replayed: Replayed; readonly asked: ReadonlySet<SurveyHash> } {
  const missing = archive.surveys.filter((hash) => !surveys.has(hash));
  if (missing.length > 0) throw surveyUnknown(missing);
  const asked = new Set<SurveyHash>();
  const context = contextFrom(recording(surveys, asked), lexicons, archive.settings);
  const steps = stepsOf(keys, archive.events);
  const document = decideAgain(archive, steps, {
    context,
    secrets: secretsOf(keys),
    route: routesBy(archive.settings.links),
  });
  const difference = firstDifference(archive.document, document);
  const writtenBy = writerOf(program, archive);
  const replayed: Replayed = {
    events: archive.events.length,
    steps: steps.length,
    ...(difference === undefined ? {} : { difference }),
    exact: JSON.stringify(archive.document) === JSON.stringify(document),
    ...(writtenBy === undefined ? {} : { writtenBy }),
  };
  return { replayed, asked };
}

function decideAgain({ start, document }: Archive, steps: readonly PastStep<Received>[], deps: StepDeps) {
  try {
    return replay(start, steps, document, deps);
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    // A document that no step ever left, as a start that was altered, need not be one that can be decided on.
    const why = error instanceof Error ? error.message : 'for no reason';
    throw new GatewayError('MSCORE_ARCHIVE', `its events cannot be decided again: ${why}`, { retry: false });
  }
}

const surveyUnknown = (hashes: readonly string[]): GatewayError =>
  new GatewayError('MSCORE_SURVEY_UNKNOWN', `no survey of this installation is version ${hashes.join(', ')}`, {
    retry: false,
  });

/** Throws for a version that is not there, and notes the others that were asked for. */
const recording = (surveys: ReadonlyMap<SurveyHash, Survey>, asked: Set<SurveyHash>): ReadonlyMap<SurveyHash, Survey> =>
  Object.assign(new Map(surveys), {
    get(hash: SurveyHash): Survey {
      const survey = surveys.get(hash);
      if (survey === undefined) throw surveyUnknown([hash]);
      asked.add(hash);
      return survey;
    },
  });

const quiet = { log: () => {}, metrics: { count: () => {}, gauge: () => {} } };

function stepsOf(keys: KeyRing, events: readonly ArchivedEvent[]): readonly PastStep<Received>[] {
  const received = new Map(readAll(keys, events).map((each) => [each.event as Event, each]));
  const steps: { at: number; batch: Received[] }[] = [];
  for (const [place, { step, at, event }] of events.entries()) {
    const heard = received.get(event);
    if (heard === undefined) throw archiveProblem(lineOfEvent(place), 'holds an event that changes no conversation');
    const open = steps[step - 1];
    if (open === undefined) steps.push({ at, batch: [heard] });
    else if (open.at === at) open.batch.push(heard);
    else throw archiveProblem(lineOfEvent(place), 'was handled at another time than the rest of its step');
  }
  return steps;
}

function readAll(keys: KeyRing, events: readonly ArchivedEvent[]): readonly Received[] {
  try {
    const groups = readTurns(
      { keys, ...quiet },
      events.map(({ event }) => event),
    );
    return [...groups.values()].flat();
  } catch (error) {
    if (!(error instanceof PoisonEvents)) throw error;
    const place = events.findIndex(({ event }) => error.ids.includes(event.id));
    throw new GatewayError(
      'MSCORE_KEYS_UNFIT',
      `the words of line ${lineOfEvent(place)} cannot be opened: a key is missing, or the line was altered`,
      { retry: false },
    );
  }
}
