import { type RequestName, type ResponseName, responseTo } from './commands';
import { isBind, isMessage, isOperation } from './legality';

/** What a request of ours was sent for. `probe`: the application's own enquire_link; `life`: the session's. Only messages, and what is asked about them, take room in the window. */
export type Purpose = 'message' | 'probe' | 'bind' | 'unbind' | 'life';

/** What the application sends a request for; outbind and alert_notification are not answered. */
export function purposeOf(command: RequestName): Purpose | undefined {
  if (isMessage(command) || isOperation(command)) return 'message';
  if (isBind(command)) return 'bind';
  switch (command) {
    case 'unbind':
      return 'unbind';
    case 'enquire_link':
      return 'probe';
    case 'outbind':
    case 'alert_notification':
      return undefined;
    default:
      return command satisfies never;
  }
}

/** A request of ours that has been written. */
export interface PendingRequest {
  readonly sequence: number;
  readonly command: RequestName;
  readonly purpose: Purpose;
  /** Its place among all PDUs written on this session. */
  readonly position: number;
  /** When it was written. */
  readonly at: number;
}

export interface Settled {
  readonly request: PendingRequest;
  readonly late: boolean;
}

const LAST_SEQUENCE = 0x7fffffff;
/** Timed-out requests remembered for a late answer; the oldest are forgotten first. */
const LATE_REMEMBERED = 10_000;

/**
 * Requests of ours and their deadlines. All have the same patience, so the one written first is due first and the
 * insertion order of a Map is the queue of deadlines.
 */
export class PendingRequests {
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, PendingRequest>();
  readonly #late = new Map<number, PendingRequest>();
  readonly #count: Record<Purpose, number> = { message: 0, probe: 0, bind: 0, unbind: 0, life: 0 };
  #lastSequence: number;

  /** `lastSequence` is the one before the first. */
  constructor(timeoutMs: number, lastSequence = 0) {
    this.#timeoutMs = timeoutMs;
    this.#lastSequence = lastSequence;
  }

  /** How many wait for an answer. */
  waiting(purpose: Purpose): number {
    return this.#count[purpose];
  }

  /** A fresh sequence: 1…0x7FFFFFFF and round again (SMPP 3.4 §5.1.4), never one whose answer may still come. */
  takeSequence(): number {
    do this.#lastSequence = this.#lastSequence === LAST_SEQUENCE ? 1 : this.#lastSequence + 1;
    while (this.#waiting.has(this.#lastSequence) || this.#late.has(this.#lastSequence));
    return this.#lastSequence;
  }

  add(request: PendingRequest): void {
    this.#waiting.set(request.sequence, request);
    this.#count[request.purpose] += 1;
  }

  /** The request that a response answers: same sequence, and its own response or generic_nack. */
  settle(sequence: number, response: ResponseName): Settled | undefined {
    const waiting = this.#waiting.get(sequence);
    const request = waiting ?? this.#late.get(sequence);
    if (request === undefined) return undefined;
    if (response !== 'generic_nack' && response !== responseTo(request.command)) return undefined;
    if (waiting === undefined) this.#late.delete(sequence);
    else this.#remove(waiting);
    return { request, late: waiting === undefined };
  }

  /** The requests whose deadline has passed. Their answers are still recognised. */
  expire(now: number): readonly PendingRequest[] {
    const expired: PendingRequest[] = [];
    for (const request of this.#waiting.values()) {
      if (request.at + this.#timeoutMs > now) break;
      this.#remove(request);
      this.#remember(request);
      expired.push(request);
    }
    return expired;
  }

  /** Infinity when nothing waits. */
  get nextDeadline(): number {
    for (const request of this.#waiting.values()) return request.at + this.#timeoutMs;
    return Infinity;
  }

  /** Sequences nobody has answered, in the order written, but those of our own enquire_links. */
  unsettled(): readonly number[] {
    return [...this.#waiting.values()].filter(({ purpose }) => purpose !== 'life').map(({ sequence }) => sequence);
  }

  #remove(request: PendingRequest): void {
    this.#waiting.delete(request.sequence);
    this.#count[request.purpose] -= 1;
  }

  #remember(request: PendingRequest): void {
    this.#late.set(request.sequence, request);
    if (this.#late.size <= LATE_REMEMBERED) return;
    for (const oldest of this.#late.keys()) {
      this.#late.delete(oldest);
      return;
    }
  }
}
