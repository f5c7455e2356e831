import type { Event, EventOf, MessageFailed, SealedAddress, SealedText, Subscriber } from '@mscore/contracts';
import { statusName } from '@mscore/smpp';
import { type HistoryEntry, noted } from './history';

/**
 * Where a message to be sent stands. `sending` after a crash is the one true ambiguity: it may or may not be out.
 * `withdrawn`: taken back by who asked for it, before it was sent.
 */
export type SubmissionState = 'queued' | 'sending' | 'accepted' | 'rejected' | 'expired' | 'unknown' | 'withdrawn';

/** Where a segment stands by its receipts. Only `delivered` and `failed` are final. */
export type Delivery = 'underway' | 'delivered' | 'failed';

/** One segment of a message as the network took it. */
export interface SentPart {
  /** The network's id of it, as in submit_sm_resp; absent while not accepted, empty where the network gave none. */
  readonly messageId?: string;
  readonly delivery?: Delivery;
  /** The last receipt's state, verbatim. */
  readonly stat?: string;
  /** Its error code, verbatim. */
  readonly err?: string;
}

/** One message to be sent, from its request to its outcome. Document id: the request's event id. */
export interface Submission {
  readonly link: string;
  readonly lane: 'reply' | 'bulk';
  readonly subscriber: Subscriber;
  readonly shortCode: string;
  readonly report: 'none' | 'final' | 'all';
  /** Id of the text this one answers: its acceptance proves that the network read our response to that text. */
  readonly cause?: string;
  readonly state: SubmissionState;
  /** Place in the link's order. */
  readonly order: number;
  /** Times it was given to the network. */
  readonly attempt: number;
  /** Attempts after an attempt whose outcome nobody knows: each may have put the text on the handset once more. */
  readonly resends: number;
  /** ISO 8601 UTC. */
  readonly expires: string;
  /** Dropped when accepted: nobody needs the words or the number any more. */
  readonly address?: SealedAddress;
  readonly text?: SealedText;
  /** `<link>/<lane>` while queued: the sender's index. */
  readonly queue?: string;
  /** The link while sending: what a restart must look at. */
  readonly open?: string;
  /** ISO 8601 UTC, once it has an outcome. */
  readonly settledAt?: string;
  /** The segments, in order, from the first attempt on. */
  readonly parts?: readonly SentPart[];
  /** Concatenation reference of a long text: the same in every attempt, so that a handset sees equal parts as one. */
  readonly reference?: number;
  /** Times the network said "not now" to it for another reason than its pace. */
  readonly deferrals?: number;
  /** What became of it on its way to the handset, by its receipts: settled when every part's is, or when one failed. */
  readonly delivery?: Delivery;
  /** ISO 8601 UTC: when it is settled by the receipts there are, where not every part's has come. */
  readonly receiptsDue?: string;
  readonly history?: readonly HistoryEntry[];
  /** command_status of the last refusal. */
  readonly status?: number;
}

/** A submission as first recorded, `queued`. */
export function submissionOf(event: EventOf<'message.requested'>, order: number): Submission {
  const { subscriber, address, link, shortCode, text, lane, report, expires } = event.data;
  return {
    link,
    lane,
    subscriber,
    shortCode,
    report,
    ...(event.cause === undefined ? {} : { cause: event.cause }),
    state: 'queued',
    order,
    attempt: 0,
    resends: 0,
    expires,
    address,
    text,
    queue: `${link}/${lane}`,
  };
}

/**
 * About to be written to the network.
 * @param again an earlier attempt's outcome is unknown
 * @param at epoch milliseconds
 * @param reference of a long text that has none yet
 */
export function sending(
  submission: Submission,
  { again, at, reference }: { readonly again: boolean; readonly at: number; readonly reference?: number | undefined },
): Submission {
  const { queue: _queue, ...rest } = submission;
  const next: Submission = {
    ...rest,
    state: 'sending',
    attempt: submission.attempt + 1,
    resends: submission.resends + (again ? 1 : 0),
    open: submission.link,
    history: noted(submission, [at, 'sending']),
  };
  // Nearly all have none, and another spread would cost them as much as the first.
  return reference === undefined ? next : { ...next, reference };
}

/**
 * Back to its place in the queue: the network said "not now" to some of its segments.
 * @param ofItsOwn because of this message, and not of the pace of all
 */
export function requeued(submission: Submission, status: number, at: number, ofItsOwn: boolean): Submission {
  const { open: _open, ...rest } = submission;
  return {
    ...rest,
    state: 'queued',
    queue: `${submission.link}/${submission.lane}`,
    status,
    ...(ofItsOwn ? { deferrals: (submission.deferrals ?? 0) + 1 } : {}),
    history: noted(submission, [at, 'deferred', statusName(status)]),
  };
}

/** In doubt: an answer did not come. What the network took of it is known. */
export function unanswered(submission: Submission, at: number): Submission {
  return { ...submission, history: noted(submission, [at, 'unanswered']) };
}

/** Whether the network took some of its segments. */
export const isPartlyTaken = ({ parts = [] }: Submission): boolean =>
  parts.length > 1 && parts.some(({ messageId }) => messageId !== undefined);

/** With a segment that the network took after all; of a text cut otherwise it is of no use. */
export function withTaken(submission: Submission, part: number, segments: number, messageId: string): Submission {
  const known: readonly SentPart[] = submission.parts ?? Array.from({ length: segments }, () => ({}));
  if (known.length !== segments) return submission;
  return { ...submission, parts: known.map((each, index) => (index === part ? { ...each, messageId } : each)) };
}

/** Whether the network took all of it. */
export const isTaken = ({ parts = [] }: Submission): boolean =>
  parts.length > 0 && parts.every(({ messageId }) => messageId !== undefined);

/** How a submission ends. */
export type Settlement =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'rejected'; readonly status?: number }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'withdrawn' };

/**
 * With its outcome. An accepted one forgets number and text, and a withdrawn one too; a failed one keeps them sealed,
 * to be sent again by an operator.
 * @param at ISO 8601 UTC
 */
export function settled(submission: Submission, settlement: Settlement, at: string): Submission {
  const { kind } = settlement;
  if (kind === 'accepted' || kind === 'withdrawn') {
    const { open: _open, queue: _queue, address: _address, text: _text, ...kept } = submission;
    return { ...kept, state: kind, settledAt: at };
  }
  const { open: _open, queue: _queue, ...kept } = submission;
  const status = kind === 'rejected' ? settlement.status : undefined;
  return { ...kept, state: kind, settledAt: at, ...(status === undefined ? {} : { status }) };
}

/**
 * The event the asker hears of an outcome, if it asked for it.
 * @param deriveId makes the event id from (request id, attempt, kind)
 */
export function outcomeEvent(
  request: string,
  submission: Submission,
  settlement: Settlement,
  at: string,
  deriveId: (...parts: readonly (string | number)[]) => string,
): Event | undefined {
  const { link, attempt, subscriber } = submission;
  const envelope = { v: 1, key: subscriber, at, cause: request, id: deriveId(request, attempt, settlement.kind) };
  if (settlement.kind === 'withdrawn') return undefined;
  if (settlement.kind === 'accepted') {
    if (submission.report !== 'all') return undefined;
    return { ...envelope, type: 'message.accepted', data: { request, link, attempt } };
  }
  const data: MessageFailed = {
    request,
    link,
    attempt,
    reason: settlement.kind,
    ...(settlement.kind === 'rejected' && settlement.status !== undefined ? { status: settlement.status } : {}),
  };
  return { ...envelope, type: 'message.failed', data };
}
