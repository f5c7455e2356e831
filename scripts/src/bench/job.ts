import { promptOf } from '../citizens/prompt';
import { decodeMessage, decodeWords } from '../wire/message';
import { Command, encodeResponse, type RawPdu, RESPONSE } from '../wire/pdu';
import type { Job, JobResult } from './messages';
import { createDeliverWriter, type createPhones, type Phone } from './phones';
import { messageIdOf, receiptOf } from './receipts';
import { latenciesOf } from './statistics';

/** Texts under way: when each was due. */
interface Turn {
  readonly phone: Phone;
  readonly due: number;
}

/** How long the last answers are waited for. */
const LAST_ANSWERS_MS = 5_000;
/** Consent given, first question asked: a live conversation. */
const TEXTS_TO_FILL = 2;

export interface RunningJob {
  onPdu(pdu: RawPdu): void;
  /** What was read has been handled: time to send more. */
  onRead(): void;
  readonly result: Promise<JobResult>;
}

/** Runs one job over a bound session. */
export function runJob(job: Job, phones: ReturnType<typeof createPhones>, write: (pdu: Buffer) => void): RunningJob {
  const deliver = createDeliverWriter();
  const awaitingReply = new Map<string, Turn>();
  const awaitingResponse = new Map<number, number>();
  const awaitingReceiptResponse = new Set<number>();
  const replies: number[] = [];
  const responses: number[] = [];
  const filling: Phone[] = [];
  const begin = performance.now();
  let end = begin;
  let lastReply = begin;
  let sequence = 0;
  let scheduled = 0;
  let filled = 0;
  let wrong = 0;
  let submitted = 0;
  let receipts = 0;
  let timer: NodeJS.Timeout | undefined;
  let finish: (result: JobResult) => void = () => undefined;
  const result = new Promise<JobResult>((resolve) => {
    finish = resolve;
  });

  function send(phone: Phone, due: number): void {
    sequence += 1;
    awaitingReply.set(phone.number, { phone, due });
    awaitingResponse.set(sequence, due);
    write(deliver(phone.number, phone.texts[phone.sent] ?? '', sequence));
    phone.sent += 1;
  }

  function nextToFill(kind: Extract<Job, { kind: 'fill' }>): Phone | undefined {
    const waiting = filling.shift();
    if (waiting !== undefined) return waiting;
    if (filled >= kind.conversations) return undefined;
    filled += 1;
    return phones.fresh();
  }

  /** Sends what is due now; false when the job has nothing more to send. */
  function sendDue(now: number): boolean {
    switch (job.kind) {
      case 'closed':
        if (now - begin >= job.seconds * 1_000) return false;
        while (awaitingReply.size < job.window) send(phones.next(), now);
        return true;
      case 'open': {
        const due = Math.floor((Math.min(now - begin, job.seconds * 1_000) / 1_000) * job.perSecond);
        for (; scheduled < due; scheduled += 1) send(phones.next(), begin + (scheduled * 1_000) / job.perSecond);
        return now - begin < job.seconds * 1_000;
      }
      case 'fill': {
        while (awaitingReply.size < job.window) {
          const phone = nextToFill(job);
          if (phone === undefined) break;
          send(phone, now);
        }
        return filled < job.conversations || filling.length > 0 || awaitingReply.size > 0;
      }
      default:
        return job satisfies never;
    }
  }

  function reply(pdu: RawPdu): void {
    submitted += 1;
    write(encodeResponse(pdu, 0, Buffer.from(`${messageIdOf(submitted)}\0`, 'latin1')));
    const message = decodeMessage(pdu.body);
    if (message.registeredDelivery !== 0) report(message.to);
    const turn = awaitingReply.get(message.to);
    if (turn === undefined) {
      wrong += 1;
      return;
    }
    awaitingReply.delete(message.to);
    replies.push(performance.now() - turn.due);
    if (promptOf(decodeWords(message)) !== turn.phone.prompts[turn.phone.sent - 1]) wrong += 1;
    if (job.kind !== 'fill') phones.answered(turn.phone);
    else if (turn.phone.sent < TEXTS_TO_FILL) filling.push(turn.phone);
  }

  /** The message that was just taken reached its handset. */
  function report(to: string): void {
    sequence += 1;
    awaitingReceiptResponse.add(sequence);
    write(receiptOf(to, messageIdOf(submitted), sequence));
  }

  function respond(pdu: RawPdu): void {
    if (awaitingReceiptResponse.delete(pdu.sequence)) {
      receipts += 1;
      if (pdu.status !== 0) wrong += 1;
      return;
    }
    const due = awaitingResponse.get(pdu.sequence);
    awaitingResponse.delete(pdu.sequence);
    if (due !== undefined) responses.push(performance.now() - due);
    if (pdu.status !== 0) wrong += 1;
  }

  function tick(): void {
    const now = performance.now();
    if (sendDue(now)) {
      end = performance.now();
      timer = setTimeout(tick, 1);
    } else if (
      awaitingReply.size + awaitingResponse.size + awaitingReceiptResponse.size === 0 ||
      now - end > LAST_ANSWERS_MS
    ) {
      finish({
        turns: replies.length,
        seconds: (lastReply - begin) / 1_000,
        reply: latenciesOf(replies),
        acknowledged: latenciesOf(responses),
        missing: Math.max(awaitingReply.size, awaitingResponse.size, awaitingReceiptResponse.size),
        receipts,
        wrong,
      });
    } else timer = setTimeout(tick, 1);
  }

  tick();
  return {
    onPdu(pdu) {
      if (pdu.command === Command.submitSm) {
        reply(pdu);
        lastReply = performance.now();
      } else if (pdu.command === Command.deliverSm + RESPONSE) respond(pdu);
    },
    onRead() {
      if (job.kind !== 'open') sendDue(performance.now());
    },
    result: result.finally(() => clearTimeout(timer)),
  };
}
