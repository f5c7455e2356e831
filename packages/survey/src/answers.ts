import type { CaseUpdated, DossierAnswered, DossierStatus, ResponseId, ScoreAnswered } from '@mscore/contracts';
import { nationalStatuses } from '@mscore/vietnam';
import { changeState } from './copies';
import type { Context, Decision } from './decision';
import { saidElse, toldOfCase } from './judging';
import { withinDay } from './limits';
import { postponeNotice, withoutNotices } from './notices';
import { beginRating } from './ratings';
import type { ConversationState } from './state';
import type { SystemText } from './survey';
import { languageIn, openTalk, question, settleTalk, speakingSurvey, type Talk, tell } from './talk';
import { maySend, sendingTime } from './timing';

/** What another service says to a citizen: data, to which the words are found here. */
export type ServiceAnswer =
  | {
      readonly type: 'dossier.answered';
      readonly answer: DossierAnswered['answer'];
      /** The id of the response that a rating would begin. */
      readonly newResponse: ResponseId;
    }
  | { readonly type: 'case.updated'; readonly update: Omit<CaseUpdated, 'subscriber'> }
  | { readonly type: 'score.answered'; readonly score?: ScoreAnswered['score'] };

/** Tells a citizen what another service answered, and then the waiting question again, tries unchanged. */
export function decideAnswer(
  context: Context,
  state: ConversationState,
  answered: ServiceAnswer,
  now: number,
): Decision {
  const decision = answerOf(context, state, answered, now);
  const said = decision.effects.filter(({ kind }) => kind === 'reply').length;
  // A step that the desk begins is what they asked for; all others count among the texts of a day.
  const ownStep = answered.type === 'case.updated' && answered.update.request === undefined;
  if (ownStep || said === 0) return decision;
  const within = withinDay(context, state, decision, said, now);
  if (within.outcome !== 'muted') return within;
  // Nothing of it was said, so nothing of it is behind what the next digit is meant for.
  const { judging, judgingSince, closed } = state;
  return saidElse(state, { ...within, state: changeState(within.state, { judging, judgingSince, closed }) }, now);
}

function answerOf(context: Context, state: ConversationState, answered: ServiceAnswer, now: number): Decision {
  switch (answered.type) {
    case 'dossier.answered':
      return saidElse(state, tellDossier(context, state, answered.answer, answered.newResponse, now), now);
    case 'case.updated':
      return tellCase(context, state, answered.update, now);
    case 'score.answered':
      return saidElse(
        state,
        settleTalk(question(tellScore(openTalk(context, state, now), answered.score)), 'told'),
        now,
      );
    default:
      return answered satisfies never;
  }
}

function tellDossier(
  context: Context,
  state: ConversationState,
  answer: DossierAnswered['answer'],
  newResponse: ResponseId,
  now: number,
): Decision {
  const talk = openTalk(context, state, now);
  const told = (after: Talk): Decision => settleTalk(question(after), 'told');
  switch (answer.kind) {
    case 'status':
      return told(answer.dossiers.reduce(tellStatus, talk));
    case 'not-found':
      return told(tell(talk, 'notFound'));
    case 'limit':
      // One notice, then silence until the limit's window ends.
      return answer.told
        ? { state, effects: [], outcome: 'silent' }
        : told(tell(talk, 'limit', { h: String(answer.hours) }));
    case 'rated-before':
      return told(tell(talk, 'alreadyAnswered'));
    case 'nothing-to-rate':
      return told(tell(talk, 'noDossier'));
    case 'rating':
      return beginRating(talk, answer, newResponse);
    default:
      return answer satisfies never;
  }
}

function tellStatus(talk: Talk, dossier: DossierStatus): Talk {
  const { code, due, daysLate = 0, unit } = dossier;
  const values = {
    code,
    status: statusIn(dossier.status, languageIn(talk)),
    ...(due === undefined ? {} : { date: dayOf(due) }),
    ...(unit === undefined ? {} : { unit }),
    days: String(daysLate),
  };
  return tell(talk, statusText(due, unit, daysLate), values);
}

function statusText(due: string | undefined, unit: string | undefined, daysLate: number): SystemText {
  if (unit === undefined) return due === undefined ? 'statusPlain' : 'statusOther';
  if (due === undefined) return 'statusNoDue';
  return daysLate > 0 ? 'statusLate' : 'status';
}

/** A national status in words; in a language that has none, as it is sent by default. */
function statusIn(code: number, language: string): string {
  const words: Readonly<Record<string, string>> | undefined = nationalStatuses.find(
    (status) => status.code === code,
  )?.sms;
  return words?.[language] ?? words?.['vi-ascii'] ?? '';
}

/** `2026-11-30` as it is written here: `30/11/2026`. */
const dayOf = (date: string): string => date.split('-').reverse().join('/');

function tellScore(talk: Talk, score: ScoreAnswered['score']): Talk {
  if (score === undefined) return tell(talk, 'noScore');
  const { unit, period: q, score: sc, answers: n, rank: r, low: lo, high: hi } = score;
  return tell(talk, 'rank', { unit, q, sc, n, r, lo, hi });
}

/**
 * A step of a case. What answers the citizen's own text is said at any hour, with the waiting question behind it, and is
 * newer than what waits to be told of the case; what the desk begins keeps sending hours, and outranks every limit, that
 * of the messages we start in a day and the opt-out too: it is what they asked for.
 */
export function tellCase(
  context: Context,
  state: ConversationState,
  update: Omit<CaseUpdated, 'subscriber'>,
  now: number,
): Decision {
  const talk = openTalk(context, withoutNotices(state, update.case), now);
  if (update.request !== undefined) {
    return toldOfCase(state, settleTalk(question(sayCase(talk, update)), 'told'), update, now);
  }
  const survey = speakingSurvey(talk);
  if (!maySend(survey, now)) {
    const waits = postponeNotice(state, update, sendingTime(survey, now, update.case));
    return { state: waits, effects: [], outcome: 'postponed' };
  }
  // The question that waits is said again behind it: the next digit is meant for what was said last.
  const said = question(sayCase({ ...talk, lane: 'bulk' }, update));
  return toldOfCase(state, settleTalk(said, 'told'), update, now);
}

function sayCase(talk: Talk, { case: id, state, kind, due, hours }: Omit<CaseUpdated, 'subscriber'>): Talk {
  const values = { case: id, date: due === undefined ? '' : dayOf(due), h: String(hours ?? '') };
  switch (state) {
    case 'received':
      if (kind === 'call-back' && hours !== undefined) return tell(talk, 'callBack', values);
      if (kind === 'deletion' || kind === 'access') return tell(talk, 'rightsReceived', values);
      return tell(talk, 'caseAck', values);
    case 'open':
      return tell(talk, 'caseStatus', values);
    case 'answered':
      return tell(talk, 'caseClose', values);
    case 'solved':
      return tell(talk, 'caseSolved', values);
    case 'reopened':
      return tell(talk, 'caseReopened', values);
    case 'unknown':
      return tell(talk, 'caseUnknown');
    default:
      return state satisfies never;
  }
}
