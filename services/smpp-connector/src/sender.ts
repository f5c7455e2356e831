import type { EventOf } from '@mscore/contracts';
import type { Collection, Outcome, Version, Write } from '@mscore/ports';
import { type Draft, type Pdu, statusClass, statusName } from '@mscore/smpp';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import type { Link } from './domain/links';
import { requeued, type Submission, sending, submissionOf } from './domain/submission';
import { TokenBucket } from './domain/token-bucket';
import { createOutcomes, type Ending, untilDone } from './outcomes';
import { type Item, SendQueue } from './send-queue';
import { submitPdu } from './submit-pdu';
import { Unsettled } from './unsettled';

/** What a bound session offers the sender. */
export interface SendingSession {
  /** The request's sequence number, or undefined when the session takes none now. */
  submit(pdu: Draft<'submit_sm'>): number | undefined;
  /** The peer says it does not consider us bound. */
  rebind(): void;
}

export interface SenderStatus {
  /** Window slots taken. */
  readonly open: number;
  /** Queued in memory. */
  readonly waiting: number;
  /** Of unknown outcome, to be sent again. */
  readonly unknown: number;
}

export interface Sender {
  /** Takes up what an earlier run left: unknown outcomes first, then the queue. */
  recover(): Promise<void>;
  /** Requests from the outbox: recorded when this resolves, sent as window and rate allow. */
  accept(requests: readonly EventOf<'message.requested'>[]): Promise<void>;
  bound(session: SendingSession): void;
  /** The session ended: what it had not answered is of unknown outcome. */
  unbound(): void;
  response(sequence: number, pdu: Pdu): void;
  timeout(sequence: number): void;
  /** Sends nothing more; resolves when the window is empty. */
  drain(): Promise<void>;
  status(): SenderStatus;
}

/** A save of a submission, never a deletion. */
type Recording = Write<Submission> & { readonly document: Submission };

/** The session took no request although the window had room; the next attempt is soon. */
const UNSENT_RETRY_MS = 50;
/** Troubles of the same kind within this time are two lines: the first, and how many. */
const COMPLAIN_EVERY_MS = 60_000;
/** How often a link that cannot send looks for what has expired meanwhile. */
const EXPIRY_LOOK_MS = 10_000;
/** A peer that says "not now" is left alone this long. */
const PAUSE_MS = 1_000;

/**
 * The sending half of a link. A submission is saved before the wire sees it and after the network answered:
 * queued → sending → accepted | rejected | expired | unknown. A window slot is free again only when the outcome is saved.
 */
export function createSender(
  deps: SmppConnectorDeps,
  link: Link,
  submissions: Collection<Submission>,
  /** The network took a message: from now on its reader may answer it. */
  onAccepted: (request: string, submission: Submission) => void,
): Sender {
  const { clock, keys, log, metrics } = deps;
  const resendAfterMs = deps.resendAfterMs ?? 10_000;
  const bucket = new TokenBucket(link.tps, clock.monotonic());
  const queue = new SendQueue(submissions, link.name);
  const unsettled = new Unsettled();
  /** On the wire and not yet answered, by sequence number of the session. */
  const onWire = new Map<number, Item>();
  /** Timed out on this session: a response may still come. */
  const overdue = new Map<number, string>();
  /** Ids in `sending`, from before the save to after the outcome's. */
  const active = new Set<string>();
  const settle = createOutcomes(deps, link, submissions, freed);
  let open = 0;
  let lastOrder = 0;
  let session: SendingSession | undefined;
  let draining = false;
  let pausedUntil = 0;
  let cancelTimer: (() => void) | undefined;
  let pumping = false;
  const drained: (() => void)[] = [];
  const complaints = new Map<string, { count: number; cancel(): void }>();

  // --- what is to be sent ---------------------------------------------------------------------------------------

  async function recover(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await submissions.query({
        index: 'open',
        equals: link.name,
        limit: 500,
        ...(after === undefined ? {} : { after }),
      });
      for (const { id, version, document } of page.items) adopt({ id, version, submission: document });
      after = page.next;
    } while (after !== undefined);
    if (unsettled.size > 0) log('warn', 'submissions-of-unknown-outcome', { link: link.name, count: unsettled.size });
    await queue.refill();
    lastOrder = Math.max(lastOrder, queue.lastOrder);
    pump();
  }

  /** A record this process did not make, or made without hearing so. */
  function adopt(item: Item): void {
    if (item.submission.state === 'queued') {
      queue.add(item);
      return;
    }
    if (item.submission.state !== 'sending' || active.has(item.id)) return;
    active.add(item.id);
    queue.occupy(item.submission.subscriber);
    unsettled.add({ item, at: clock.monotonic() + resendAfterMs, mayBeOut: true });
  }

  async function accept(requests: readonly EventOf<'message.requested'>[]): Promise<void> {
    const now = clock.monotonic();
    const writes = requests.map((request): Recording => {
      const queued = submissionOf(request, nextOrder());
      // With room in the window the first record says `sending` at once: one write less before the wire.
      const atOnce = mayTake(now) && queue.isIdle(queued) && !isExpired(queued) && bucket.take(now);
      if (atOnce) reserve(request.id, queued);
      return { id: request.id, expected: 'new', document: atOnce ? sending(queued, false) : queued };
    });
    let outcomes: readonly Outcome[];
    try {
      outcomes = await submissions.save(writes);
    } catch (error) {
      for (const write of writes) giveBack(write.id, write.document);
      throw error;
    }
    const known = takeUp(writes, outcomes);
    if (known.length > 0) await adoptKnown(known);
    pump();
  }

  /** Goes on with what was saved; returns the ids of what is known already. */
  function takeUp(writes: readonly Recording[], outcomes: readonly Outcome[]): readonly string[] {
    const known: string[] = [];
    for (const [index, write] of writes.entries()) {
      const outcome = outcomes[index];
      if (outcome?.kind === 'saved' && outcome.version !== undefined) {
        recorded({ id: write.id, version: outcome.version, submission: write.document });
      } else {
        giveBack(write.id, write.document);
        known.push(write.id);
      }
    }
    return known;
  }

  function recorded(item: Item): void {
    if (item.submission.state === 'sending') {
      transmit(item);
      return;
    }
    deps.failpoint('row12');
    queue.add(item);
  }

  /** A conflict means already known; whether it also waits in memory depends on what became of the first record. */
  async function adoptKnown(ids: readonly string[]): Promise<void> {
    for (const { id, version, document } of (await submissions.load(ids)).values()) {
      adopt({ id, version, submission: document });
    }
  }

  const nextOrder = (): number => {
    lastOrder = Math.max(lastOrder + 1, clock.now() * 1_000);
    return lastOrder;
  };

  const isExpired = (submission: Submission): boolean => Date.parse(submission.expires) <= clock.now();

  // --- window and rate ------------------------------------------------------------------------------------------

  const mayTake = (now: number): boolean =>
    session !== undefined && !draining && now >= pausedUntil && open < link.window;

  function reserve(id: string, submission: Submission): void {
    open += 1;
    active.add(id);
    queue.occupy(submission.subscriber);
  }

  /** A record that was not made takes no slot. */
  function giveBack(id: string, submission: Submission): void {
    if (submission.state !== 'sending') return;
    active.delete(id);
    queue.release(submission.subscriber);
    freeSlot();
  }

  function freeSlot(): void {
    open -= 1;
    if (draining && open === 0) for (const resolve of drained.splice(0)) resolve();
  }

  /** Sends what window and rate allow, until nothing is ready. */
  function pump(): void {
    if (pumping) return;
    pumping = true;
    void fillWindow().finally(() => {
      pumping = false;
      schedule();
    });
  }

  async function fillWindow(): Promise<void> {
    for (;;) {
      const now = clock.monotonic();
      const batch = [...takeUnsettled(now), ...takeQueued(now)];
      if (batch.length > 0) await sendBatch(batch);
      else if (draining || !(await untilDone(deps, link, () => queue.refill()))) return;
    }
  }

  async function sendBatch(batch: readonly Recording[]): Promise<void> {
    const outcomes = await untilDone(deps, link, () => submissions.save(batch));
    const known = takeUp(batch, outcomes);
    // Stored by a save that was reported as failed: what is in the store tells how to go on.
    if (known.length > 0) await untilDone(deps, link, () => adoptKnown(known));
  }

  function takeUnsettled(now: number): Recording[] {
    const taken: Recording[] = [];
    for (const { item, mayBeOut } of unsettled.due(now)) {
      const { submission } = item;
      if (isExpired(submission)) {
        unsettled.remove(item.id);
        settle({ item, settlement: { kind: mayBeOut ? 'unknown' : 'expired' }, holdsSlot: false });
        continue;
      }
      if (!mayTake(now) || !bucket.take(now)) continue;
      unsettled.remove(item.id);
      open += 1;
      if (mayBeOut) listResend(item);
      taken.push({ id: item.id, expected: item.version, document: sending(submission, mayBeOut) });
    }
    return taken;
  }

  function listResend({ id, submission }: Item): void {
    const { subscriber, attempt } = submission;
    metrics.count('mscore_smpp_resent_total', { link: link.name });
    log('warn', 'submission-resent', { link: link.name, id, subscriber, attempt: attempt + 1 });
  }

  function takeQueued(now: number): Recording[] {
    const taken: Recording[] = [];
    for (;;) {
      const next = queue.peek();
      if (next === undefined) break;
      if (isExpired(next.submission)) {
        queue.take();
        settle({ item: next, settlement: { kind: 'expired' }, holdsSlot: false });
        continue;
      }
      if (!mayTake(now) || !bucket.take(now)) break;
      queue.take();
      reserve(next.id, next.submission);
      taken.push({ id: next.id, expected: next.version, document: sending(next.submission, false) });
    }
    return taken;
  }

  /** One timer for the next moment at which something may be sent. */
  function schedule(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (draining) return;
    // Without a session, or with a full window, only expiry is left to look for.
    if (session === undefined || open >= link.window) {
      if (queue.waiting + unsettled.size > 0) cancelTimer = clock.after(EXPIRY_LOOK_MS, pump);
      return;
    }
    const now = clock.monotonic();
    const next = unsettled.nextAt();
    const waits = [
      ...(queue.peek() === undefined ? [] : [Math.max(pausedUntil - now, bucket.waitMs(now))]),
      ...(next === undefined ? [] : [Math.max(next - now, pausedUntil - now, bucket.waitMs(now))]),
    ];
    if (waits.length > 0) cancelTimer = clock.after(Math.max(1, Math.min(...waits)), pump);
  }

  // --- the wire and its answers ---------------------------------------------------------------------------------

  /** Saved as `sending`: now the wire may see it. */
  function transmit(item: Item): void {
    let sequence: number | undefined;
    try {
      sequence = session?.submit(submitPdu(keys, item.id, item.submission, clock.now()));
    } catch (error) {
      // Unknown key, a text too long, an address no PDU can carry: no later attempt would do better.
      log('error', 'submission-impossible', { link: link.name, id: item.id, error: errorName(error) });
      settle({ item, settlement: { kind: 'rejected' }, holdsSlot: true });
      return;
    }
    if (sequence === undefined) {
      postpone(item, { waitMs: UNSENT_RETRY_MS, mayBeOut: false });
      return;
    }
    onWire.set(sequence, item);
    metrics.count('mscore_smpp_submitted_total', { link: link.name });
    deps.failpoint('row13');
  }

  function postpone(item: Item, { waitMs, mayBeOut }: { waitMs: number; mayBeOut: boolean }): void {
    unsettled.add({ item, at: clock.monotonic() + waitMs, mayBeOut });
    freeSlot();
  }

  function response(sequence: number, pdu: Pdu): void {
    const item = onWire.get(sequence);
    if (item === undefined) {
      lateResponse(sequence, pdu);
      return;
    }
    onWire.delete(sequence);
    const kind = statusClass(pdu.status);
    switch (kind) {
      case 'ok':
        onAccepted(item.id, item.submission);
        deps.failpoint('row14');
        settle({ item, settlement: accepted(pdu), holdsSlot: true });
        return;
      case 'throttle':
        pausedUntil = clock.monotonic() + PAUSE_MS;
        return void putBack(item, pdu.status, 0);
      case 'temporary':
      case 'vendor':
        return void putBack(item, pdu.status, PAUSE_MS);
      case 'bind':
      case 'credentials':
        session?.rebind();
        return void putBack(item, pdu.status, PAUSE_MS);
      case 'final':
        log('warn', 'submission-rejected', { link: link.name, id: item.id, code: statusName(pdu.status) });
        settle({ item, settlement: { kind: 'rejected', status: pdu.status }, holdsSlot: true });
        return;
      default:
        kind satisfies never;
        return;
    }
  }

  const accepted = (pdu: Pdu): Ending['settlement'] => ({
    kind: 'accepted',
    messageId: pdu.command === 'submit_sm_resp' ? pdu.message_id : '',
  });

  /** An answer to an attempt given up on. Good news settles it, unless it is on the wire again and will be answered there. */
  function lateResponse(sequence: number, pdu: Pdu): void {
    const id = overdue.get(sequence);
    overdue.delete(sequence);
    if (id === undefined || pdu.status !== 0) return;
    const entry = unsettled.remove(id);
    if (entry === undefined) return;
    onAccepted(id, entry.item.submission);
    settle({ item: entry.item, settlement: accepted(pdu), holdsSlot: false });
  }

  function timeout(sequence: number): void {
    const item = onWire.get(sequence);
    if (item === undefined) return;
    onWire.delete(sequence);
    overdue.set(sequence, item.id);
    metrics.count('mscore_smpp_timeouts_total', { link: link.name });
    complain('submissions-unanswered', 'timeout');
    postpone(item, { waitMs: resendAfterMs, mayBeOut: true });
    schedule();
  }

  /** The network said "not now": the message keeps its place. */
  async function putBack(item: Item, status: number, waitMs: number): Promise<void> {
    metrics.count('mscore_smpp_deferred_total', { link: link.name });
    complain('submissions-deferred', statusName(status));
    const document = requeued(item.submission, status);
    const [outcome] = await untilDone(deps, link, () =>
      submissions.save([{ id: item.id, expected: item.version, document }]),
    );
    active.delete(item.id);
    freeSlot();
    const version = outcome?.kind === 'saved' ? outcome.version : await storedVersion(item.id);
    if (version === undefined) queue.release(item.submission.subscriber);
    else {
      clock.after(waitMs, () => {
        queue.putBack({ id: item.id, version, submission: document });
        pump();
      });
    }
    // Others may use the slot while this one waits.
    pump();
  }

  /** An operator hears of a trouble once a minute with its count, however often it happens. */
  function complain(event: string, code: string): void {
    const key = `${event} ${code}`;
    const known = complaints.get(key);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    log('warn', event, { link: link.name, code, count: 1 });
    const cancel = clock.after(COMPLAIN_EVERY_MS, () => {
      const count = complaints.get(key)?.count ?? 0;
      complaints.delete(key);
      if (count > 1) log('warn', event, { link: link.name, code, count, ms: COMPLAIN_EVERY_MS });
    });
    complaints.set(key, { count: 1, cancel });
  }

  /** The version of a record that a save reported as failed has made all the same. */
  async function storedVersion(id: string): Promise<Version | undefined> {
    const stored = (await untilDone(deps, link, () => submissions.load([id]))).get(id);
    return stored?.document.state === 'queued' ? stored.version : undefined;
  }

  /** Outcomes are durable: slots and numbers are free again. */
  function freed(endings: readonly Ending[]): void {
    for (const { item, holdsSlot } of endings) {
      active.delete(item.id);
      queue.release(item.submission.subscriber);
      if (holdsSlot) freeSlot();
    }
    pump();
  }

  // --- the session's life ---------------------------------------------------------------------------------------

  function bound(next: SendingSession): void {
    session = next;
    pump();
  }

  function unbound(): void {
    session = undefined;
    overdue.clear();
    const lost = [...onWire.values()];
    onWire.clear();
    for (const item of lost) postpone(item, { waitMs: resendAfterMs, mayBeOut: true });
    schedule();
  }

  function drain(): Promise<void> {
    draining = true;
    schedule();
    for (const { cancel } of complaints.values()) cancel();
    return new Promise((resolve) => {
      if (open === 0) resolve();
      else drained.push(resolve);
    });
  }

  const status = (): SenderStatus => ({ open, waiting: queue.waiting, unknown: unsettled.size });

  return { recover, accept, bound, unbound, response, timeout, drain, status };
}
