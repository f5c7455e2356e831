import type { SurveyHash } from '@mscore/contracts';
import { GatewayError } from '@mscore/ports';
import { type Context, createLexicon, type LexiconWords, type LoadedSurvey, type Survey } from '@mscore/survey';
import type { RouteLink } from './domain/routes';

/**
 * What decides beside events, keys and surveys. Plain JSON: an archive carries it, so that a replay decides as the gateway
 * did.
 */
export interface DecidingSettings extends Pick<Context, 'survey' | 'walkIn' | 'usagePerDay' | 'sendsPerDay'> {
  /** The version in force of each survey, by its id. */
  readonly surveyIds: Readonly<Record<string, SurveyHash>>;
  readonly services: readonly ServiceName[];
  /** Milliseconds, by link. */
  readonly fastReplyMs: Readonly<Record<string, number>>;
  /** The links there are, in their order. */
  readonly links: readonly RouteLink[];
  /** Absent in archives older than this field: then nobody knows by which words they were decided. */
  readonly keywords?: KeywordWords;
}

type ServiceName = Context['services'] extends ReadonlySet<infer Name> ? Name : never;
/** Words beside the built-in keywords, by short code, and under `*` those of all others; each has all of its own. */
export type KeywordWords = Readonly<Record<string, LexiconWords>>;

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
  /** Words beside the built-in keywords; none when absent. */
  readonly keywords?: KeywordWords;
  /** Services that answer what citizens ask; of others it is kept for them. None when absent. */
  readonly services?: Context['services'];
  /** Milliseconds within which nobody answers a question that the network has just taken; 3,000 when absent. */
  readonly fastReplyMs?: number;
  /** The links there are, in the order in which they are chosen for whoever never wrote; unknown when absent. */
  readonly links?: readonly EngineLink[];
}

/** A link, as far as conversations depend on it. */
export interface EngineLink extends RouteLink {
  /** In place of the one for all links. */
  readonly fastReplyMs?: number;
}

/** Nobody reads a question and answers it within so many milliseconds of its acceptance, where nothing else is set. */
const FAST_REPLY_MS = 3_000;

function fastRepliesOf({ links = [], fastReplyMs = FAST_REPLY_MS }: GivenSettings): Context['fastReplyMs'] {
  const byLink = new Map(links.map((link) => [link.name, link.fastReplyMs ?? fastReplyMs]));
  return (link) => byLink.get(link) ?? fastReplyMs;
}

/** What an installation decides by, written down; of its links what they are told apart by, and the pace of those named. */
export function decidingSettings(given: GivenSettings, named: readonly string[]): DecidingSettings {
  const { surveys, walkIn, usagePerDay = 3, sendsPerDay = 60, services = [], links = [], keywords = {} } = given;
  const fastReplyMs = fastRepliesOf(given);
  const [{ hash }] = surveys;
  return {
    ...{ survey: hash, walkIn, usagePerDay, sendsPerDay },
    surveyIds: Object.fromEntries(surveys.map(({ survey, hash: version }) => [survey.id, version])),
    services: [...services],
    fastReplyMs: Object.fromEntries(named.map((link) => [link, fastReplyMs(link)])),
    links: links.map(({ name, shortCodes, carriers }) => ({
      name,
      shortCodes,
      ...(carriers === undefined ? {} : { carriers }),
    })),
    keywords,
  };
}

/**
 * The keywords of each short code, `*` for all others.
 * @throws GatewayError MSCORE_KEYWORDS naming the words that can be none
 */
export function lexiconsOf(keywords: KeywordWords): Context['lexicons'] {
  return new Map(
    Object.entries(keywords).map(([code, words]) => {
      const created = createLexicon(words);
      if (created.kind === 'lexicon') return [code, created.lexicon];
      const problems = created.problems.map(({ message }) => message).join('; ');
      throw new GatewayError('MSCORE_KEYWORDS', `the keywords of ${code}: ${problems}`, { retry: false });
    }),
  );
}

/**
 * What decisions may know, from settings that were written down.
 * @throws GatewayError as {@link lexiconsOf}
 */
export const contextFrom = (
  surveys: ReadonlyMap<SurveyHash, Survey>,
  { surveyIds, services, fastReplyMs, links: _, keywords = {}, ...plain }: DecidingSettings,
): Context => ({
  ...plain,
  surveys,
  lexicons: lexiconsOf(keywords),
  surveyIds: new Map(Object.entries(surveyIds)),
  services: new Set(services),
  fastReplyMs: (link) => fastReplyMs[link] ?? FAST_REPLY_MS,
});

/** What decisions may know in an installation. */
export const contextOfInstallation = (surveys: ReadonlyMap<SurveyHash, Survey>, given: GivenSettings): Context => ({
  ...contextFrom(surveys, decidingSettings(given, [])),
  fastReplyMs: fastRepliesOf(given),
});
