import type { ResponseId, SurveyHash } from '@mscore/contracts';
import type { Effect } from './effects';
import { GAP } from './join-texts';
import { type Awaited, callOf, type KeywordCall, type Lexicon, optOutIn, plainLexicon } from './keywords';
import { policyOf } from './policy';
import type { ClosedSession, ConversationState, Prompt } from './state';
import { nodeOf, type Survey } from './survey';
import type { ServiceName } from './system-texts';
import { DAY } from './timing';

/** What a decision may know beside the conversation itself. */
export interface Context {
  /** Every version that an open session may be pinned to. */
  readonly surveys: ReadonlyMap<SurveyHash, Survey>;
  /** The version in force of each survey, by its id. */
  readonly surveyIds: ReadonlyMap<string, SurveyHash>;
  /** The version whose system texts are used while no session is open, and which walk-ins start. */
  readonly survey: SurveyHash;
  /** Whether DG starts the survey. */
  readonly walkIn: boolean;
  /** Texts that belong to nothing are answered so many times in 24 hours, then met with silence: no loop with a machine. */
  readonly usagePerDay: number;
  /** So many texts go to one person in 24 hours; a running survey is never cut. */
  readonly sendsPerDay: number;
  /** The keywords of each short code; `*` for those without their own. */
  readonly lexicons: ReadonlyMap<string, Lexicon>;
  /** Services that answer. What is asked of others is kept for them, and the citizen told that it was received. */
  readonly services: ReadonlySet<ServiceName>;
  /** Milliseconds after the network took a question within which nobody can have answered it, by link. */
  readonly fastReplyMs: (link: string) => number;
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
  /** When it arrived, milliseconds since the epoch; long ago for what an operator sent again. */
  readonly at: number;
  readonly link: string;
  readonly shortCode: string;
  /** What the network had last taken for this number when the text arrived. Absent when that is not known. */
  readonly seen?: SentBefore & { readonly delivered: boolean };
  /** What was on its way to this number when the text arrived. */
  readonly underway?: SentBefore;
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

/** A text of ours: the mark of its request, and when it was taken or written, milliseconds since the epoch. */
export interface SentBefore {
  readonly request: string;
  readonly at: number;
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
  | 'corrected'
  | 'duplicate'
  | 'skipped'
  | 'refused'
  | 'commented'
  | 'ambiguous'
  | 'question'
  | 'wrong-person'
  | 'several'
  | 'misunderstood'
  | 'early'
  | 'late'
  | 'redriven'
  | 'keyword'
  | 'usage'
  | 'silent'
  | 'muted'
  | 'told'
  | 'invited'
  | 'invitation-waits'
  | 'invitation-dropped'
  | 'reminded'
  | 'expired'
  | 'postponed'
  | 'undeliverable'
  | 'noted'
  | 'stale-timer';

/** The keywords of the short code a text was sent to. */
export const lexiconOf = ({ lexicons }: Context, shortCode: string): Lexicon =>
  lexicons.get(shortCode) ?? lexicons.get('*') ?? plainLexicon;

/** The keyword a message is. One that lacks words is none: nobody knows what stood beside them. */
export function callIn(context: Context, state: ConversationState, turn: Turn): KeywordCall | undefined {
  const { text, incomplete, shortCode } = turn;
  if (text === undefined || incomplete === true) return undefined;
  return callOf(text, lexiconOf(context, shortCode), awaitedIn(context, state, turn));
}

/** Whether a message opts out: that is never too late and never in doubt. */
export function isOptOut(context: Context, state: ConversationState, turn: Turn): boolean {
  const { text, incomplete, shortCode } = turn;
  if (text === undefined || incomplete === true) return false;
  return optOutIn(text, lexiconOf(context, shortCode), awaitedIn(context, state, turn)) !== undefined;
}

/** What a message may be that is no answer to an open question. Whoever never agreed was only asked whether they do. */
function awaitedIn(context: Context, { session, closed }: ConversationState, turn: Turn): Awaited {
  if (session !== undefined) return { digitAnswers: session.consented, wordsKept: session.consented };
  const late = closed === undefined ? undefined : nodeAnsweredLate(context, closed, turn);
  if (closed === undefined || late === undefined) return {};
  return { digitAnswers: closed.session.consented, textAwaited: late.kind === 'text' };
}

/** The question asked before the response expired, where its answer may still come in. */
function nodeAnsweredLate({ surveys }: Context, { reason, session, at, elseAt }: ClosedSession, turn: Turn) {
  const survey = reason === 'expired' && elseAt === undefined ? surveys.get(session.survey) : undefined;
  if (survey === undefined || turn.at - at > policyOf(survey).lateAnswerDays * DAY) return undefined;
  return nodeOf(survey, session.node);
}

/** Whether the beginning of a message is there: enough to know what somebody wanted. */
export const hasBeginning = ({ text, incomplete }: Turn): boolean =>
  text !== undefined && (incomplete !== true || !text.startsWith(GAP));

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
