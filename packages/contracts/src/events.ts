import type { ResponseId, SealedAddress, SealedText, Subscriber, SurveyHash } from './ids';

/** Concatenation data of one PDU of a long text (3GPP TS 23.040 §9.2.3.24.1; SMPP 3.4 §5.3.2.22–24). */
export interface PartOfText {
  readonly reference: number;
  readonly total: number;
  readonly part: number;
  /** Bits of the reference number: 8 or 16. References of different widths never belong together. */
  readonly width: 8 | 16;
}

/** What the network had last accepted for this number when the text arrived. */
export interface Seen {
  /** Id of the `message.requested` event. */
  readonly request: string;
  /** When the network accepted it, ISO 8601 UTC. */
  readonly acceptedAt: string;
  /** Whether a delivery receipt said it reached the handset. */
  readonly delivered: boolean;
}

/** A message on its way to this number when the text arrived: written to the network, which has not answered yet. */
export interface Underway {
  /** Id of the `message.requested` event. */
  readonly request: string;
  /** When its last attempt was written, ISO 8601 UTC. */
  readonly submittedAt: string;
}

/** One `deliver_sm` or `data_sm` that carries a citizen's words. Key: subscriber. */
export interface MessageReceived {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  /** ISO 3166-1 alpha-2, when the sender is a phone number. */
  readonly country?: string;
  /** False for short codes and sender names: they are machines, never answered. */
  readonly person: boolean;
  readonly link: string;
  readonly shortCode: string;
  /** The decoded text. Absent when the bytes could not be decoded; then `undecoded` holds them. */
  readonly text?: SealedText;
  /** Sealed hex of a body that could not be decoded, with its data_coding. Kept, flagged, never dropped. */
  readonly undecoded?: { readonly dataCoding: number; readonly body: SealedText };
  readonly part?: PartOfText;
  /**
   * HMAC over (link group, from, to, esm_class, UDH, data_coding, bytes), or over (link group, the network's own id of
   * the text) where the link's profile trusts that: equal for a redelivery of the same PDU.
   */
  readonly wire: string;
  readonly seen?: Seen;
  readonly underway?: Underway;
  /** Set when this PDU is the redelivery of an earlier text: the id of its first event. It changes nothing and is counted. */
  readonly repeatOf?: string;
  /**
   * Beside `repeatOf`: a reply to the earlier text had been accepted, so that this may as well be an honest answer, in
   * the same words, to the question after it. Nobody can tell; whoever waits for an answer asks again.
   */
  readonly doubtful?: true;
}

/** A text to be sent. Key: subscriber. Its event id is the request id everywhere after. */
export interface MessageRequested {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  readonly link: string;
  readonly shortCode: string;
  readonly text: SealedText;
  readonly lane: 'reply' | 'bulk';
  /** Which outcomes come back as events: failures only, the final one, or all. */
  readonly report: 'none' | 'final' | 'all';
  /** ISO 8601 UTC: after this it is no longer sent. */
  readonly expires: string;
}

/** The network took a message (`report: all`). Key: subscriber. Id: hash(request id, attempt, kind). */
export interface MessageAccepted {
  readonly request: string;
  readonly link: string;
  readonly attempt: number;
}

/** A receipt says it reached the handset (`report: final | all`). Key: subscriber. */
export interface MessageDelivered {
  readonly request: string;
  readonly link: string;
}

/** A message ended unsent or refused. Always reported. Key: subscriber. */
export interface MessageFailed {
  readonly request: string;
  readonly link: string;
  readonly attempt: number;
  /** `undelivered`: a receipt says that it did not reach the handset. */
  readonly reason: 'rejected' | 'expired' | 'unknown' | 'unroutable' | 'undelivered';
  /** SMPP command_status of a rejection. */
  readonly status?: number;
  /** The receipt's state, verbatim (`UNDELIV`, `EXPIRED`, …), of an undelivered one. */
  readonly stat?: string;
  /** The receipt's error code, verbatim. */
  readonly err?: string;
}

/** Takes back a message not yet sent. Key: subscriber. */
export interface MessageWithdrawn {
  readonly request: string;
}

/**
 * A timer of a conversation has come. Key: subscriber. Id: hash(subscriber, timer, dueAt). It is ignored unless the
 * document still holds exactly this timer.
 */
export interface ConversationDue {
  readonly subscriber: Subscriber;
  readonly timer: TimerName;
  /** ISO 8601 UTC. */
  readonly dueAt: string;
}

/**
 * `parts`: a long text of which parts are missing is taken as it is · `reminder`: the waiting question is said again ·
 * `expiry`: nobody answered · `invitation`: a waiting invitation goes out, or lapses · `notice`: a step of a case is told.
 */
export type TimerName = 'parts' | 'reminder' | 'expiry' | 'invitation' | 'notice';

/** Somebody is to be asked about a procedure that has ended. Key: subscriber. */
export interface InvitationRequested {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  /** Whether the number is a mobile one of the configured country: nobody else is asked. */
  readonly person: boolean;
  /** Carrier by prefix, a routing hint. */
  readonly carrier?: string;
  /** Id of the survey; its newest version is used. */
  readonly survey: string;
  /** The dossier it is about. */
  readonly dossier?: string;
  /** What the placeholders of the survey's texts stand for: the office's short name, the day. */
  readonly values: Readonly<Record<string, string>>;
  /** The selection hash: of several invitations for one phone the lowest counts. */
  readonly order: string;
  /** ISO 8601 UTC: not sent before. */
  readonly notBefore: string;
}

/** A citizen asks about a dossier. Key: subscriber. Its event id is the question's id. */
export interface DossierAsked {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  /** `status`: where are my papers. `rating`: may I rate this one. */
  readonly purpose: 'status' | 'rating';
  /** The JSON of a {@link DossierNamed}, sealed under the event's id: a code beside a phone says whose papers they are. */
  readonly dossier: SealedText;
}

/** How a dossier was named: by its code in canonical form, by a short form, or not at all (the newest of this phone). */
export type DossierNamed =
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'short'; readonly unit?: string; readonly date: string; readonly number: string }
  | { readonly kind: 'newest' };

/** A phone has nothing to do with the dossier it is registered on. Key: subscriber. */
export interface DossierDisowned {
  readonly subscriber: Subscriber;
  readonly dossier: string;
}

/** What is said about dossiers. Key: subscriber. Data only: the words are the survey engine's. */
export interface DossierAnswered {
  readonly subscriber: Subscriber;
  /** Id of the `dossier.asked` event. */
  readonly question: string;
  readonly answer:
    | { readonly kind: 'status'; readonly dossiers: readonly DossierStatus[] }
    | { readonly kind: 'not-found' }
    /** Too many look-ups; hours until the limit's window ends. `told`: said before in this window. */
    | { readonly kind: 'limit'; readonly hours: number; readonly told: boolean }
    /** The dossier may be rated. `sampled`: the plan selects it. */
    | {
        readonly kind: 'rating';
        readonly dossier: string;
        readonly survey?: string;
        readonly sampled: boolean;
        readonly values: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'rated-before' }
    | { readonly kind: 'nothing-to-rate' };
}

export interface DossierStatus {
  /** Canonical. */
  readonly code: string;
  /** National status, 1 to 10. */
  readonly status: number;
  /** The day it is due, ISO 8601 (`2026-11-30`). */
  readonly due?: string;
  /** Working days since it was due. */
  readonly daysLate?: number;
  /** Short name of the deciding unit; absent for whoever is not registered on the dossier. */
  readonly unit?: string;
}

/** Somebody wants somebody to act. Key: subscriber. */
export interface CaseRequested {
  readonly subscriber: Subscriber;
  readonly address: SealedAddress;
  readonly link: string;
  readonly shortCode: string;
  /** `follow-up`: contact was offered in a survey and wanted; only then the response is named. */
  readonly kind: 'complaint' | 'call-back' | 'follow-up' | 'deletion' | 'access';
  readonly language: string;
  /** The complaint, sealed under the event's id. */
  readonly text?: SealedText;
  readonly response?: ResponseId;
}

/** A citizen asks how a case stands, or says whether it is solved. Key: subscriber. */
export interface CaseAsked {
  readonly subscriber: Subscriber;
  readonly case: string;
  readonly verdict?: 'solved' | 'unsolved';
}

/** A step of a citizen's case. Key: subscriber. Data only: the words are the survey engine's. */
export interface CaseUpdated {
  readonly subscriber: Subscriber;
  /** Id of the `case.requested` or `case.asked` event that this answers; absent for steps of the desk's own. */
  readonly request?: string;
  readonly case: string;
  /** `unknown`: no such case of this phone. */
  readonly state: 'received' | 'open' | 'answered' | 'solved' | 'reopened' | 'unknown';
  readonly kind: CaseRequested['kind'];
  /** The day an answer is due, ISO 8601. */
  readonly due?: string;
  /** Working hours within which somebody calls back. */
  readonly hours?: number;
}

/** A citizen asks for the published score of a unit. Key: subscriber. */
export interface ScoreAsked {
  readonly subscriber: Subscriber;
  /** The unit's name as typed, sealed under the event's id. */
  readonly unit: SealedText;
}

/** Key: subscriber. */
export interface ScoreAnswered {
  readonly subscriber: Subscriber;
  /** Id of the `score.asked` event. */
  readonly question: string;
  /** Absent when no unit of that name has a published score. */
  readonly score?: {
    readonly unit: string;
    /** Quarter, `Q3/2026`. */
    readonly period: string;
    readonly score: string;
    readonly answers: string;
    readonly rank: string;
    readonly low: string;
    readonly high: string;
  };
}

/** A delivery receipt as journalled, matched afterwards. Key: subscriber. */
export interface ReceiptReceived {
  readonly subscriber: Subscriber;
  readonly link: string;
  /** The receipt's raw body: it may quote the citizen's text. */
  readonly body: SealedText;
  /** TLV 0x001E receipted_message_id, when present. */
  readonly receiptedMessageId?: string;
  /** TLV 0x0427 message_state, when present. */
  readonly messageState?: number;
  /** TLV 0x0423 network_error_code, when present: its three octets in hex. */
  readonly networkErrorCode?: string;
}

/**
 * The PDUs of a link whose response the peer may never have read, written when a session ends and before the first
 * begins. The newest record is the whole truth about every session before it. Key: link.
 */
export interface LinkSuspects {
  readonly link: string;
  /** The last text of the sessions that have ended: what the log holds after it was not judged yet. */
  readonly through?: string;
  readonly suspects: readonly LinkSuspect[];
}

export interface LinkSuspect {
  /** Id of the `message.received` event. */
  readonly id: string;
  /** The first event of the same text: its own id, unless it is a redelivery itself. */
  readonly root: string;
  readonly subscriber: Subscriber;
  readonly wire: string;
  readonly expires: string;
  /** A reply to this text was accepted by the network. */
  readonly answered: boolean;
}

/** Fields of every survey fact. `n` is the fact's ordinal in its response: a fold ignores n ≤ applied. Key: response id. */
export interface FactBase {
  readonly response: ResponseId;
  readonly n: number;
}

/** How a response began. Self-initiated ones are counted apart and never belong to a sample. */
export type Origin = 'invited' | 'walk-in';

export interface ResponseInvited extends FactBase {
  readonly survey: SurveyHash;
  readonly surveyId: string;
  readonly origin: Origin;
  readonly language: string;
  readonly channel: 'sms';
  /** The invited person asked for it before its time came. */
  readonly early?: true;
}

export interface ResponseConsented extends FactBase {
  /** Node whose text was shown: with the survey hash it names the exact words agreed to. */
  readonly node: string;
  readonly language: string;
  /** What was understood ('agreed'), and the rule that understood it. */
  readonly rule: string;
}

/** Who was to be asked and never was: facts of a response that did not begin. It is the only fact of its response. */
export interface InvitationDropped extends FactBase {
  readonly survey: SurveyHash;
  readonly surveyId: string;
  /** `capped`: the phone was asked, or written to, too often. `lapsed`: it could not be sent in time. */
  readonly reason: 'no-mobile' | 'opted-out' | 'capped' | 'lapsed';
}

/** A response that had expired goes on: an answer came late, or had been sent in time. */
export interface ResponseReopened extends FactBase {
  readonly why: 'late-answer' | 'sent-in-time';
}

export interface AnswerRecorded extends FactBase {
  readonly node: string;
  readonly variable: string;
  /** Absent for a skip, a refusal and too many tries. */
  readonly value?: number | string;
  readonly how: 'answer' | 'skip' | 'refusal' | 'too-many-tries';
  /** Id of the understanding rule that matched. */
  readonly rule: string;
  readonly flags?: readonly string[];
}

export interface CommentRecorded extends FactBase {
  readonly node: string;
  readonly variable: string;
  readonly comment: SealedText;
  /** Characters of the comment, so that a reader without the key knows what is there. */
  readonly length: number;
  readonly flags?: readonly string[];
}

export interface ResponseEnded extends FactBase {
  readonly reason:
    | 'completed'
    | 'refused'
    | 'stopped'
    | 'opted-out'
    | 'too-many-tries'
    | 'expired'
    | 'wrong-person'
    | 'undeliverable';
  /**
   * What it amounts to, in the classes that response rates are counted in: complete (I), partial (P), refusal or
   * break-off (R), no contact (NC), other: a wrong person (O).
   */
  readonly disposition: 'complete' | 'partial' | 'refusal' | 'no-contact' | 'other';
}

/** An event that could not be handled, with why. Key: as the topic it came from. */
export interface EventDead {
  readonly topic: string;
  readonly group: string;
  readonly event: Event;
  readonly error: string;
  /** Hash of the error's stack, to group equal causes without carrying text. */
  readonly stack: string;
}

/** Every event type with its payload. */
export interface EventData {
  'message.received': MessageReceived;
  'message.accepted': MessageAccepted;
  'message.delivered': MessageDelivered;
  'message.failed': MessageFailed;
  'message.requested': MessageRequested;
  'message.withdrawn': MessageWithdrawn;
  'receipt.received': ReceiptReceived;
  'conversation.due': ConversationDue;
  'invitation.requested': InvitationRequested;
  'dossier.asked': DossierAsked;
  'dossier.disowned': DossierDisowned;
  'dossier.answered': DossierAnswered;
  'case.requested': CaseRequested;
  'case.asked': CaseAsked;
  'case.updated': CaseUpdated;
  'score.asked': ScoreAsked;
  'score.answered': ScoreAnswered;
  'link.suspects': LinkSuspects;
  'response.invited': ResponseInvited;
  'invitation.dropped': InvitationDropped;
  'response.reopened': ResponseReopened;
  'response.consented': ResponseConsented;
  'answer.recorded': AnswerRecorded;
  'comment.recorded': CommentRecorded;
  'response.ended': ResponseEnded;
  'event.dead': EventDead;
}

export type EventType = keyof EventData;

/** The envelope. `EventOf<T>` narrows `data` by `type`. */
export interface EventOf<T extends EventType> {
  /** Derived, never random, wherever the event has a cause: hash(cause id, index). */
  readonly id: string;
  readonly type: T;
  /** Version of the type's schema, from 1. */
  readonly v: number;
  /** Partition key: order is kept among events of one key. */
  readonly key: string;
  /** When it happened, ISO 8601 UTC with milliseconds. */
  readonly at: string;
  /** Id of the event this one follows from. */
  readonly cause?: string;
  /** When an operator sent it again from the dead letters, ISO 8601 UTC; id and `at` are as they were. */
  readonly redriven?: string;
  readonly data: EventData[T];
}

/** Any event, discriminated by `type`. */
export type Event = { [T in EventType]: EventOf<T> }[EventType];
