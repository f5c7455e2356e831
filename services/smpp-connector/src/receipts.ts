import { type Event, type EventOf, problemOf, type Topic } from '@mscore/contracts';
import { openText } from '@mscore/contracts/crypto';
import { type Collection, PoisonEvents, type Subscription } from '@mscore/ports';
import { canonicalMessageId, readReceipt } from '@mscore/smpp';
import type { SmppConnectorDeps } from './deps';
import type { PartReceipt } from './domain/delivery';
import { errorName } from './domain/error-name';
import { SpellingCounts } from './domain/receipt-dialects';
import { type Match, matchOf } from './domain/receipt-match';
import type { Submission } from './domain/submission';
import type { ReceiptStatus } from './link-status';
import { type AcceptedPart, createMessageIds, messageIdKey } from './message-ids';
import { createDeliveries, type OnDelivered } from './receipt-deliveries';
import { oneAtATime } from './receipt-turns';
import { keysOf, type OpenReceipt, openReceiptOf, UnmatchedReceipts } from './receipt-unmatched';

export type { AcceptedPart } from './message-ids';

/** Matches receipts to the messages they are about, and settles these. */
export interface Receipts {
  /** Takes up the unmatched ones of the last 24 hours, then receives. */
  start(): Promise<void>;
  /** Resolves when nothing is being matched any more. {@link remember} goes on working: links drain after this. */
  stop(): Promise<void>;
  /** Before a submission is saved as accepted, where receipts are asked for: its ids are durable when it resolves. */
  remember(parts: readonly AcceptedPart[]): Promise<void>;
  /** After it is saved: receipts that came before their response are tried again. */
  appeared(parts: readonly AcceptedPart[]): void;
  status(group: string): ReceiptStatus;
  /** Why it is not at work, for operators; empty when it is. */
  problems(): readonly string[];
}

type ReceiptEvent = EventOf<'receipt.received'>;

interface OpenedEvent {
  readonly event: ReceiptEvent;
  readonly state: string;
  /** Absent when the receipt names no message. */
  readonly receipt: OpenReceipt | undefined;
}

const RECEIPTS: Topic = 'smpp.receipts';
const GROUP = 'smpp-connector';
const BATCH = 200;
/** How exactly the waiting for other parts, and the keeping of what is unmatched, end. */
const SWEEP_EVERY_MS = 60_000;
/** A response comes long before; after that an id may name its message although the numbers differ. */
const BY_ID_ALONE_AFTER_MS = 60_000;

export function createReceipts(
  deps: SmppConnectorDeps,
  parts: { readonly submissions: Collection<Submission>; readonly onDelivered: OnDelivered },
): Receipts {
  const { clock, keys, log, metrics } = deps;
  const messageIds = createMessageIds(deps);
  const deliveries = createDeliveries(deps, parts.submissions, parts.onDelivered);
  const unmatched = new UnmatchedReceipts(deps);
  const counts = new Map<string, SpellingCounts>();
  /** Ids of unmatched receipts whose message may have appeared. */
  const hopeful = new Set<string>();
  const links = new Map(deps.links.map((link) => [link.name, link]));
  const inTurn = oneAtATime();
  let subscription: Subscription | undefined;
  let cancelSweep: (() => void) | undefined;
  let stopped = false;
  /** Receipts that came up to then, epoch milliseconds, were tried by their id alone. */
  let byIdAloneTo = Number.NEGATIVE_INFINITY;

  // --- receipts that come ---------------------------------------------------------------------------------------

  async function handle(batch: readonly Event[]): Promise<void> {
    const opened = openAll(batch);
    const named = opened.filter(({ receipt }) => receipt !== undefined);
    await inTurn(async () => {
      const receipts = named.flatMap(({ receipt }) => receipt ?? []);
      // Held first: an id that appears while these are looked up finds them, and has them looked up once more.
      for (const receipt of receipts) unmatched.hold(receipt);
      const matched = await match(receipts);
      await unmatched.forget([...matched]);
      const left = named.filter(({ event }) => !matched.has(event.id)).map(({ event }) => event);
      if (left.length > 0) await unmatched.keep(left);
    });
    for (const { event, state, receipt } of opened) {
      metrics.count('mscore_smpp_receipts_total', { link: event.data.link, state });
      if (receipt === undefined) metrics.count('mscore_smpp_receipts_unnamed_total', { link: event.data.link });
    }
  }

  /** @throws PoisonEvents naming what is no valid receipt or cannot be opened. */
  function openAll(batch: readonly Event[]): readonly OpenedEvent[] {
    const poison: string[] = [];
    const opened: OpenedEvent[] = [];
    for (const event of batch) {
      const one = event.type === 'receipt.received' && problemOf(event) === undefined ? tryOpen(event) : undefined;
      if (one === undefined || event.type !== 'receipt.received') poison.push(event.id);
      else opened.push({ event, ...one });
    }
    if (poison.length > 0) throw new PoisonEvents(poison, 'no valid receipts, or sealed with an unknown key');
    return opened;
  }

  function tryOpen(event: Pick<ReceiptEvent, 'id' | 'at' | 'data'>): Omit<OpenedEvent, 'event'> | undefined {
    const { link, receiptedMessageId, messageState, networkErrorCode } = event.data;
    let body: string;
    try {
      body = openText(keys, event.id, event.data.body);
    } catch {
      return undefined;
    }
    const receipt = readReceipt({
      body,
      ...(receiptedMessageId === undefined ? {} : { receiptedMessageId }),
      ...(messageState === undefined ? {} : { messageState }),
      ...(networkErrorCode === undefined ? {} : { networkErrorCode: Buffer.from(networkErrorCode, 'hex') }),
    });
    return { state: receipt.state, receipt: openReceiptOf(event, links.get(link)?.group ?? link, receipt) };
  }

  // --- matching -------------------------------------------------------------------------------------------------

  /** Ids of those that were matched: one load of message ids for all, one of submissions, one save. */
  async function match(receipts: readonly OpenReceipt[]): Promise<ReadonlySet<string>> {
    if (receipts.length === 0) return new Set();
    const known = await messageIds.find([...new Set(receipts.flatMap(keysOf))]);
    const matches = new Map<OpenReceipt, Match>();
    const byRequest = new Map<string, PartReceipt[]>();
    for (const open of receipts) {
      const dialect = links.get(open.link)?.profile.messageIds ?? 'same';
      const found = matchOf(
        { id: open.messageId, spellings: open.spellings, subscriber: open.subscriber },
        (canonicalId) => known.get(messageIdKey(open.group, canonicalId)) ?? [],
        dialect,
        clock.now() - open.at >= BY_ID_ALONE_AFTER_MS,
      );
      if (found === undefined) continue;
      matches.set(open, found);
      for (const { request, part, id } of found.parts) {
        const news = { part, messageId: id, ...open.receipt };
        byRequest.set(request, [...(byRequest.get(request) ?? []), news]);
      }
    }
    const taken = await deliveries.apply(byRequest);
    const matched = [...matches].filter(([, found]) => found.parts.some(({ request }) => taken.has(request)));
    for (const [{ link, group }, { spelling }] of matched) {
      countsOf(group).matched(spelling);
      metrics.count('mscore_smpp_receipts_matched_total', { link, spelling });
    }
    return new Set(matched.map(([{ id }]) => id));
  }

  function countsOf(group: string): SpellingCounts {
    const known = counts.get(group) ?? new SpellingCounts();
    counts.set(group, known);
    return known;
  }

  // --- ids that appear ------------------------------------------------------------------------------------------

  function appeared(accepted: readonly AcceptedPart[]): void {
    const before = hopeful.size;
    for (const { link, messageId } of accepted) {
      const key = messageIdKey(link.group, canonicalMessageId(messageId));
      for (const id of unmatched.waitingFor(key)) hopeful.add(id);
    }
    if (hopeful.size > before) tryHopeful();
  }

  function tryHopeful(): void {
    inTurn(matchHopeful).catch((error: unknown) => {
      // They stay hopeful, and the next sweep tries again.
      log('error', 'receipts-not-matched', { count: hopeful.size, error: errorName(error) });
    });
  }

  async function matchHopeful(): Promise<void> {
    while (hopeful.size > 0 && !stopped) {
      const ids = [...hopeful].slice(0, BATCH);
      for (const id of ids) hopeful.delete(id);
      try {
        const receipts = ids.flatMap((id) => unmatched.get(id) ?? []);
        await unmatched.forget([...(await match(receipts))]);
      } catch (error) {
        for (const id of ids) hopeful.add(id);
        throw error;
      }
    }
  }

  // --- its life -------------------------------------------------------------------------------------------------

  async function start(): Promise<void> {
    await unmatched.load((event) => tryOpen(event)?.receipt);
    // Their messages may have been accepted just before the last run ended.
    for (const id of unmatched.all()) hopeful.add(id);
    await sweep();
    subscription = await deps.bus.subscribe({ topic: RECEIPTS, group: GROUP, maxBatch: BATCH, handle });
    scheduleSweep();
  }

  function scheduleSweep(): void {
    cancelSweep = clock.after(SWEEP_EVERY_MS, () => {
      sweep()
        .catch((error: unknown) => log('error', 'receipts-sweep-failed', { error: errorName(error) }))
        .finally(() => {
          if (!stopped) scheduleSweep();
        });
    });
  }

  const sweep = (): Promise<void> =>
    inTurn(async () => {
      const to = clock.now() - BY_ID_ALONE_AFTER_MS;
      for (const id of unmatched.cameBetween(byIdAloneTo, to)) hopeful.add(id);
      byIdAloneTo = to;
      await matchHopeful();
      await deliveries.settleDue();
      await unmatched.sweep();
      await messageIds.sweep();
    });

  async function stop(): Promise<void> {
    stopped = true;
    cancelSweep?.();
    await subscription?.close();
    await inTurn(async () => {});
  }

  return {
    start,
    stop,
    remember: messageIds.remember,
    appeared,
    status: (group) => {
      const declared = deps.links.find((link) => link.group === group)?.profile.messageIds ?? 'same';
      const proposed = countsOf(group).proposed(declared);
      const matched = countsOf(group).all();
      return { unmatched: unmatched.count(group), matched, ...(proposed === undefined ? {} : { proposed }) };
    },
    problems: () => (subscription?.state === 'stopped' ? ['the receipts stopped: too many dead letters'] : []),
  };
}
