import type { PartOfText, ResponseId, SealedText } from '@mscore/contracts';
import type { EndedResponse, Prompt } from '@mscore/survey';

/**
 * The parts of long texts in a conversation: those that wait for others, and what is remembered of those that were
 * taken. Absent from the document of whoever never sends one.
 */
export interface LongTexts {
  /** Oldest first. */
  readonly waiting: readonly WaitingText[];
  /** The last 24 hours, oldest first. */
  readonly taken: readonly TakenText[];
  /** The last timer that came or need not come any more, milliseconds since the epoch. The next comes after it, so that no timer comes twice. */
  readonly lastDue?: number;
}

/**
 * What parts of one text have in common, beside their sender, whose document this is. A network may bring them by
 * several links of one group, so the link is no part of it: where links are nothing to each other, their short codes
 * differ.
 */
export interface TextKey extends Omit<PartOfText, 'part'> {
  readonly shortCode: string;
}

export interface WaitingText extends TextKey {
  /** The link its last part came by. */
  readonly link: string;
  /** When it was sent, as far as known: when its first part came, or earlier where a part was redriven. Milliseconds since the epoch. */
  readonly at: number;
  /** The response that had been agreed to when it began, and may keep its words. */
  readonly response?: ResponseId;
  /** What had been asked when it began. Absent in texts older than this field. */
  readonly asked?: Prompt | 'nothing';
  /** When it is taken as it is, milliseconds since the epoch. */
  readonly dueAt: number;
  readonly redriven?: true;
  /** In the order they came. */
  readonly parts: readonly [WaitingPart, ...WaitingPart[]];
}

export interface WaitingPart {
  readonly part: number;
  /** The event that brought it: the context that its words are sealed under. */
  readonly id: string;
  /** The same for the same words of the same person, and says nothing of them without the key. */
  readonly fingerprint: string;
  /** Absent when the bytes could not be decoded. */
  readonly text?: SealedText;
}

/** A text that was taken: by it are its parts known when they come again. */
export interface TakenText extends TextKey {
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** By the part's number. */
  readonly fingerprints: Readonly<Record<number, string>>;
  /** Where the words of one that lacks parts were kept as a comment, for those that come late. */
  readonly comment?: KeptComment;
}

/** The comment of a response, which may have ended since. */
export type KeptComment = Omit<EndedResponse, 'n'> & Partial<Pick<EndedResponse, 'n'>>;

/** A part as it arrives. */
export interface ArrivingPart {
  readonly key: TextKey;
  readonly part: WaitingPart;
  readonly link: string;
  /** The open response, or the one that ended last, once it was agreed to. */
  readonly response?: ResponseId;
  /** What is asked now. */
  readonly asked?: Prompt | 'nothing';
  /** When it was sent, where an operator sent it again. Milliseconds since the epoch. */
  readonly redrivenFrom?: number;
}

/** A text to be handed on. `late`: what came of a text after that was taken without it. */
export interface Taken {
  readonly text: WaitingText;
  readonly how: 'joined' | 'incomplete' | 'late';
  /** Where the words of the text are that this is the late rest of. */
  readonly comment?: KeptComment;
}

/** What a part or a timer makes of the long texts. */
export interface Joining {
  readonly texts: LongTexts;
  /** In the order they began. */
  readonly taken: readonly Taken[];
}
