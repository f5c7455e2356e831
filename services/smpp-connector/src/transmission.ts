import type { Subscriber } from '@mscore/contracts';
import type { Draft, StatusClass } from '@mscore/smpp';
import { written } from './domain/history';
import type { SentPart } from './domain/submission';
import type { Item } from './send-queue';

/** What the network said to one segment. */
export interface PartAnswer {
  readonly status: number;
  readonly class: StatusClass;
  readonly messageId: string;
}

/** What an attempt came to, when nothing of it waits for an answer any more. */
export type Verdict =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly status: number }
  /** "Not now", for at least one segment; none is in doubt. */
  | { readonly kind: 'deferred'; readonly status: number; readonly class: StatusClass }
  /** At least one segment was never answered. */
  | { readonly kind: 'unknown' }
  /** It stopped before everything was written, and nothing is in doubt. */
  | { readonly kind: 'unsent' };

/** `waiting` for its answer, or never `unanswered`; `idle` when neither. */
type Standing = 'idle' | 'waiting' | 'unanswered';

const NOT_TAKEN: SentPart = Object.freeze({});

/** How an attempt ended. `impossible`: a field of it cannot be written, and no later attempt would do better. */
export type Ended = Verdict | { readonly kind: 'impossible'; readonly error: unknown };

/**
 * One attempt at a message: its segments leave one after another, and what the network says to them makes one
 * outcome. Segments the network took in an earlier attempt are not written again.
 */
export class Transmission {
  readonly #item: Item;
  readonly #drafts: readonly Draft<'submit_sm'>[];
  readonly #parts: SentPart[];
  /** Where each segment stands; what the network took is in {@link #parts}. Most messages have one. */
  readonly #standing: Standing[];
  #waiting = 0;
  #unanswered = 0;
  #next: number;
  #writtenAt: number | undefined;
  /** The network said of a segment that it took it. */
  #heard = false;
  #halted = false;
  #refusal: PartAnswer | undefined;

  constructor(item: Item, drafts: readonly Draft<'submit_sm'>[]) {
    this.#item = item;
    this.#drafts = drafts;
    const known = item.submission.parts;
    // Another alphabet or another way of cutting, since a profile was changed: what was taken then is of another text.
    this.#parts = known?.length === drafts.length ? [...known] : drafts.map(() => NOT_TAKEN);
    this.#standing = drafts.map(() => 'idle');
    this.#next = this.#following(0);
  }

  get id(): string {
    return this.#item.id;
  }

  /** Whom it is for. */
  get subscriber(): Subscriber {
    return this.#item.submission.subscriber;
  }

  /** As it was saved, with what the network said since. */
  get item(): Item {
    const { id, version, submission } = this.#item;
    if (this.#writtenAt === undefined) {
      return this.#heard ? { id, version, submission: { ...submission, parts: this.#parts } } : this.#item;
    }
    const history = written(submission, this.#writtenAt, this.#drafts.length);
    return { id, version, submission: { ...submission, parts: this.#parts, history } };
  }

  /** The segment to be written next; undefined when none is, or when the network stopped us. */
  get next(): Draft<'submit_sm'> | undefined {
    return this.#halted ? undefined : this.#drafts[this.#next];
  }

  /** Nothing of this attempt was written yet. */
  get untouched(): boolean {
    return this.#writtenAt === undefined;
  }

  get segments(): number {
    return this.#drafts.length;
  }

  /** {@link next} is on the wire. @returns its place. @param at epoch milliseconds */
  wrote(at: number): number {
    const part = this.#next;
    this.#writtenAt ??= at;
    this.#stands(part, 'waiting');
    this.#next = this.#following(part + 1);
    return part;
  }

  /** The network answered a segment, late or not. */
  answered(part: number, answer: PartAnswer): void {
    const before = this.#standing[part];
    if (answer.class === 'ok') {
      this.#stands(part, 'idle');
      this.taken(part, answer.messageId);
      return;
    }
    // A refusal of what was taken on another attempt, or may have been, proves nothing.
    if (before === 'unanswered') return;
    this.#stands(part, 'idle');
    if (this.#isTaken(part)) return;
    this.#halted = true;
    if (this.#refusal === undefined || answer.class === 'final') this.#refusal = answer;
  }

  /** No answer came in time, or the session ended. */
  unanswered(part: number): void {
    this.#stands(part, this.#isTaken(part) ? 'idle' : 'unanswered');
    if (!this.#isTaken(part)) this.#halted = true;
  }

  /** The network took a segment of the same text on an earlier attempt, as it says only now. */
  taken(part: number, messageId: string): void {
    if (this.#standing[part] === 'unanswered') this.#stands(part, 'idle');
    if (!this.#isTaken(part)) {
      this.#parts[part] = { messageId };
      this.#heard = true;
    }
    this.#next = this.#following(this.#next);
  }

  /** No further segment is to be written in this attempt. */
  halt(): void {
    this.#halted = true;
  }

  /** Undefined while an answer is awaited or a segment is to be written. */
  verdict(): Verdict | undefined {
    if (this.#waiting > 0 || this.next !== undefined) return undefined;
    if (this.#refusal?.class === 'final') return { kind: 'rejected', status: this.#refusal.status };
    if (this.#unanswered > 0) return { kind: 'unknown' };
    if (this.#refusal !== undefined) {
      return { kind: 'deferred', status: this.#refusal.status, class: this.#refusal.class };
    }
    return this.#following(0) < this.#drafts.length ? { kind: 'unsent' } : { kind: 'accepted' };
  }

  /** The first segment from `start` that the network has not taken. */
  #following(start: number): number {
    let part = start;
    while (this.#isTaken(part)) part += 1;
    return part;
  }

  #stands(part: number, now: Standing): void {
    const before = this.#standing[part];
    this.#waiting += Number(now === 'waiting') - Number(before === 'waiting');
    this.#unanswered += Number(now === 'unanswered') - Number(before === 'unanswered');
    this.#standing[part] = now;
  }

  #isTaken(part: number): boolean {
    return this.#parts[part]?.messageId !== undefined;
  }
}
