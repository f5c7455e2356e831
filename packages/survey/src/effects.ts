import type {
  AnswerRecorded,
  CommentRecorded,
  ResponseConsented,
  ResponseEnded,
  ResponseInvited,
  SurveyHash,
} from '@mscore/contracts';

/** What a decision asks the shell to do. No ids, no seals: those are the shell's. */
export type Effect = ReplyEffect | FactEffect;

/** A text to the citizen, named rather than written out, so that no text rests in a document. See `render`. */
export interface ReplyEffect {
  readonly kind: 'reply';
  readonly text: TextReference;
}

/** Names one text of one survey version in one language. */
export interface TextReference {
  readonly survey: SurveyHash;
  readonly language: string;
  /** A node's text, or a system text. */
  readonly of: 'node' | 'system';
  readonly name: string;
  /** A system text put behind it where both fit one segment. */
  readonly hint?: string;
}

/** A survey fact without its seal: the words of a comment are those of the message that is the effect's cause. */
export type FactEffect =
  | { readonly kind: 'fact'; readonly type: 'response.invited'; readonly data: ResponseInvited }
  | { readonly kind: 'fact'; readonly type: 'response.consented'; readonly data: ResponseConsented }
  | { readonly kind: 'fact'; readonly type: 'answer.recorded'; readonly data: AnswerRecorded }
  | { readonly kind: 'fact'; readonly type: 'comment.recorded'; readonly data: Omit<CommentRecorded, 'comment'> }
  | { readonly kind: 'fact'; readonly type: 'response.ended'; readonly data: ResponseEnded };
