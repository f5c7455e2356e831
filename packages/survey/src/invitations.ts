import type { InvitationDropped, ResponseId } from '@mscore/contracts';
import { changeState } from './copies';
import { type Course, changeCourse } from './course';
import { type Context, type Decision, languageOf, surveyOf } from './decision';
import type { FactEffect } from './effects';
import { saidElse } from './judging';
import { optedOutAt } from './opt-outs';
import { policyOf } from './policy';
import { settle } from './settle';
import type { ConversationState, WaitingInvitation } from './state';
import type { Survey } from './survey';
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
  /** As in {@link WaitingInvitation}. */
  readonly rating?: WaitingInvitation['rating'];
  /** Whether the number is a mobile one of the country. */
  readonly person: boolean;
  /** When it was asked for. */
  readonly at: number;
  readonly notBefore: number;
}

/**
 * An invitation comes in: it goes out at once where it may, waits for its time, or is accounted for as one that never
 * went out. One may wait: what the person asked for, else of two the one that the plan drew first, whichever came first.
 * What they asked for goes to whoever opted out too, and outranks the caps.
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
  const { response, dossier, values, order, rating, notBefore, at } = invitation;
  const arriving: WaitingInvitation = {
    response,
    survey,
    ...(dossier === undefined ? {} : { dossier }),
    values,
    order,
    ...(rating === undefined ? {} : { rating }),
    notBefore,
    dueAt: notBefore,
    lapsesAt: Math.max(notBefore, at) + invitationLapsesDays * DAY,
  };
  if (!invitation.person) return drop(context, state, arriving, 'no-mobile');
  if (isUnwanted(state, arriving, by)) return drop(context, state, arriving, 'opted-out');
  const waiting = state.invitation;
  if (waiting === undefined) return schedule(context, state, arriving, now, by);
  const [first, second] = order < waiting.order ? [arriving, waiting] : [waiting, arriving];
  const scheduled = schedule(context, changeState(state, { invitation: undefined }), first, now, by);
  return { ...scheduled, effects: [...scheduled.effects, ...dropInvitation(context, second, 'capped')] };
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
  if (isUnwanted(state, invitation, by)) return drop(context, state, invitation, 'opted-out');
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
  const course = beginInvited(context, state, invitation, now, 'bulk');
  if (course === undefined) return drop(context, state, invitation, 'lapsed');
  return saidElse(state, settle(noteInvited(state, invitation, now), course, 'invited'), now);
}

/** What counts against what we may start, and what the person asked for themselves does not; in the sample it is one. */
function noteInvited(state: ConversationState, { rating }: WaitingInvitation, now: number): ConversationState {
  if (rating === 'apart') return state;
  const invited = changeState(state, { invitedAt: now });
  return rating === undefined ? noteStarted(invited, now) : invited;
}

/** Whoever opted out of the short code it would go by may still rate a dossier of their own. */
const isUnwanted = (state: ConversationState, { rating }: WaitingInvitation, by: string | undefined): boolean =>
  rating === undefined && optedOutAt(state, by) !== undefined;

/** The response that an invitation begins; `undefined` where its survey has no way in. */
export function beginInvited(
  context: Context,
  state: ConversationState,
  invitation: Pick<WaitingInvitation, 'survey' | 'response' | 'dossier' | 'values' | 'rating'>,
  now: number,
  lane?: 'bulk',
): Course | undefined {
  const { survey, response, dossier, values, rating } = invitation;
  const definition = surveyOf(context, survey);
  const entry = entryOf(definition, rating);
  if (entry === undefined) return undefined;
  const about = {
    survey,
    response,
    language: languageOf(definition, state),
    values,
    ...(dossier === undefined ? {} : { dossier }),
  };
  const begun =
    rating === 'apart'
      ? begin(context, { ...about, origin: 'walk-in' }, now)
      : begin(context, { ...about, origin: 'invited', ...(rating === undefined ? {} : { early: true }) }, now);
  return enter(changeCourse(begun, { lane }), entry);
}

function entryOf({ entries: { invited, walkIn } }: Survey, rating: WaitingInvitation['rating']): string | undefined {
  if (rating === undefined) return invited;
  return rating === 'early' ? (invited ?? walkIn) : (walkIn ?? invited);
}

/** The first moment at which nothing stands in the way of an invitation, as things are. */
function earliest(context: Context, state: ConversationState, invitation: WaitingInvitation, now: number): number {
  // Nobody knows when the open survey ends; when it does, its end sets another time.
  if (state.session !== undefined) return Math.max(now + 1, invitation.lapsesAt);
  const survey = surveyOf(context, invitation.survey);
  const { invitationEveryDays } = policyOf(survey);
  const asked = invitation.rating !== undefined;
  const capped = asked || state.invitedAt === undefined ? 0 : state.invitedAt + invitationEveryDays * DAY;
  const limited = asked || mayStart(survey, state, now) ? 0 : startsAgainAt(state);
  const from = Math.max(now, invitation.notBefore, capped, limited);
  return from === now && maySend(survey, now) ? now : sendingTime(survey, from, invitation.response);
}

const drop = (
  context: Context,
  state: ConversationState,
  invitation: WaitingInvitation,
  reason: InvitationDropped['reason'],
): Decision => ({ state, effects: dropInvitation(context, invitation, reason), outcome: 'invitation-dropped' });

/**
 * Accounts for an invitation that never went out: the one fact of a response that did not begin. Outside the sample there
 * is nothing to account for.
 */
export function dropInvitation(
  context: Context,
  { response, survey, rating }: Pick<WaitingInvitation, 'response' | 'survey' | 'rating'>,
  reason: InvitationDropped['reason'],
): readonly FactEffect[] {
  if (rating === 'apart') return [];
  const surveyId = surveyOf(context, survey).id;
  return [{ kind: 'fact', type: 'invitation.dropped', data: { response, n: 1, survey, surveyId, reason } }];
}
