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
  /** `parts`: a long text of which parts are missing is taken as it is. */
  readonly timer: 'parts';
  /** ISO 8601 UTC. */
  readonly dueAt: string;
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
}

export interface ResponseConsented extends FactBase {
  /** Node whose text was shown: with the survey hash it names the exact words agreed to. */
  readonly node: string;
  readonly language: string;
  /** What was understood ('agreed'), and the rule that understood it. */
  readonly rule: string;
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
  readonly reason: 'completed' | 'refused' | 'stopped' | 'opted-out' | 'too-many-tries' | 'expired';
  /** How much was answered, in the classes that response rates are counted in: complete (I), partial (P), refusal or break-off (R). */
  readonly disposition: 'complete' | 'partial' | 'refusal';
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
  'link.suspects': LinkSuspects;
  'response.invited': ResponseInvited;
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
