import type { Event, SurveyHash } from '@mscore/contracts';
import type { KeyRing } from '@mscore/contracts/crypto';
import { GatewayError, PoisonEvents } from '@mscore/ports';
import type { Context, Survey } from '@mscore/survey';
import { type Archive, type ArchivedEvent, archiveProblem, lineOfEvent } from './archive';
import type { StepDeps } from './domain/course';
import { firstDifference, type PastStep, replay } from './domain/replay';
import { routesBy } from './domain/routes';
import { type Received, secretsOf } from './read-event';
import { readTurns } from './read-turns';
import { contextFrom } from './settings';

/** What of an installation a replay needs. */
export interface ReplayDeps {
  readonly keys: KeyRing;
  /** Every version that is known, by its hash. */
  readonly surveys: ReadonlyMap<SurveyHash, Survey>;
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
  /** The archive is older than those that carry keywords: a difference may be a word that its gateway knew. */
  readonly withoutKeywords?: true;
}

/**
 * Builds the document of an archive again from its events, and compares.
 * @throws GatewayError MSCORE_ARCHIVE naming the line of an event that cannot be handled or words that are no keywords, MSCORE_KEYS_UNFIT one whose
 * words cannot be opened, MSCORE_SURVEY_UNKNOWN the versions that are missing
 */
export function replayArchive(deps: ReplayDeps, archive: Archive): Replayed {
  return takeAgain(deps, archive).replayed;
}

/** Takes the steps of an archive, and notes which surveys were asked for. */
export function takeAgain(
  { keys, surveys, program }: ReplayDeps,
  archive: Archive,
): { readonly replayed: Replayed; readonly asked: ReadonlySet<SurveyHash> } {
  const missing = archive.surveys.filter((hash) => !surveys.has(hash));
  if (missing.length > 0) throw surveyUnknown(missing);
  const asked = new Set<SurveyHash>();
  const context = contextOf(recording(surveys, asked), archive);
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
    ...(archive.settings.keywords === undefined ? { withoutKeywords: true } : {}),
  };
  return { replayed, asked };
}

/** What its decisions may know. Words that this program takes for no keywords are a fault of the archive. */
function contextOf(surveys: ReadonlyMap<SurveyHash, Survey>, { settings }: Archive): Context {
  try {
    return contextFrom(surveys, settings);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw archiveProblem(1, `names words that cannot be used: ${error.message}`);
  }
}

/** Which other version wrote an archive. */
export const writerOf = (program: string, archive: Archive): string | undefined =>
  archive.program === program
    ? undefined
    : archive.program === undefined
      ? 'an earlier version'
      : `version ${archive.program}`;

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
