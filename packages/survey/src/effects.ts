import type {
  AnswerRecorded,
  CaseAsked,
  CaseRequested,
  CommentRecorded,
  DossierAsked,
  DossierDisowned,
  InvitationDropped,
  ResponseConsented,
  ResponseEnded,
  ResponseInvited,
  ResponseReopened,
  SurveyHash,
} from '@mscore/contracts';

/** What a decision asks the shell to do. No ids, no seals: those are the shell's. */
export type Effect = ReplyEffect | WithdrawEffect | FactEffect | RequestEffect;

/** A text to the citizen, named rather than written out, so that no text rests in a document. See `render`. */
export interface ReplyEffect {
  readonly kind: 'reply';
  readonly text: TextReference;
  /** Present when we start: an invitation, a reminder, a step of a case. Replies go before, and its outcome is told. */
  readonly lane?: 'bulk';
}

/** Names one text of one survey version in one language. */
export interface TextReference {
  readonly survey: SurveyHash;
  readonly language: string;
  /** A node's text, or a system text. */
  readonly of: 'node' | 'system';
  readonly name: string;
  /** A system text put before it where both fit one segment. */
  readonly prefix?: string;
  /** A system text put behind it where both fit one segment. */
  readonly hint?: string;
  /** The node whose question stands for `{question}`, as far as it fits one segment. */
  readonly question?: string;
  /** What its placeholders stand for, beside those of the installation. */
  readonly values?: Readonly<Record<string, string>>;
}

/** Takes back a text of the bulk lane that is not yet sent: the conversation has moved on. */
export interface WithdrawEffect {
  readonly kind: 'withdraw';
  readonly request: string;
  readonly link: string;
}

/** A survey fact without its seal: the words of a comment are those of the message that is the effect's cause. */
export type FactEffect =
  | { readonly kind: 'fact'; readonly type: 'response.invited'; readonly data: ResponseInvited }
  | { readonly kind: 'fact'; readonly type: 'invitation.dropped'; readonly data: InvitationDropped }
  | { readonly kind: 'fact'; readonly type: 'response.reopened'; readonly data: ResponseReopened }
  | { readonly kind: 'fact'; readonly type: 'response.consented'; readonly data: ResponseConsented }
  | { readonly kind: 'fact'; readonly type: 'answer.recorded'; readonly data: AnswerRecorded }
  | { readonly kind: 'fact'; readonly type: 'comment.recorded'; readonly data: Omit<CommentRecorded, 'comment'> }
  | { readonly kind: 'fact'; readonly type: 'response.ended'; readonly data: ResponseEnded };

/**
 * Something another service is asked. Who asks, and from where, the shell knows; `words` says that the argument of the
 * keyword in the message that is the effect's cause goes with it, sealed.
 */
export type RequestEffect =
  | {
      readonly kind: 'request';
      readonly type: 'dossier.asked';
      readonly data: Pick<DossierAsked, 'purpose'>;
      readonly words: true;
    }
  | { readonly kind: 'request'; readonly type: 'dossier.disowned'; readonly data: Pick<DossierDisowned, 'dossier'> }
  | {
      readonly kind: 'request';
      readonly type: 'case.requested';
      readonly data: Pick<CaseRequested, 'kind' | 'language' | 'response'>;
      readonly words?: true;
    }
  | { readonly kind: 'request'; readonly type: 'case.asked'; readonly data: Pick<CaseAsked, 'case' | 'verdict'> }
  | { readonly kind: 'request'; readonly type: 'score.asked'; readonly words: true };
