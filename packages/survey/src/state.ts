import type { CaseUpdated, Origin, ResponseId, SurveyHash } from '@mscore/contracts';
import type { CommentFlag } from './survey';

/**
 * What is remembered of a conversation. Plain JSON; holds no words of the citizen. A field that is absent and one that
 * is undefined say the same; see `openState`.
 */
export interface ConversationState {
  /** Absent until somebody chose one: then the survey's default language is used. */
  readonly language?: string | undefined;
  /**
   * When the opt-outs in force were confirmed, milliseconds since the epoch, by short code; one number, in documents older
   * than that, for all of them. Read through `optedOutAt`.
   */
  readonly optedOut?: Readonly<Record<string, number>> | number | undefined;
  readonly session?: Session | undefined;
  /** When texts that belong to nothing were answered with usage, milliseconds since the epoch; the last 24 hours. */
  readonly usageTold?: readonly number[] | undefined;
  /** When it was said that such texts are answered no more that day, milliseconds since the epoch. */
  readonly usageMuted?: number | undefined;
  /**
   * Responses this person ended, newest last, at most {@link PAST_RESPONSES}: with the open session the only join
   * between a person and a pseudonym, kept for rights requests and call-backs.
   */
  readonly past?: readonly ResponseId[] | undefined;
  /** The response that ended last, while a correction or a late answer may still reach it. */
  readonly closed?: ClosedSession | undefined;
  /** Who is to be asked and was not yet. At most one: after it no other may be for a while. */
  readonly invitation?: WaitingInvitation | undefined;
  /** When the last invitation went out, milliseconds since the epoch. */
  readonly invitedAt?: number | undefined;
  /** Ratings of dossiers that this person asked for, and did not or did stop by opting out since. */
  readonly ratings?: 'wanted' | 'stopped' | undefined;
  /** Messages that we started, in the window of 24 hours that began with the first. */
  readonly started?: Window | undefined;
  /** All that was sent, in the window of 24 hours that began with the first. */
  readonly sent?: (Window & { readonly told?: true }) | undefined;
  /** Equal rounds in a row: the same was understood and the same was said. */
  readonly round?: Round | undefined;
  /** Steps of this person's cases that wait for sending hours, oldest first, at most {@link MOST_NOTICES}. */
  readonly notices?: readonly Notice[] | undefined;
  /** Our last message said that this case was answered: a bare 1 or 2 judges it. */
  readonly judging?: string | undefined;
  /** When that was said, milliseconds since the epoch; absent in documents older than this field. */
  readonly judgingSince?: number | undefined;
}

/** A step of a case that is told later. `dueAt` is in milliseconds since the epoch. */
export interface Notice {
  readonly update: Omit<CaseUpdated, 'subscriber'>;
  readonly dueAt: number;
}

/** Notices that may wait, each of another case. More of one person's in one night than anybody has. */
export const MOST_NOTICES = 12;

/** How often something happened since the first time, milliseconds since the epoch. */
export interface Window {
  readonly since: number;
  readonly count: number;
}

/** What was understood and said, in one word. */
export interface Round extends Window {
  readonly what: string;
}

/** A response that ended, and when, milliseconds since the epoch. */
export interface ClosedSession {
  readonly session: Session;
  readonly at: number;
  readonly reason: 'completed' | 'expired';
  /** When anything else was first said after it had expired: what is written later may be meant for that. */
  readonly elseAt?: number;
}

/** An invitation that waits for its time. Times are milliseconds since the epoch. */
export interface WaitingInvitation {
  /** The response that it would begin. */
  readonly response: ResponseId;
  readonly survey: SurveyHash;
  readonly dossier?: string;
  readonly values: Readonly<Record<string, string>>;
  /** Of several the lowest counts. */
  readonly order: string;
  /**
   * Present where the person asked for it, to rate a dossier of their own: `early` in the sample, before its time;
   * `apart` outside of it, self-initiated.
   */
  readonly rating?: 'early' | 'apart';
  readonly notBefore: number;
  /** When it is tried. */
  readonly dueAt: number;
  readonly lapsesAt: number;
}

/** An open response. */
export interface Session {
  readonly response: ResponseId;
  /** The version this response began with and finishes on. */
  readonly survey: SurveyHash;
  readonly origin: Origin;
  readonly language: string;
  /** The node that waits. */
  readonly node: string;
  /** By variable; null when the item was asked and left without a value. A text is only marked as given. */
  readonly answers: Readonly<Record<string, number | string | null>>;
  readonly consented: boolean;
  /** What the comments of this response were marked with. */
  readonly flags: readonly CommentFlag[];
  /** Grows with every new prompt; repeating a prompt keeps it. */
  readonly epoch: number;
  /** When the waiting question was first put, milliseconds since the epoch. Absent in sessions older than this field. */
  readonly askedAt?: number | undefined;
  /** What the placeholders of its texts stand for, and the dossier it is about. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly dossier?: string | undefined;
  /**
   * Marks of everything said since the waiting question was put, itself first, at most {@link SAID_KEPT}: whoever was
   * sent one of them was sent the question.
   */
  readonly said?: string | undefined;
  /** The short code that the waiting question last went by. Absent in sessions older than this field. */
  readonly shortCode?: string | undefined;
  /** The answer before: what a reply that cannot have been written to the waiting question repeats or corrects. */
  readonly previous?: PreviousAnswer | undefined;
  /** Answers to several questions given in one text, until the citizen has confirmed them. */
  readonly several?: readonly number[] | undefined;
  /** Reminders of the waiting question that were sent. */
  readonly reminded?: number | undefined;
  /** When the waiting question is said again, and when the response expires: milliseconds since the epoch. */
  readonly remindAt?: number | undefined;
  readonly expireAt?: number | undefined;
  /** The question as we said it unasked, until it is known what became of it. */
  readonly unsent?: { readonly request: string; readonly link: string; readonly accepted?: true } | undefined;
  /** Replies to the waiting node that were not understood. */
  readonly tries: number;
  /** Ordinal of the last fact of the response. */
  readonly n: number;
}

/** How the question before the waiting one was left. */
export interface PreviousAnswer {
  readonly node: string;
  readonly how: 'answer' | 'skip' | 'refusal' | 'comment' | 'too-many-tries';
  readonly value?: number | undefined;
  /** When, milliseconds since the epoch. */
  readonly at: number;
}

/** Marks kept of what was said since a question was put. */
export const SAID_KEPT = 8;
/** Characters of a mark. */
export const MARK_LENGTH = 11;

/** One question of one response, as it was put. */
export type Prompt = Pick<Session, 'response' | 'epoch'>;

/** Joins kept beyond the open session; bounds the document. */
export const PAST_RESPONSES = 8;

/** A conversation nobody has had yet. */
export const initialState: ConversationState = {};
