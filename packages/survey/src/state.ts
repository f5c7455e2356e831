import type { Origin, ResponseId, SurveyHash } from '@mscore/contracts';
import type { Service } from './keywords';
import type { CommentFlag } from './survey';

/** What is remembered of a conversation. Plain JSON; holds no words of the citizen. */
export interface ConversationState {
  /** Absent until somebody chose one: then the survey's default language is used. */
  readonly language?: string;
  /** When the opt-out in force was last confirmed, milliseconds since the epoch. */
  readonly optedOut?: number;
  readonly session?: Session;
  /** When texts that belong to nothing were answered with usage, milliseconds since the epoch; the last 24 hours. */
  readonly usageTold?: readonly number[];
  /** When a service that is not open was last declined beside that limit, milliseconds since the epoch; the last 24 hours. */
  readonly declined?: Readonly<Partial<Record<Service, number>>>;
  /**
   * Responses this person ended, newest last, at most {@link PAST_RESPONSES}: with the open session the only join
   * between a person and a pseudonym, kept for rights requests and call-backs.
   */
  readonly past?: readonly ResponseId[];
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
  readonly askedAt?: number;
  /** Replies to the waiting node that were not understood. */
  readonly tries: number;
  /** Ordinal of the last fact of the response. */
  readonly n: number;
}

/** One question of one response, as it was put. */
export type Prompt = Pick<Session, 'response' | 'epoch'>;

/** Joins kept beyond the open session; bounds the document. */
export const PAST_RESPONSES = 8;

/** A conversation nobody has had yet. */
export const initialState: ConversationState = {};
