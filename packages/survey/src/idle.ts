import type { ResponseId } from '@mscore/contracts';
import { begin, enter } from './course';
import {
  type Context,
  type Decision,
  keywordIn,
  languageOf,
  optedIn,
  serviceIn,
  settle,
  surveyOf,
  type Turn,
} from './decision';
import type { Effect } from './effects';
import type { Service } from './keywords';
import type { ConversationState } from './state';
import type { SystemText } from './survey';

const DAY = 24 * 3_600_000;

/** What follows from a message while no survey is open. */
export function decideIdle(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  const keyword = keywordIn(turn);
  const reply = (next: ConversationState, name: SystemText): Decision => ({
    state: next,
    effects: [systemReply(context, next, name)],
    outcome: 'keyword',
  });
  switch (keyword) {
    case 'HUY': {
      // Confirmed once; whoever asks again another day hears it again.
      const confirmed = state.optedOut !== undefined && now - state.optedOut < DAY;
      return confirmed ? { state, effects: [], outcome: 'silent' } : reply({ ...state, optedOut: now }, 'optedOut');
    }
    case 'DK':
      return reply(optedIn(state), 'optedIn');
    case 'DG':
      return startWalkIn(context, state, turn.newResponse, now) ?? reply(state, 'noDossier');
    case 'TG':
      return reply(state, 'help');
    case 'THOI':
    case undefined:
      return answerStray(context, state, serviceIn(turn), now);
    default:
      return keyword satisfies never;
  }
}

/** Self-initiated, so it needs no opting in. */
function startWalkIn(
  context: Context,
  state: ConversationState,
  response: ResponseId,
  now: number,
): Decision | undefined {
  const survey = surveyOf(context, context.survey);
  const entry = survey.entries.walkIn;
  if (!context.walkIn || entry === undefined) return undefined;
  const course = begin(survey, context.survey, response, 'walk-in', languageOf(survey, state), now);
  return settle(state, enter(course, entry), 'keyword');
}

/**
 * Answers a text that belongs to nothing. Whoever asks for a service that is not open hears so at least once a day:
 * silence would be taken for a call back or a complaint on its way.
 */
function answerStray(context: Context, state: ConversationState, service: Service | undefined, now: number): Decision {
  if (service === undefined) return tellUsage(context, state, 'help', now);
  const declined = Object.fromEntries(
    Object.entries(state.declined ?? {}).filter(([, at]) => now - at < DAY),
  ) as NonNullable<ConversationState['declined']>;
  if (declined[service] !== undefined) return tellUsage(context, state, 'notYet', now);
  const next = { ...state, declined: { ...declined, [service]: now } };
  return { state: next, effects: [systemReply(context, next, 'notYet')], outcome: 'usage' };
}

/** A few times a day, whatever is said. */
function tellUsage(context: Context, state: ConversationState, name: SystemText, now: number): Decision {
  const told = (state.usageTold ?? []).filter((at) => now - at < DAY);
  if (told.length >= context.usagePerDay) return { state, effects: [], outcome: 'silent' };
  const next = { ...state, usageTold: [...told, now] };
  return { state: next, effects: [systemReply(context, next, name)], outcome: 'usage' };
}

const systemReply = (context: Context, state: ConversationState, name: SystemText): Effect => ({
  kind: 'reply',
  text: {
    survey: context.survey,
    language: languageOf(surveyOf(context, context.survey), state),
    of: 'system',
    name,
  },
});
