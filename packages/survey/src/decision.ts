import type { ResponseId, SurveyHash } from '@mscore/contracts';
import type { Course } from './course';
import type { Effect } from './effects';
import { GAP } from './join-texts';
import { keywordOf, type OwnKeyword, type Service, serviceAsked } from './keywords';
import { type ConversationState, PAST_RESPONSES, type Prompt, type Session } from './state';
import type { Survey } from './survey';

/** What a decision may know beside the conversation itself. */
export interface Context {
  /** Every version that an open session may be pinned to. */
  readonly surveys: ReadonlyMap<SurveyHash, Survey>;
  /** The version whose system texts are used while no session is open, and which walk-ins start. */
  readonly survey: SurveyHash;
  /** Whether DG starts the survey. */
  readonly walkIn: boolean;
  /** Texts that belong to nothing are answered so many times in 24 hours, then met with silence: no loop with a machine. */
  readonly usagePerDay: number;
}

/** One message of a citizen, whole: parts of a long text are joined before. */
export interface Turn {
  /** False for short codes and sender names: machines. */
  readonly person: boolean;
  /** Whether the network delivered the same message again. */
  readonly repeat: boolean;
  /** Beside `repeat`: it may as well be an honest message in the same words, and nobody can tell. */
  readonly doubtful?: true;
  /** Absent when the bytes could not be decoded. */
  readonly text?: string;
  /** Words are missing in it, each place marked with a `GAP`: it is no answer and no keyword, whatever is left of it. */
  readonly incomplete?: true;
  /**
   * When it was sent, milliseconds since the epoch: present where it may be older than the open question, which it then
   * does not answer. So it is with redriven messages.
   */
  readonly at?: number;
  /**
   * What had been asked when it was begun: present where that may not be the open question, as with long texts, which
   * begin long before they are whole. Events of one batch share their millisecond, so no time could say it.
   */
  readonly asked?: Prompt | 'nothing';
  /** The rest of a long text that was taken without it: as old as that one. */
  readonly late?: true;
  /** It was begun before the open response was agreed to: nothing of it is kept there. */
  readonly beforeConsent?: true;
  /** An operator sent it again from the dead letters. */
  readonly redriven?: true;
  /** The id of the response that this message would begin. */
  readonly newResponse: ResponseId;
}

export interface Decision {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
  /** In one word, for logs and counters. */
  readonly outcome: Outcome;
}

export type Outcome =
  | 'ignored'
  | 'asked-again'
  | 'answered'
  | 'skipped'
  | 'refused'
  | 'commented'
  | 'misunderstood'
  | 'late'
  | 'redriven'
  | 'keyword'
  | 'usage'
  | 'silent';

/** The keyword a message is. One that lacks words is none: nobody knows what stood beside them. */
export const keywordIn = ({ text, incomplete }: Turn): OwnKeyword | undefined =>
  text === undefined || incomplete === true ? undefined : keywordOf(text);

/** The service a message asks for: its beginning is enough, but that must be there. */
export const serviceIn = ({ text, incomplete }: Turn): Service | undefined =>
  text === undefined || (incomplete === true && text.startsWith(GAP)) ? undefined : serviceAsked(text);

/** The state after a course: its session, or its response among the past ones when it ended. */
export function settle(state: ConversationState, course: Course, outcome: Outcome): Decision {
  const { effects, ended } = course;
  return { state: ended ? close(state, course.session) : { ...state, session: course.session }, effects, outcome };
}

function close(state: ConversationState, { response }: Session): ConversationState {
  const { session: _, ...others } = state;
  return { ...others, past: [...(state.past ?? []), response].slice(-PAST_RESPONSES) };
}

/** The state of somebody who wants surveys again. */
export function optedIn(state: ConversationState): ConversationState {
  const { optedOut: _, ...others } = state;
  return others;
}

/**
 * A version by its hash.
 * @throws RangeError when the context does not hold it.
 */
export function surveyOf(context: Context, hash: SurveyHash): Survey {
  const survey = context.surveys.get(hash);
  if (survey === undefined) throw new RangeError(`there is no survey ${hash}`);
  return survey;
}

/** The language somebody chose, where the survey speaks it. */
export const languageOf = (survey: Survey, { language }: ConversationState): string =>
  language !== undefined && survey.languages.includes(language) ? language : survey.languages[0];
