import type { InvitationDropped, ResponseId } from '@mscore/contracts';
import { changeState } from './copies';
import { type Context, type Decision, languageOf, surveyOf } from './decision';
import type { FactEffect } from './effects';
import { saidElse } from './judging';
import { optedOutAt } from './opt-outs';
import { policyOf } from './policy';
import { settle } from './settle';
import type { ConversationState, WaitingInvitation } from './state';
import { DAY, maySend, sendingTime } from './timing';
import { begin, enter } from './way';
import { mayStart, noteStarted, startsAgainAt } from './windows';

/** Somebody to be asked. Times are milliseconds since the epoch. */
export interface Invitation {
  /** The response that it would begin. */
  readonly response: ResponseId;
  /** Id of the survey. */
  readonly survey: string;
  readonly dossier?: string;
  readonly values: Readonly<Record<string, string>>;
  /** The selection hash: of several the lowest counts. */
  readonly order: string;
  /** Whether the number is a mobile one of the country. */
  readonly person: boolean;
  /** When it was asked for. */
  readonly at: number;
  readonly notBefore: number;
}

/**
 * An invitation comes in: it goes out at once where it may, waits for its time, or is accounted for as one that never
 * went out. One may wait: of two the one that the plan drew first, whichever came first.
 * @param by the short code it would go by now, where one is known
 */
export function decideInvitation(
  context: Context,
  state: ConversationState,
  invitation: Invitation,
  now: number,
  by?: string,
): Decision {
  const survey = context.surveyIds.get(invitation.survey) ?? context.survey;
  const { invitationLapsesDays } = policyOf(surveyOf(context, survey));
  const { response, dossier, values, order, notBefore, at } = invitation;
  const arriving: WaitingInvitation = {
    response,
    survey,
    ...(dossier === undefined ? {} : { dossier }),
    values,
    order,
    notBefore,
    dueAt: notBefore,
    lapsesAt: Math.max(notBefore, at) + invitationLapsesDays * DAY,
  };
  if (!invitation.person) return drop(context, state, arriving, 'no-mobile');
  if (optedOutAt(state, by) !== undefined) return drop(context, state, arriving, 'opted-out');
  const waiting = state.invitation;
  if (waiting === undefined) return schedule(context, state, arriving, now, by);
  const [first, second] = order < waiting.order ? [arriving, waiting] : [waiting, arriving];
  const scheduled = schedule(context, changeState(state, { invitation: undefined }), first, now, by);
  return { ...scheduled, effects: [...scheduled.effects, dropInvitation(context, second, 'capped')] };
}

/** The time of the invitation that waits has come. It may have to go by another short code than when it came. */
export function sendInvitation(context: Context, state: ConversationState, now: number, by?: string): Decision {
  const { invitation } = state;
  if (invitation === undefined) return { state, effects: [], outcome: 'stale-timer' };
  return schedule(context, changeState(state, { invitation: undefined }), invitation, now, by);
}

/** Sends an invitation now if it may go, else says when it is tried again, or that it never will be. */
function schedule(
  context: Context,
  state: ConversationState,
  invitation: WaitingInvitation,
  now: number,
  by: string | undefined,
): Decision {
  if (optedOutAt(state, by) !== undefined) return drop(context, state, invitation, 'opted-out');
  const dueAt = earliest(context, state, invitation, now);
  if (dueAt > invitation.lapsesAt) {
    return drop(
      context,
      state,
      invitation,
      now >= invitation.lapsesAt || state.session !== undefined ? 'lapsed' : 'capped',
    );
  }
  if (dueAt > now)
    return {
      state: changeState(state, { invitation: { ...invitation, dueAt } }),
      effects: [],
      outcome: 'invitation-waits',
    };
  const survey = surveyOf(context, invitation.survey);
  const { response, dossier, values } = invitation;
  const beginning = {
    survey: invitation.survey,
    response,
    origin: 'invited' as const,
    language: languageOf(survey, state),
    values,
    ...(dossier === undefined ? {} : { dossier }),
  };
  const entry = survey.entries.invited;
  if (entry === undefined) return drop(context, state, invitation, 'lapsed');
  const course = enter({ ...begin(context, beginning, now), lane: 'bulk' }, entry);
  return saidElse(state, settle(noteStarted(changeState(state, { invitedAt: now }), now), course, 'invited'), now);
}

/** The first moment at which nothing stands in the way of an invitation, as things are. */
function earliest(context: Context, state: ConversationState, invitation: WaitingInvitation, now: number): number {
  // Nobody knows when the open survey ends; when it does, its end sets another time.
  if (state.session !== undefined) return Math.max(now + 1, invitation.lapsesAt);
  const survey = surveyOf(context, invitation.survey);
  const { invitationEveryDays } = policyOf(survey);
  const capped = state.invitedAt === undefined ? 0 : state.invitedAt + invitationEveryDays * DAY;
  const limited = mayStart(survey, state, now) ? 0 : startsAgainAt(state);
  const from = Math.max(now, invitation.notBefore, capped, limited);
  return from === now && maySend(survey, now) ? now : sendingTime(survey, from, invitation.response);
}

const drop = (
  context: Context,
  state: ConversationState,
  invitation: WaitingInvitation,
  reason: InvitationDropped['reason'],
): Decision => ({ state, effects: [dropInvitation(context, invitation, reason)], outcome: 'invitation-dropped' });

/** Accounts for an invitation that never went out: the one fact of a response that did not begin. */
export const dropInvitation = (
  context: Context,
  { response, survey }: WaitingInvitation,
  reason: InvitationDropped['reason'],
): FactEffect => ({
  kind: 'fact',
  type: 'invitation.dropped',
  data: { response, n: 1, survey, surveyId: surveyOf(context, survey).id, reason },
});
