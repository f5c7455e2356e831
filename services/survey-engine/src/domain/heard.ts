import type { SealedAddress } from '@mscore/contracts';
import type { Invitation, SentOutcome, ServiceAnswer, Turn } from '@mscore/survey';
import type { ArrivingPart } from './held-texts';
import type { Timer } from './timers';

/** What an event tells a conversation. */
export type Heard = HeardMessage | HeardTimer | HeardInvitation | HeardAnswer | HeardOutcome;

interface HeardEvent {
  /** Id of the event. */
  readonly id: string;
  /** The event's mark among the handled ones. */
  readonly mark: string;
}

/** A citizen's message. */
export interface HeardMessage extends HeardEvent {
  readonly kind: 'message';
  /** The mark of the event that this one repeats. */
  readonly repeatedMark?: string;
  readonly address: SealedAddress;
  /** `repeat` is false: whether it is a repetition is for the document to say. */
  readonly turn: Turn;
  /** Set when it is one part of several: it waits for the others. */
  readonly part?: Omit<ArrivingPart, 'response' | 'asked'>;
}

/** A timer that came. */
export interface HeardTimer extends HeardEvent, Timer {
  readonly kind: 'timer';
}

/** Somebody is to be asked. */
export interface HeardInvitation extends HeardEvent {
  readonly kind: 'invitation';
  readonly address: SealedAddress;
  readonly carrier?: string;
  readonly invitation: Invitation;
}

/** What another service answered. */
export interface HeardAnswer extends HeardEvent {
  readonly kind: 'answer';
  readonly answer: ServiceAnswer;
}

/** What became of a message of ours. */
export interface HeardOutcome extends HeardEvent {
  readonly kind: 'outcome';
  readonly sent: SentOutcome;
}
