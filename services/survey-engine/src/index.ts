import type { MessageRequested } from '@mscore/contracts';
import type { KeyRing } from '@mscore/contracts/crypto';
import {
  type Bus,
  type Clock,
  type Failpoint,
  GatewayError,
  type Health,
  type Log,
  type Metrics,
  type Service,
  type Store,
  type Subscription,
} from '@mscore/ports';
import { type Context, type LoadedSurvey, valueProblem } from '@mscore/survey';
import { armOldTimers } from './arm-old-timers';
import { openConversations } from './conversations';
import { routesBy } from './domain/routes';
import { handleBatch } from './handle-batch';
import { publishSurveys } from './published-surveys';
import { secretsOf } from './read-event';
import { contextOfInstallation, type GivenSettings } from './settings';
import { type Sweeper, startSweeper } from './sweeper';

export { type Archive, formatArchive, parseArchive } from './archive';
export {
  type ConversationRecord,
  createFindConversation,
  type FindConversation,
  type FoundConversation,
} from './conversation-record';
export type { ConversationDocument } from './domain/document';
export { stepsIn } from './domain/handled';
export { type LoadedFile, loadSurvey, loadSurveys, shippedSurveys } from './load-surveys';
export { type Archived, archiveOf } from './make-archive';
export { publishedSurveys } from './published-surveys';
export { type ReplayDeps, type Replayed, replayArchive } from './replay-archive';
export {
  type DecidingSettings,
  decidingSettings,
  type EngineLink,
  type GivenSettings,
  type KeywordWords,
  lexiconsOf,
} from './settings';

export interface SurveyEngineDeps extends Omit<GivenSettings, 'surveys'> {
  readonly bus: Bus;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly failpoint: Failpoint;
  /** The surveys in force. The first is the one DG starts, and whose system texts are used while none is open. */
  readonly surveys: readonly LoadedSurvey[];
  /** What `{hotline}` stands for, with its leading space; empty where there is none. */
  readonly hotline: string;
  /** Minutes after which an unsent reply is no longer worth sending. */
  readonly replyExpiresMinutes: number;
  /** What replies ask to be told of their way; `none` when absent. */
  readonly replyReport?: MessageRequested['report'];
}

/** Messages of different people share one load, one save and one publish. */
const MAX_BATCH = 200;

/** Holds the conversations: reads citizens' words from the inbox, answers them, and records facts. */
export function createSurveyEngine(deps: SurveyEngineDeps): Service {
  const { bus, store, log } = deps;
  let subscription: Subscription | undefined;
  let sweeper: Sweeper | undefined;
  return {
    name: 'survey-engine',
    async start() {
      const context = await contextOf(deps);
      const conversations = openConversations(store);
      const engine = { conversations, context, secrets: secretsOf(deps.keys), route: routesBy(deps.links ?? []) };
      const batchDeps = { ...deps, ...engine };
      await armOldTimers({ ...deps, conversations });
      subscription = await bus.subscribe({
        topic: 'conversation.inbox',
        group: 'survey-engine',
        maxBatch: MAX_BATCH,
        handle: (batch) => handleBatch(batchDeps, batch),
      });
      sweeper = startSweeper({ ...deps, conversations });
      log('info', 'engine-started', { count: context.surveys.size });
    },
    async stop() {
      // First, so that nothing is published into a topic nobody reads any more.
      await sweeper?.stop();
      await subscription?.close();
      log('info', 'engine-stopped');
    },
    health: () => healthOf(subscription),
  };
}

async function contextOf({ store, surveys, hotline, ...given }: SurveyEngineDeps): Promise<Context> {
  const [first, ...others] = surveys;
  if (first === undefined) {
    throw new GatewayError('MSCORE_NO_SURVEY', 'there is no usable survey', { retry: false });
  }
  for (const survey of surveys) checkHotline(survey, hotline);
  return contextOfInstallation(await publishSurveys(store, surveys), { ...given, surveys: [first, ...others] });
}

/** Texts are measured with their placeholders at the declared length, so a longer value would break them in two. */
function checkHotline({ survey }: LoadedSurvey, hotline: string): void {
  const problem = valueProblem(survey, 'hotline', hotline);
  if (problem === undefined) return;
  throw new GatewayError('MSCORE_HOTLINE', `survey ${survey.id}: ${problem}`, { retry: false });
}

function healthOf(subscription: Subscription | undefined): Health {
  if (subscription?.state === 'running') return { ready: true, reasons: [] };
  const reason =
    subscription?.state === 'stopped' ? 'too many messages could not be handled' : 'the survey engine is not running';
  return { ready: false, reasons: [reason] };
}
