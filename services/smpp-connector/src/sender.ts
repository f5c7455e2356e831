import type { Event, EventOf, Topic } from '@mscore/contracts';
import { deriveId } from '@mscore/contracts/crypto';
import type { Collection, Outcome, Version, Write } from '@mscore/ports';
import { type Pdu, statusName } from '@mscore/smpp';
import { createComplaints } from './complaints';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import { ORDER_PER_MS } from './domain/history';
import type { LastSent } from './domain/last-sent';
import type { Link } from './domain/links';
import { Pace } from './domain/pace';
import { slownessOf } from './domain/slowness';
import { statusClasses } from './domain/status-classes';
import { isTaken, outcomeEvent, requeued, type Submission, sending, settled, submissionOf } from './domain/submission';
import { Doubts } from './doubts';
import type { SenderStatus } from './link-status';
import { type AwaitedReceipts, createOutcomes, type Ending, untilDone } from './outcomes';
import { Preparation } from './preparation';
import type { References } from './references';
import { type Item, SendQueue } from './send-queue';
import type { Ended, Transmission, Verdict } from './transmission';
import { type SendingSession, Wire } from './wire';

export type { SendingSession } from './wire';

export interface Sender {
  /** Takes up what an earlier run left: unknown outcomes first, then the queue. */
  recover(): Promise<void>;
  /** Requests from the outbox: recorded when this resolves, sent as window and rate allow. */
  accept(requests: readonly EventOf<'message.requested'>[]): Promise<void>;
  /** Takes back messages by the ids of their requests, those that are still unsent. */
  withdraw(requests: readonly string[]): Promise<void>;
  bound(session: SendingSession): void;
  /** The session ended: what it had not answered is of unknown outcome. */
  unbound(): void;
  response(sequence: number, pdu: Pdu): void;
  timeout(sequence: number): void;
  /** Begins nothing more; resolves when what was begun has its outcome. */
  drain(): Promise<void>;
  status(): SenderStatus;
}

export interface SenderParts {
  readonly submissions: Collection<Submission>;
  readonly references: References;
  readonly receipts: AwaitedReceipts;
  /** What each number was last sent. */
  readonly lastSent: LastSent;
  /** The network took a message: from now on its reader may answer it. */
  readonly onAccepted: (request: string, submission: Submission) => void;
}

/** A save of a submission, never a deletion. */
type Recording = Write<Submission> & { readonly document: Submission };

/** Taken out of the queue to be sent. */
interface Taken {
  readonly item: Item;
  /** An earlier attempt's outcome is unknown. */
  readonly again: boolean;
}

const INBOX: Topic = 'conversation.inbox';
/** The session took no request although the window had room; the next attempt is soon. */
const UNSENT_RETRY_MS = 50;
/** How often a link that cannot send looks for what has expired meanwhile. */
const EXPIRY_LOOK_MS = 10_000;
/** So many may be put off at once; more of them in memory help nobody, and the rest waits in the store. */
const MOST_DEFERRED = 1_000;
/** A message put off by an error of its own is left alone this long, and twice as long each time. */
const FIRST_DEFERRAL_MS = 1_000;
const LONGEST_DEFERRAL_MS = 60_000;

/**
 * The sending half of a link. A submission is saved before the wire sees it and after the network answered:
 * queued → sending → accepted | rejected | expired | unknown. A window slot is free again only when the outcome is saved.
 */
export function createSender(
  deps: SmppConnectorDeps,
  link: Link,
  { submissions, references, receipts, lastSent, onAccepted }: SenderParts,
): Sender {
  const { clock, keys, log, metrics } = deps;
  const complaints = createComplaints(clock, log, link.name);
  const pace = new Pace(link.tps, clock.monotonic());
  const wire = new Wire(
    { ...deps, complaints, classOf: statusClasses(link.profile), lastSent },
    link,
    pace,
    (transmission, verdict) => conclude(transmission, verdict),
    (news) => doubts.hear(news),
  );
  const queue = new SendQueue(submissions, link.name);
  /** Ids in `sending`, from before the save to after the outcome's. */
  const active = new Set<string>();
  const preparation = new Preparation(keys, link, references, clock);
  const settle = createOutcomes(deps, link, submissions, freed, receipts);
  const doubts = new Doubts({
    clock,
    submissions,
    resendAfterMs: deps.resendAfterMs ?? 10_000,
    untilDone: (attempt) => untilDone(deps, link, attempt),
    toldWire: (news) => wire.taken(news),
    isActive: (id) => active.has(id),
    accepted: ({ id, submission }) => onAccepted(id, submission),
    settle,
    waits: () => {
      freeSlot();
      schedule();
    },
  });
  let open = 0;
  /** Put off, each until its next attempt. */
  let deferred = 0;
  let lastOrder = 0;
  let draining = false;
  let cancelTimer: (() => void) | undefined;
  let pumping = false;
  const drained: (() => void)[] = [];

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
    if (doubts.size > 0) log('warn', 'submissions-of-unknown-outcome', { link: link.name, count: doubts.size });
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
    // If it is out it is so by now: whatever arrives from here on may be an answer to it.
    lastSent.written(item.submission.subscriber, item.id, clock.now());
    doubts.recover(item);
  }

  async function accept(requests: readonly EventOf<'message.requested'>[]): Promise<void> {
    const now = clock.monotonic();
    const writes = requests.map((request): Recording => {
      const queued = submissionOf(request, nextOrder());
      const atOnce = beginsAtOnce(request.id, queued, now);
      if (atOnce) reserve(request.id, queued);
      const document = atOnce ? sending(queued, { again: false, at: clock.now() }) : queued;
      return { id: request.id, expected: 'new', document };
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

  async function withdraw(requests: readonly string[]): Promise<void> {
    if (requests.length === 0) return;
    for (const id of requests) doubts.withdraw(id);
    const at = new Date(clock.now()).toISOString();
    const queued = [...(await submissions.load(requests))].filter(([, { document }]) => document.state === 'queued');
    if (queued.length === 0) return;
    // Of one that was given to the network before, nobody can say that it was taken back: its asker hears so.
    const endings = queued.map(([id, { version, document }]) => {
      const settlement = { kind: document.resends > 0 ? ('unknown' as const) : ('withdrawn' as const) };
      return { id, version, document, settlement };
    });
    const events = endings
      .map(({ id, document, settlement }) => outcomeEvent(id, document, settlement, at, deriveId))
      .filter((event): event is Event => event !== undefined);
    if (events.length > 0) await deps.bus.publish(INBOX, events);
    const writes = endings.map(({ id, version, document, settlement }): Recording => {
      return { id, expected: version, document: settled(document, settlement, at) };
    });
    const outcomes = await submissions.save(writes);
    // A conflict is the sender's own: it has just been begun, and is no longer to be taken back.
    for (const [index, { id }] of writes.entries()) {
      if (outcomes[index]?.kind !== 'saved') continue;
      queue.remove(id);
      active.delete(id);
      doubts.forget(id);
      if (endings[index] !== undefined) lastSent.over(endings[index].document.subscriber, id);
      const outcome = endings[index]?.settlement.kind ?? 'withdrawn';
      metrics.count('mscore_smpp_settled_total', { link: link.name, outcome });
    }
    pump();
  }

  /**
   * With room in the window the first record says `sending` at once: one write less before the wire. A long text needs
   * a reference first.
   */
  function beginsAtOnce(id: string, submission: Submission, now: number): boolean {
    if (!mayTake() || !queue.isIdle(submission) || isExpired(submission)) return false;
    try {
      if (preparation.open(id, submission) === 1 && pace.take(now)) return true;
      preparation.forget(id);
    } catch {
      // Found out again, and settled, when its turn comes.
    }
    return false;
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
    wire.writeOut();
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
    lastOrder = Math.max(lastOrder + 1, clock.now() * ORDER_PER_MS);
    return lastOrder;
  };

  /** How a message ends that gets no further attempt. */
  const endOf = (submission: Submission): 'accepted' | 'unknown' | 'expired' => {
    if (isTaken(submission)) return 'accepted';
    return submission.resends > 0 ? 'unknown' : 'expired';
  };

  const isExpired = (submission: Submission): boolean => Date.parse(submission.expires) <= clock.now();

  // --- window and rate ------------------------------------------------------------------------------------------

  /** Another message may begin: a message holds its slot until its outcome is saved, and none overtakes a long one. */
  const mayTake = (): boolean =>
    wire.bound && !draining && wire.isClear && open < link.window && deferred < MOST_DEFERRED;

  function reserve(id: string, submission: Submission): void {
    open += 1;
    active.add(id);
    queue.occupy(submission.subscriber);
  }

  /** A record that was not made takes no slot. */
  function giveBack(id: string, submission: Submission): void {
    if (submission.state !== 'sending') return;
    active.delete(id);
    preparation.forget(id);
    pace.giveBack();
    queue.release(submission.subscriber);
    freeSlot();
  }

  function freeSlot(): void {
    open -= 1;
    if (draining && open === 0) for (const resolve of drained.splice(0)) resolve();
  }

  /** Sends what window and rate allow, until nothing is ready. */
  function pump(): void {
    wire.writeOut();
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

  async function sendBatch(batch: readonly Taken[]): Promise<void> {
    const ready = batch.filter(isPrepared);
    const items = ready.map(({ item }) => item);
    const referenceOf = await untilDone(deps, link, () => preparation.takeReferences(items));
    const at = clock.now();
    const writes = ready.map(({ item, again }): Recording => {
      const document = sending(item.submission, { again, at, reference: referenceOf(item) });
      return { id: item.id, expected: item.version, document };
    });
    if (writes.length === 0) return;
    const outcomes = await untilDone(deps, link, () => submissions.save(writes));
    const known = takeUp(writes, outcomes);
    // Stored by a save that was reported as failed: what is in the store tells how to go on.
    if (known.length > 0) await untilDone(deps, link, () => adoptKnown(known));
  }

  /** Opened and cut; what can never be sent is settled instead. */
  function isPrepared({ item }: Taken): boolean {
    try {
      preparation.open(item.id, item.submission);
      return true;
    } catch (error) {
      pace.giveBack();
      reject(item, error);
      return false;
    }
  }

  /** Unknown key, a text too long, an address no PDU can carry: no later attempt would do better. */
  function reject(item: Item, error: unknown): void {
    log('error', 'submission-impossible', { link: link.name, id: item.id, error: errorName(error) });
    settle({ item, settlement: { kind: 'rejected' }, holdsSlot: true });
  }

  function takeUnsettled(now: number): Taken[] {
    const taken: Taken[] = [];
    for (const { item, mayBeOut } of doubts.due(now)) {
      if (isExpired(item.submission)) {
        doubts.remove(item.id);
        settle({ item, settlement: { kind: mayBeOut ? 'unknown' : 'expired' }, holdsSlot: false });
        continue;
      }
      if (!mayTake() || !pace.take(now)) continue;
      doubts.remove(item.id);
      open += 1;
      if (mayBeOut) listResend(item);
      taken.push({ item, again: mayBeOut });
    }
    return taken;
  }

  function listResend({ id, submission }: Item): void {
    const { subscriber, attempt } = submission;
    metrics.count('mscore_smpp_resent_total', { link: link.name });
    log('warn', 'submission-resent', { link: link.name, id, subscriber, attempt: attempt + 1 });
  }

  function takeQueued(now: number): Taken[] {
    const taken: Taken[] = [];
    for (;;) {
      const next = queue.peek();
      if (next === undefined) break;
      if (isExpired(next.submission)) {
        queue.take();
        const item = doubts.withLate(next);
        settle({ item, settlement: { kind: endOf(item.submission) }, holdsSlot: false });
        continue;
      }
      if (!mayTake() || !pace.take(now)) break;
      queue.take();
      reserve(next.id, next.submission);
      taken.push({ item: next, again: false });
    }
    return taken;
  }

  /** One timer for the next moment at which something may be sent. */
  function schedule(): void {
    cancelTimer?.();
    cancelTimer = undefined;
    const now = clock.monotonic();
    const waits = wire.isClear ? waitsToBegin(now) : [wire.waitMs(now)];
    const known = waits.filter((wait) => wait !== undefined);
    if (known.length > 0) cancelTimer = clock.after(Math.max(1, Math.min(...known)), pump);
  }

  function waitsToBegin(now: number): readonly number[] {
    if (draining) return [];
    // Without a session, or with a full window, only expiry is left to look for.
    if (!wire.bound || open >= link.window || deferred >= MOST_DEFERRED)
      return queue.waiting + doubts.size > 0 ? [EXPIRY_LOOK_MS] : [];
    const next = doubts.nextAt();
    return [
      ...(queue.peek() === undefined ? [] : [pace.waitMs(now)]),
      ...(next === undefined ? [] : [Math.max(next - now, pace.waitMs(now))]),
    ];
  }

  // --- the wire and its answers ---------------------------------------------------------------------------------

  /** Saved as `sending`: now the wire may see it. */
  function transmit(item: Item): void {
    wire.begin(preparation.transmission(item));
    for (const news of doubts.takeLate(item.id)) wire.taken(news);
  }

  function conclude(transmission: Transmission, verdict: Ended): void {
    const { item } = transmission;
    switch (verdict.kind) {
      case 'accepted':
        onAccepted(item.id, item.submission);
        deps.failpoint('row14');
        settle({ item, settlement: { kind: 'accepted' }, holdsSlot: true });
        return;
      case 'rejected':
        log('warn', 'submission-rejected', { link: link.name, id: item.id, code: statusName(verdict.status) });
        settle({ item, settlement: { kind: 'rejected', status: verdict.status }, holdsSlot: true });
        return;
      case 'deferred':
        noteNotOut(item);
        void defer(item, verdict);
        return;
      case 'unknown':
        void doubts.unknown(item);
        return;
      case 'unsent':
        noteNotOut(item);
        doubts.unsent(item, UNSENT_RETRY_MS);
        return;
      case 'impossible':
        reject(item, verdict.error);
        return;
      default:
        verdict satisfies never;
    }
  }

  /** Nothing of this attempt is left to be answered; of one before it the network may still have a word to say. */
  function noteNotOut({ id, submission }: Item): void {
    if (submission.resends === 0) lastSent.over(submission.subscriber, id);
  }

  /** The network said "not now": the message keeps its place. */
  async function defer(item: Item, { status, class: kind }: Extract<Verdict, { kind: 'deferred' }>): Promise<void> {
    metrics.count('mscore_smpp_deferred_total', { link: link.name });
    complaints.about('submissions-deferred', statusName(status));
    if (kind === 'bind' || kind === 'credentials') wire.rebind();
    const document = requeued(item.submission, status, clock.now(), kind !== 'throttle');
    const [outcome] = await untilDone(deps, link, () =>
      submissions.save([{ id: item.id, expected: item.version, document }]),
    );
    freeSlot();
    const version = outcome?.kind === 'saved' ? outcome.version : await storedVersion(item.id);
    // It stays active: the network may still say that it took an attempt before this one.
    if (version === undefined) {
      active.delete(item.id);
      doubts.forget(item.id);
      queue.release(item.submission.subscriber);
    } else {
      deferred += 1;
      clock.after(deferralMs(document, kind), () => {
        deferred -= 1;
        queue.putBack({ id: item.id, version, submission: document });
        pump();
      });
    }
    // Others may use the slot while this one waits.
    pump();
  }

  /** What is wrong with the pace is the pace's business; what is wrong with this message makes it wait. */
  const deferralMs = ({ deferrals = 1 }: Submission, kind: string): number =>
    kind === 'throttle' ? 0 : Math.min(LONGEST_DEFERRAL_MS, FIRST_DEFERRAL_MS * 2 ** Math.min(deferrals - 1, 10));

  /** The version of a record that a save reported as failed has made all the same. */
  async function storedVersion(id: string): Promise<Version | undefined> {
    const stored = (await untilDone(deps, link, () => submissions.load([id]))).get(id);
    return stored?.document.state === 'queued' ? stored.version : undefined;
  }

  /** Outcomes are durable: slots and numbers are free again. */
  function freed(endings: readonly Ending[]): void {
    for (const { item, holdsSlot } of endings) {
      active.delete(item.id);
      doubts.forget(item.id);
      queue.release(item.submission.subscriber);
      lastSent.over(item.submission.subscriber, item.id);
      if (holdsSlot) freeSlot();
    }
    pump();
  }

  // --- the session's life ---------------------------------------------------------------------------------------

  function bound(session: SendingSession): void {
    wire.bind(session);
    pump();
  }

  function unbound(): void {
    wire.unbind();
    schedule();
  }

  function response(sequence: number, pdu: Pdu): void {
    wire.response(sequence, pdu);
    if (!wire.isClear) pump();
  }

  function timeout(sequence: number): void {
    wire.timeout(sequence);
    schedule();
  }

  function drain(): Promise<void> {
    draining = true;
    schedule();
    complaints.stop();
    return new Promise((resolve) => {
      if (open === 0) resolve();
      else drained.push(resolve);
    });
  }

  function status(): SenderStatus {
    const now = clock.monotonic();
    const roundTripMs = wire.roundTrips.percentiles();
    const rateNow = pace.rate(now);
    const slow = slownessOf({
      bound: wire.bound,
      waiting: queue.waiting + doubts.size + deferred,
      window: link.window,
      open,
      onWire: wire.onWire,
      puttingOff: deferred >= MOST_DEFERRED,
      paused: pace.isPaused(now),
      configuredRate: link.tps,
      rate: rateNow,
      rateUsedUp: pace.waitMs(now) > 0,
      roundTripMs: roundTripMs?.p50,
    });
    return {
      open,
      window: link.window,
      onWire: wire.onWire,
      waiting: queue.waiting,
      more: queue.more,
      deferred,
      unknown: doubts.size,
      rate: { configured: link.tps, now: rateNow },
      throttled: wire.throttled,
      ...(roundTripMs === undefined ? {} : { roundTripMs }),
      ...(slow === undefined ? {} : { slow }),
    };
  }

  return { recover, accept, withdraw, bound, unbound, response, timeout, drain, status };
}
