import type {
  AnswerRecorded,
  InvitationDropped,
  Origin,
  ResponseEnded,
  ResponseId,
  SealedText,
  SurveyHash,
} from '@mscore/contracts';

/** What is kept of a response, or of one that never began. */
export type ResultDocument = ResponseDocument | DroppedInvitation;

/** One response as its facts tell it. There is no subscriber in it, and none can be found from it. */
export interface ResponseDocument {
  readonly response: ResponseId;
  readonly survey: SurveyHash;
  readonly surveyId: string;
  readonly origin: Origin;
  readonly language: string;
  readonly channel: 'sms';
  /** ISO 8601 UTC. */
  readonly begunAt: string;
  readonly consentedAt?: string;
  readonly endedAt?: string;
  readonly reason?: ResponseEnded['reason'];
  readonly disposition?: ResponseEnded['disposition'];
  /** By variable; the last answer to an item is the one that counts. */
  readonly answers: Readonly<Record<string, RecordedAnswer>>;
  /** In the order they came. One item may have several: late parts of a long text, words typed beside an answer. */
  readonly comments: readonly RecordedComment[];
  /** Ordinal of the last fact folded in. */
  readonly applied: number;
}

/** Somebody who was to be asked and never was: no response, and never listed among them. */
export interface DroppedInvitation {
  readonly response: ResponseId;
  readonly survey: SurveyHash;
  readonly surveyId: string;
  /** ISO 8601 UTC. */
  readonly droppedAt: string;
  readonly dropped: InvitationDropped['reason'];
  readonly applied: number;
}

export interface RecordedAnswer extends GivenAnswer {
  /** What was answered before and then corrected, oldest first. It counts no more. */
  readonly corrected?: readonly GivenAnswer[];
}

export interface GivenAnswer {
  readonly value?: number | string;
  readonly how: AnswerRecorded['how'];
  readonly rule: string;
  readonly flags: readonly string[];
  readonly at: string;
}

export interface RecordedComment {
  readonly node: string;
  readonly variable: string;
  readonly comment: SealedText;
  /** Id of the fact: the context the comment is sealed under. */
  readonly fact: string;
  /** Characters. */
  readonly length: number;
  readonly flags: readonly string[];
  readonly at: string;
}
