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
import { openConversations } from './conversations';
import { handleBatch } from './handle-batch';
import { publishSurveys } from './published-surveys';
import { secretsOf } from './read-turns';
import { type Sweeper, startSweeper } from './sweeper';

export { type LoadedFile, loadSurvey, loadSurveys, shippedSurveys } from './load-surveys';

export interface SurveyEngineDeps {
  readonly bus: Bus;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly failpoint: Failpoint;
  /** The surveys in force. The first is the one DG starts, and whose system texts are used while none is open. */
  readonly surveys: readonly LoadedSurvey[];
  /** Whether DG without a dossier starts the survey. */
  readonly walkIn: boolean;
  /** What `{hotline}` stands for, with its leading space; empty where there is none. */
  readonly hotline: string;
  /** Minutes after which an unsent reply is no longer worth sending. */
  readonly replyExpiresMinutes: number;
  /** What replies ask to be told of their way; `none` when absent. */
  readonly replyReport?: MessageRequested['report'];
  /** Texts of one person that belong to nothing are answered so many times in 24 hours; 3 when absent. */
  readonly usagePerDay?: number;
  /** So many texts go to one person in 24 hours, a running survey apart; 60 when absent. */
  readonly sendsPerDay?: number;
  /** The keywords of each short code, `*` for all others; the built-in ones when absent. */
  readonly lexicons?: Context['lexicons'];
  /** Services that answer what citizens ask; none when absent. */
  readonly services?: Context['services'];
  /** Milliseconds within which nobody answers a question that the network has just taken, by link; 3,000 when absent. */
  readonly fastReplyMs?: Context['fastReplyMs'];
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
      const batchDeps = { ...deps, conversations, context, secrets: secretsOf(deps.keys) };
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

async function contextOf(deps: SurveyEngineDeps): Promise<Context> {
  const { store, surveys, walkIn, hotline, usagePerDay = 3, sendsPerDay = 60 } = deps;
  const first = surveys[0];
  if (first === undefined) {
    throw new GatewayError('MSCORE_NO_SURVEY', 'there is no usable survey', { retry: false });
  }
  for (const survey of surveys) checkHotline(survey, hotline);
  return {
    surveys: await publishSurveys(store, surveys),
    surveyIds: new Map(surveys.map(({ survey, hash }) => [survey.id, hash])),
    survey: first.hash,
    walkIn,
    usagePerDay,
    sendsPerDay,
    lexicons: deps.lexicons ?? new Map(),
    services: deps.services ?? new Set(),
    fastReplyMs: deps.fastReplyMs ?? (() => FAST_REPLY_MS),
  };
}

/** Nobody reads a question and answers it within so many milliseconds of its acceptance, where nothing else is set. */
const FAST_REPLY_MS = 3_000;

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
