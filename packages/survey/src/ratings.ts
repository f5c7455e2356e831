import type { DossierAnswered, ResponseId, SurveyHash } from '@mscore/contracts';
import { changeState } from './copies';
import { type Context, type Decision, surveyOf } from './decision';
import { beginInvited, decideInvitation, dropInvitation } from './invitations';
import { settle } from './settle';
import type { ConversationState } from './state';
import { inForce, question, settleTalk, type Talk, tell } from './talk';

/** A finished dossier of one's own. */
type Rateable = Extract<DossierAnswered['answer'], { kind: 'rating' }>;

/**
 * One's own finished dossier, which an opted-out phone may rate too, unless it opted out since it asked: in the sample its
 * invitation comes now; else the response is self-initiated.
 */
export function beginRating(talk: Talk, rateable: Rateable, response: ResponseId): Decision {
  const { context, state, now, course } = talk;
  if (state.ratings === 'stopped') {
    const unwanted = { response, survey: surveyFor(context, rateable), rating: ratingOf(rateable) };
    return { state, effects: dropInvitation(context, unwanted, 'opted-out'), outcome: 'invitation-dropped' };
  }
  if (course !== undefined) return rateLater(talk, course.session.dossier, rateable, response);
  const { dossier, sampled, values } = rateable;
  const survey = surveyFor(context, rateable);
  const rating = ratingOf(rateable);
  const begun = beginInvited(context, state, { survey, response, dossier, values, rating }, now);
  if (begun === undefined) return settleTalk(tell(talk, 'noDossier'), 'told');
  // What waited for this dossier is what comes now.
  const invitation = state.invitation?.dossier === dossier ? undefined : state.invitation;
  return settle(changeState(state, { invitation, ...(sampled ? { invitedAt: now } : {}) }), begun, 'invited');
}

const surveyFor = (context: Context, { survey }: Rateable): SurveyHash => inForce(context, survey) ?? context.survey;

/**
 * One survey at a time: the rating waits for the end of the open one, which is said again whether it was agreed to or
 * not, for whoever wrote waits for a word. Is it the very survey that was wanted, nothing else is to come.
 */
function rateLater(talk: Talk, open: string | undefined, rateable: Rateable, response: ResponseId): Decision {
  const { state } = talk;
  const waits = open === rateable.dossier ? unchanged(state) : keepRating(talk, rateable, response);
  const told = settleTalk(question({ ...talk, state: waits.state }, 'before-consent'), 'told');
  return { ...told, effects: [...waits.effects, ...told.effects] };
}

function keepRating(
  { context, state, now }: Talk,
  rateable: Rateable,
  response: ResponseId,
): Omit<Decision, 'outcome'> {
  const { invitation } = state;
  const { dossier, survey = surveyOf(context, context.survey).id, values } = rateable;
  if (invitation?.dossier === dossier) {
    // In the sample it waited for its own time, and is wanted now.
    const wanted = { ...invitation, rating: invitation.rating ?? 'early', notBefore: now };
    return unchanged(changeState(state, { invitation: wanted }));
  }
  const wanted = { response, survey, dossier, values, order: '', person: true, at: now, notBefore: now };
  return decideInvitation(context, state, { ...wanted, rating: ratingOf(rateable) }, now);
}

const unchanged = (state: ConversationState): Omit<Decision, 'outcome'> => ({ state, effects: [] });

const ratingOf = ({ sampled }: Rateable): 'early' | 'apart' => (sampled ? 'early' : 'apart');
