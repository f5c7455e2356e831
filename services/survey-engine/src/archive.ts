import { type Event, problemOf, type Subscriber, type SurveyHash } from '@mscore/contracts';
import { GatewayError } from '@mscore/ports';
import type { ConversationDocument } from './domain/document';
import type { DecidingSettings } from './settings';

/**
 * A conversation with everything that led to it, `mscore-conversation/1`: JSON Lines, words and numbers sealed as they
 * were. The first line is the header, then one line per event in the order they were handled, and the document last:
 *
 * ```
 * {"format":"mscore-conversation/1","program":"0.1.0","subscriber":"q3Zt…","settings":{"survey":"…","walkIn":true,…},"surveys":["…"]}
 * {"step":1,"at":"2026-11-22T01:02:03.456Z","event":{"id":"…","type":"message.received",…}}
 * {"document":{"address":"…","state":{…},"handled":[…],"effects":[…]}}
 * ```
 *
 * Events of one step were decided together, at the time `at`. The same `program` builds the document again byte for byte;
 * another version may order its properties otherwise, or decide otherwise. The settings hold the words that were keywords
 * beside the built-in ones; archives older than that are read with the built-in ones alone. A header with `start` says that the history begins with
 * that document. The document joins a person to the pseudonyms of the responses: whoever holds an archive and the
 * results can tell who answered what, so it is kept as the data folder is.
 */
export interface Archive {
  /** Version of the program that wrote it; absent in archives older than this field. */
  readonly program?: string;
  readonly subscriber: Subscriber;
  readonly settings: DecidingSettings;
  /** The versions that the decisions asked for. */
  readonly surveys: readonly SurveyHash[];
  readonly start?: ConversationDocument;
  readonly events: readonly ArchivedEvent[];
  readonly document: ConversationDocument;
}

export interface ArchivedEvent {
  /** From 1. */
  readonly step: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: Event;
}

const FORMAT = 'mscore-conversation/1';

/** The lines of an archive. */
export function formatArchive({ events, document, ...header }: Archive): string {
  const lines = [
    { format: FORMAT, ...header },
    ...events.map(({ step, at, event }) => ({ step, at: new Date(at).toISOString(), event })),
    { document },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** @throws GatewayError MSCORE_ARCHIVE naming the line that is wrong, and never what it holds. */
export function parseArchive(text: string): Archive {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const [header, ...others] = lines.map((line, at) => json(line, at + 1, lines.length));
  if (!isTree(header) || header.format !== FORMAT) throw archiveProblem(1, `is no header of ${FORMAT}`);
  const last = others.pop();
  if (!isTree(last) || !isDocument(last.document)) {
    throw archiveProblem(lines.length, 'is not the document that ends an archive: the file was cut off');
  }
  const { program, subscriber, settings, surveys, start } = header;
  if (typeof subscriber !== 'string' || !isSettings(settings) || !isListOfTexts(surveys)) {
    throw archiveProblem(1, 'lacks the subscriber, the settings or the surveys');
  }
  if (program !== undefined && typeof program !== 'string')
    throw archiveProblem(1, 'does not say which program wrote it');
  if (start !== undefined && !isDocument(start)) throw archiveProblem(1, 'begins with something that is no document');
  return {
    ...(program === undefined ? {} : { program }),
    subscriber: subscriber as Subscriber,
    settings,
    surveys: surveys as readonly SurveyHash[],
    ...(start === undefined ? {} : { start }),
    events: archivedEvents(others, subscriber),
    document: last.document,
  };
}

/** The line of an archive that holds an event, by its place among the events. */
export const lineOfEvent = (place: number): number => place + 2;

/** A fault of an archive, by its line. */
export const archiveProblem = (line: number, what: string): GatewayError =>
  new GatewayError('MSCORE_ARCHIVE', `line ${line} ${what}`, { retry: false });

function json(line: string, number: number, count: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw archiveProblem(number, `is no JSON${number === count && number > 1 ? ': the file was cut off' : ''}`);
  }
}

function archivedEvents(lines: readonly unknown[], subscriber: string): readonly ArchivedEvent[] {
  let before = 0;
  return lines.map((line, place) => {
    const number = lineOfEvent(place);
    if (!isTree(line)) throw archiveProblem(number, 'is no event');
    const { step, at, event } = line;
    const problem = problemOf(event);
    if (problem !== undefined) throw archiveProblem(number, `holds no valid event: ${problem}`);
    if ((event as Event).key !== subscriber) throw archiveProblem(number, "holds somebody else's event");
    const time = typeof at === 'string' ? Date.parse(at) : Number.NaN;
    if (Number.isNaN(time)) throw archiveProblem(number, 'does not say when it was handled');
    if (typeof step !== 'number' || (step !== before && step !== before + 1) || step === 0) {
      throw archiveProblem(number, 'is not of the step before, nor of the next');
    }
    before = step;
    return { step, at: time, event: event as Event };
  });
}

type Tree = Readonly<Record<string, unknown>>;

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string');

/** As far as a replay takes it apart; the rest is compared. */
const isDocument = (value: unknown): value is ConversationDocument =>
  isTree(value) &&
  isTree(value.state) &&
  Array.isArray(value.effects) &&
  value.effects.every((each) => isTree(each) && typeof each.cause === 'string') &&
  Array.isArray(value.handled) &&
  value.handled.every((group) => Array.isArray(group) && typeof group[0] === 'number' && isListOfTexts(group.slice(1)));

const isSettings = (value: unknown): value is DecidingSettings =>
  isTree(value) &&
  typeof value.survey === 'string' &&
  isTree(value.surveyIds) &&
  isTree(value.fastReplyMs) &&
  Array.isArray(value.links) &&
  value.links.every((link) => isTree(link) && typeof link.name === 'string' && isListOfTexts(link.shortCodes)) &&
  isListOfTexts(value.services) &&
  (value.keywords === undefined || (isTree(value.keywords) && Object.values(value.keywords).every(isWords)));

const isWords = (value: unknown): boolean =>
  isTree(value) &&
  Object.values(isTree(value.synonyms) ? value.synonyms : {}).every(isListOfTexts) &&
  Object.values(isTree(value.surveys) ? value.surveys : {}).every((each) => typeof each === 'string');
