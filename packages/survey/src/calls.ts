import { languageNamed } from '@mscore/vietnam';
import { changeState } from './copies';
import { changeSessionOf, say } from './course';
import { type Context, type Decision, languageOf, surveyOf, type Turn } from './decision';
import { dossierNamed } from './dossiers';
import { dropInvitation } from './invitations';
import { type KeywordCall, readCase } from './keywords';
import { isHeldOn, optedIn, optedOutAt, optedOutOn } from './opt-outs';
import { settle } from './settle';
import type { ConversationState } from './state';
import type { SystemText } from './survey';
import {
  askService,
  inForce,
  languageIn,
  openTalk,
  question,
  settleTalk,
  speakingSurvey,
  type Talk,
  tell,
} from './talk';
import { DAY } from './timing';
import { begin, end, enter } from './way';

/** A keyword, whether a survey is open or not: a try is never lost to one. */
export function decideCall(
  context: Context,
  state: ConversationState,
  turn: Turn,
  call: KeywordCall,
  now: number,
): Decision {
  const talk = openTalk(context, state, now, turn.at);
  const done = (after: Talk): Decision => settleTalk(after, 'keyword');
  const { argument } = call;
  switch (call.name) {
    case 'HUY':
      return optOut(talk, turn.shortCode);
    case 'THOI':
      return stopSurvey(talk);
    case 'DK':
      return done(question(tell({ ...talk, state: optedIn(state, turn.shortCode) }, 'optedIn'), 'before-consent'));
    case 'TG':
      return done(question(tell(talk, 'help'), 'before-consent'));
    case 'NN':
      return done(changeLanguage(talk, argument));
    case 'DG':
      return startRating(talk, turn, call);
    case 'HS':
      return done(lookUp(talk, argument, turn.at));
    case 'PA':
      return done(argument === undefined ? howTo(talk, 'complaintHowTo') : openCase(talk, 'complaint'));
    case 'GOI':
      return done(openCase(talk, 'call-back'));
    case 'XOA':
      return done(openCase(talk, 'deletion'));
    case 'DL':
      return done(openCase(talk, 'access'));
    case 'VV':
      return done(askCase(talk, argument));
    case 'XH':
      return done(
        argument === undefined
          ? howTo(talk, 'rankHowTo')
          : askService(talk, 'score', { kind: 'request', type: 'score.asked', words: true }),
      );
    default:
      return call.name satisfies never;
  }
}

/**
 * Opting out of surveys on the short code that was written to. It ends the survey that is held there and keeps what was
 * answered after consent; a survey on another short code goes on. Whatever was not yet sent is stopped: it would go by
 * the way of the person's last text, which is this one.
 */
function optOut({ context, state, now, course }: Talk, shortCode: string): Decision {
  const rates = state.ratings === 'wanted';
  const ratings = rates ? 'stopped' : state.ratings;
  // Nothing that ended is taken up again either: a digit an hour later is no consent.
  const stopped = optedOutOn(changeState(state, { invitation: undefined, closed: undefined, ratings }), shortCode, now);
  if (course !== undefined && isHeldOn(course.session, shortCode)) {
    const ended = say(end(course, 'opted-out'), { of: 'system', name: 'optedOut' });
    return dropped(context, state, settle(stopped, ended, 'keyword'));
  }
  // Confirmed once; whoever asks again another day hears it again, and whoever still had something to stop.
  const before = optedOutAt(state, shortCode);
  if (before !== undefined && now - before < DAY && state.invitation === undefined && !rates) {
    const silent = state.closed === undefined ? state : changeState(state, { closed: undefined });
    return { state: silent, effects: [], outcome: 'silent' };
  }
  return dropped(context, state, settleTalk(tell(openTalk(context, stopped, now), 'optedOut'), 'keyword'));
}

/** The invitation that waited is accounted for. */
const dropped = (context: Context, { invitation }: ConversationState, decision: Decision): Decision =>
  invitation === undefined
    ? decision
    : { ...decision, effects: [...decision.effects, ...dropInvitation(context, invitation, 'opted-out')] };

function stopSurvey(talk: Talk): Decision {
  const { state, course } = talk;
  if (course === undefined) return { state, effects: [], outcome: 'silent' };
  return settle(state, say(end(course, 'stopped'), { of: 'system', name: 'ended' }), 'keyword');
}

const howTo = (talk: Talk, name: SystemText): Talk => question(tell(talk, name));

function changeLanguage(talk: Talk, argument: string | undefined): Talk {
  const language = argument === undefined ? undefined : languageNamed(argument);
  if (language === undefined) return question(tell(talk, 'languageHowTo'), 'before-consent');
  const { course } = talk;
  const state = changeState(talk.state, { language });
  // Whoever rings back speaks it.
  if (!speakingSurvey(talk).languages.includes(language)) {
    return question(tell({ ...talk, state }, 'offerLanguage'));
  }
  const changed: Talk =
    course === undefined ? { ...talk, state } : { ...talk, state, course: changeSessionOf(course, { language }) };
  return question(tell(changed, 'languageChanged'), 'before-consent');
}

/** Where somebody's papers are. What is wrong with a code is said at once; the rest the dossier service knows. */
function lookUp(talk: Talk, argument: string | undefined, at: number): Talk {
  const named = dossierNamed(argument, at);
  if ('kind' in named) return askDossier(talk, 'status');
  return question(tell(talk, named.wrong, named.values));
}

const askDossier = (talk: Talk, purpose: 'status' | 'rating'): Talk =>
  askService(talk, 'dossier', { kind: 'request', type: 'dossier.asked', data: { purpose }, words: true });

/** Self-initiated, so it needs no opting in; a dossier that may be rated is the dossier service's to find. */
function startRating(talk: Talk, turn: Turn, { argument, survey: id }: KeywordCall): Decision {
  const { context, state, now, course } = talk;
  const survey = inForce(context, id);
  if (argument !== undefined && context.services.has('dossier')) {
    const named = dossierNamed(argument, turn.at);
    if ('kind' in named) {
      const wanted = changeState(state, { ratings: 'wanted' });
      return settleTalk(askDossier({ ...talk, state: wanted }, 'rating'), 'keyword');
    }
    const wrong = named.wrong === 'didYouMean' ? 'didYouMean.rating' : named.wrong;
    return settleTalk(question(tell(talk, wrong, named.values)), 'keyword');
  }
  if (course !== undefined) return settleTalk(question(talk, 'before-consent'), 'keyword');
  const entry = survey === undefined ? undefined : surveyOf(context, survey).entries.walkIn;
  if (!context.walkIn || survey === undefined || entry === undefined) {
    return settleTalk(tell(talk, 'noDossier'), 'keyword');
  }
  const language = languageOf(surveyOf(context, survey), state);
  const begun = begin(context, { survey, response: turn.newResponse, origin: 'walk-in', language }, now);
  return settle(state, enter(begun, entry), 'keyword');
}

function openCase(talk: Talk, kind: 'complaint' | 'call-back' | 'deletion' | 'access'): Talk {
  const words = kind === 'complaint' ? { words: true as const } : {};
  // A wanted language that is not written here is one that an interviewer speaks.
  const data = { kind, language: talk.state.language ?? languageIn(talk) };
  return askService(talk, 'case', { kind: 'request', type: 'case.requested', data, ...words });
}

function askCase(talk: Talk, argument: string | undefined): Talk {
  const read = argument === undefined ? undefined : readCase(argument);
  if (read === undefined) return howTo(talk, 'caseHowTo');
  return askService(talk, 'case', { kind: 'request', type: 'case.asked', data: read });
}
