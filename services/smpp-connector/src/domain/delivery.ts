import type { Event, MessageFailed } from '@mscore/contracts';
import type { ReceiptState } from '@mscore/smpp';
import { noted } from './history';
import type { Delivery, SentPart, Submission } from './submission';

/** What a receipt says of one part of a message. */
export interface PartReceipt {
  /** From 0. */
  readonly part: number;
  /** The id in submit_sm_resp that the receipt was matched to. */
  readonly messageId: string;
  readonly state: ReceiptState;
  readonly stat?: string;
  readonly err?: string;
}

/**
 * How long the other parts' receipts are awaited after the first final one. The parts of a text travel together, so
 * what has not come in ten minutes is a message centre that reports one part per text, or a receipt that was lost.
 */
export const RECEIPTS_WAIT_MS = 600_000;

/** The words for states told by TLV alone, as a receipt's text would have them (SMPP 3.4 appendix B). */
const WORDS: Readonly<Record<Exclude<ReceiptState, 'other'>, string>> = {
  scheduled: 'SCHEDULED',
  enroute: 'ENROUTE',
  accepted: 'ACCEPTD',
  unknown: 'UNKNOWN',
  delivered: 'DELIVRD',
  expired: 'EXPIRED',
  deleted: 'DELETED',
  undeliverable: 'UNDELIV',
  rejected: 'REJECTD',
  skipped: 'SKIPPED',
};

/**
 * A submission with one more receipt. A part goes from nothing to underway to delivered or failed and never back; the
 * message is delivered when all parts are and failed when one is. The very same submission when nothing changes:
 * receipts are repeated, come late, and come for copies that were sent again since.
 * @param now epoch milliseconds
 */
export function withReceipt(submission: Submission, receipt: PartReceipt, now: number): Submission {
  const before = submission.parts?.[receipt.part];
  // Another id stands there when the part was sent again: this is about the copy before it.
  if (submission.parts === undefined || before?.messageId !== receipt.messageId) return submission;
  const { messageId } = before;
  const { stat = receipt.state === 'other' ? undefined : WORDS[receipt.state], err } = receipt;
  const part: SentPart = {
    messageId,
    delivery: deliveryOf(receipt.state),
    ...(stat === undefined ? {} : { stat }),
    ...(err === undefined ? {} : { err }),
  };
  if (isFinal(before.delivery) || isSame(before, part)) return submission;
  const parts = submission.parts.with(receipt.part, part);
  const place = parts.length > 1 ? `${receipt.part + 1}/${parts.length} ` : '';
  const history = noted(submission, [now, 'receipt', `${place}${stat ?? ''}`]);
  return withWhole({ ...submission, parts, history }, wholeOf(parts), now);
}

/**
 * A submission whose waiting for more receipts is over: a part was delivered, none is known to have failed, and nobody
 * will say more.
 * @param now epoch milliseconds
 */
export function withoutFurtherReceipts(submission: Submission, now: number): Submission {
  const { receiptsDue, ...rest } = submission;
  if (receiptsDue === undefined || Date.parse(receiptsDue) > now) return submission;
  const someDelivered = rest.parts?.some(({ delivery }) => delivery === 'delivered') ?? false;
  return someDelivered ? withWhole(rest, 'delivered', now) : rest;
}

/**
 * What the asker hears when receipts have settled its message: that it failed always, that it was delivered if it asked.
 * @param at ISO 8601 UTC
 * @param deriveId makes the event id from (request id, attempt, kind)
 */
export function deliveryEvent(
  request: string,
  before: Submission,
  after: Submission,
  at: string,
  deriveId: (...parts: readonly (string | number)[]) => string,
): Event | undefined {
  const { link, attempt, subscriber, delivery } = after;
  if (delivery === before.delivery) return undefined;
  const envelope = { v: 1, key: subscriber, at, cause: request };
  if (delivery === 'delivered') {
    if (after.report === 'none') return undefined;
    const id = deriveId(request, attempt, 'delivered');
    return { ...envelope, id, type: 'message.delivered', data: { request, link } };
  }
  if (delivery !== 'failed') return undefined;
  const { stat, err } = after.parts?.find((part) => part.delivery === 'failed') ?? {};
  const data: MessageFailed = {
    request,
    link,
    attempt,
    reason: 'undelivered',
    ...(stat === undefined ? {} : { stat }),
    ...(err === undefined ? {} : { err }),
  };
  return { ...envelope, id: deriveId(request, attempt, 'undelivered'), type: 'message.failed', data };
}

/** How far a state brings a part (SMPP 5.0 §4.7.15). A word nobody knows may be anything but an end. */
function deliveryOf(state: ReceiptState): Delivery {
  switch (state) {
    case 'delivered':
      return 'delivered';
    case 'expired':
    case 'deleted':
    case 'undeliverable':
    case 'rejected':
    case 'skipped':
      return 'failed';
    case 'scheduled':
    case 'enroute':
    case 'accepted':
    case 'unknown':
    case 'other':
      return 'underway';
    default:
      return state satisfies never;
  }
}

function wholeOf(parts: readonly SentPart[]): Delivery {
  if (parts.some(({ delivery }) => delivery === 'failed')) return 'failed';
  return parts.every(({ delivery }) => delivery === 'delivered') ? 'delivered' : 'underway';
}

/** What is settled stays so, whatever its other parts' receipts say afterwards. */
function withWhole(submission: Submission, delivery: Delivery, now: number): Submission {
  if (isFinal(submission.delivery)) return submission;
  const { receiptsDue, ...rest } = submission;
  if (delivery !== 'underway') return { ...rest, delivery, history: noted(submission, [now, delivery]) };
  const waits = receiptsDue !== undefined || (submission.parts ?? []).some((part) => isFinal(part.delivery));
  if (!waits) return { ...rest, delivery };
  return { ...rest, delivery, receiptsDue: receiptsDue ?? new Date(now + RECEIPTS_WAIT_MS).toISOString() };
}

const isFinal = (delivery: Delivery | undefined): boolean => delivery === 'delivered' || delivery === 'failed';

const isSame = (one: SentPart, other: SentPart): boolean =>
  one.delivery === other.delivery && one.stat === other.stat && one.err === other.err;
