import type { SurveyHash } from '@mscore/contracts';
import type { Context, LoadedSurvey, Survey } from '@mscore/survey';

/**
 * What decides beside events, keys, surveys and keywords. Plain JSON: an archive carries it, so that a replay decides
 * as the gateway did.
 */
export interface DecidingSettings extends Pick<Context, 'survey' | 'walkIn' | 'usagePerDay' | 'sendsPerDay'> {
  /** The version in force of each survey, by its id. */
  readonly surveyIds: Readonly<Record<string, SurveyHash>>;
  readonly services: readonly ServiceName[];
  /** Milliseconds, by link. */
  readonly fastReplyMs: Readonly<Record<string, number>>;
}

type ServiceName = Context['services'] extends ReadonlySet<infer Name> ? Name : never;
/** The keywords of each short code, `*` for all others. */
export type Lexicons = Context['lexicons'];

/** What an installation sets. */
export interface GivenSettings {
  /** The surveys in force. The first is the one DG starts, and whose system texts are used while none is open. */
  readonly surveys: readonly [LoadedSurvey, ...LoadedSurvey[]];
  /** Whether DG without a dossier starts the survey. */
  readonly walkIn: boolean;
  /** Texts of one person that belong to nothing are answered so many times in 24 hours; 3 when absent. */
  readonly usagePerDay?: number;
  /** So many texts go to one person in 24 hours, a running survey apart; 60 when absent. */
  readonly sendsPerDay?: number;
  /** The keywords of each short code, `*` for all others; the built-in ones when absent. */
  readonly lexicons?: Lexicons;
  /** Services that answer what citizens ask; none when absent. */
  readonly services?: Context['services'];
  /** Milliseconds within which nobody answers a question that the network has just taken, by link; 3,000 when absent. */
  readonly fastReplyMs?: Context['fastReplyMs'];
}

/** Nobody reads a question and answers it within so many milliseconds of its acceptance, where nothing else is set. */
const FAST_REPLY_MS = 3_000;
const fastReplyOtherwise = (): number => FAST_REPLY_MS;

/** What an installation decides by, written down; of its links those that are named. */
export function decidingSettings(given: GivenSettings, links: readonly string[]): DecidingSettings {
  const { surveys, walkIn, usagePerDay = 3, sendsPerDay = 60, services = [], fastReplyMs = fastReplyOtherwise } = given;
  const [{ hash }] = surveys;
  return {
    ...{ survey: hash, walkIn, usagePerDay, sendsPerDay },
    surveyIds: Object.fromEntries(surveys.map(({ survey, hash: version }) => [survey.id, version])),
    services: [...services],
    fastReplyMs: Object.fromEntries(links.map((link) => [link, fastReplyMs(link)])),
  };
}

/** What decisions may know, from settings that were written down. */
export const contextFrom = (
  surveys: ReadonlyMap<SurveyHash, Survey>,
  lexicons: Lexicons,
  { surveyIds, services, fastReplyMs, ...plain }: DecidingSettings,
): Context => ({
  ...plain,
  surveys,
  lexicons,
  surveyIds: new Map(Object.entries(surveyIds)),
  services: new Set(services),
  fastReplyMs: (link) => fastReplyMs[link] ?? FAST_REPLY_MS,
});

/** What decisions may know in an installation. */
export const contextOfInstallation = (surveys: ReadonlyMap<SurveyHash, Survey>, given: GivenSettings): Context => ({
  ...contextFrom(surveys, given.lexicons ?? new Map(), decidingSettings(given, [])),
  fastReplyMs: given.fastReplyMs ?? fastReplyOtherwise,
});
