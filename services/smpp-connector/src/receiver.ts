import type { EventOf, Subscriber, Topic } from '@mscore/contracts';
import { sealText } from '@mscore/contracts/crypto';
import { isoTime } from '@mscore/ports';
import { bodyOf, decodeText, findTlv, isReceipt, partOf, splitUdh, statuses, tlvTags } from '@mscore/smpp';
import type { SmppConnectorDeps } from './deps';
import { errorName } from './domain/error-name';
import type { LinkGroup, LinkGroups } from './domain/link-groups';
import type { Link } from './domain/links';
import { type SessionLedger, SUSPICION_MS, type Unconfirmed } from './domain/suspicion';
import { fingerprintOf, type InboundPdu } from './fingerprint';
import type { Identity } from './identities';

/** What a session offers the receiver. */
export interface ReceivingSession {
  readonly ledger: SessionLedger;
  respond(inbound: number, status: number): void;
}

export interface Receiver {
  /** A text or receipt has arrived: journalled, then answered. */
  receive(session: ReceivingSession, inbound: number, pdu: InboundPdu): void;
  /** Id of the last text that is in the journal. */
  last(): string | undefined;
  /** Resolves when everything received has been journalled and answered, or refused. */
  idle(): Promise<void>;
}

/** Longer than this, and the peer may have stopped waiting for the response although it then read it. */
const PEER_PATIENCE_MS = 5_000;

const INBOX: Topic = 'conversation.inbox';
const RECEIPTS: Topic = 'smpp.receipts';

type Repeated = Pick<Unconfirmed, 'root' | 'answered'>;

type Arrival = {
  readonly session: ReceivingSession;
  readonly inbound: number;
  readonly topic: Topic;
  readonly event: EventOf<'message.received'> | EventOf<'receipt.received'>;
};

/**
 * The receiving half of a link: everything between the network's text and our answer is one append.
 * Arrivals of one turn of the event loop share it.
 */
export function createReceiver(
  deps: SmppConnectorDeps,
  link: Link,
  parts: {
    readonly identify: (sourceAddress: string, ton: number) => Identity;
    readonly group: LinkGroup;
    readonly groups: Pick<LinkGroups, 'lastSent'>;
    /** Makes these suspect, unless they were answered already. */
    readonly suspect: (entries: readonly Unconfirmed[]) => void;
    /** Suspects were added or consumed: the record on disk is no longer right. */
    readonly suspectsChanged: () => void;
  },
): Receiver {
  const { clock, journal, keys, log, metrics } = deps;
  const { group } = parts;
  const { profile } = link;
  const refusal = statuses[profile.refuseWith].code;
  /** What a text is filed under whose destination is none of ours: some networks leave it empty or rewrite it. */
  const main = link.shortCodes[0] ?? '';
  let arrivals: Arrival[] = [];
  let inFlight = 0;
  let last: string | undefined;
  const idleWaiters: (() => void)[] = [];

  function receive(session: ReceivingSession, inbound: number, pdu: InboundPdu): void {
    const receipt = isReceipt(pdu) || (profile.receiptsByText && readsLikeReceipt(bodyOf(pdu)));
    const arrival = receipt ? receiptArrival(session, inbound, pdu) : textArrival(session, inbound, pdu);
    if (arrivals.length === 0) queueMicrotask(flush);
    arrivals.push(arrival);
  }

  function textArrival(session: ReceivingSession, inbound: number, pdu: InboundPdu): Arrival {
    const identity = parts.identify(pdu.source_addr, pdu.source_addr_ton);
    const { udh, body } = splitUdh(pdu.esm_class, bodyOf(pdu));
    const { wire, certain } = fingerprintOf(keys, link, pdu, udh, body);
    const id = deps.newId();
    const { subscriber } = identity;
    const repeated = repeatedBy(subscriber, wire, certain);
    const { root = id, answered = false } = repeated ?? {};
    session.ledger.arrived(inbound, { id, root, answered, subscriber, wire, arrivedAt: clock.monotonic() });
    if (certain) group.receivedIds.received(wire, root, clock.now());
    if (repeated !== undefined) metrics.count('mscore_smpp_redelivered_total', { link: link.name });
    const part = partOf(pdu);
    const seen = parts.groups.lastSent.seen(subscriber);
    const underway = parts.groups.lastSent.underway(subscriber);
    const event: EventOf<'message.received'> = {
      id,
      type: 'message.received',
      v: 1,
      key: subscriber,
      at: isoTime(clock.now()),
      data: {
        subscriber,
        address: identity.address,
        ...(identity.country === undefined ? {} : { country: identity.country }),
        person: identity.person,
        link: link.name,
        shortCode: link.shortCodes.find((code) => code === pdu.destination_addr) ?? main,
        ...contentOf(id, body, pdu.data_coding, part !== undefined),
        ...(part === undefined ? {} : { part }),
        wire,
        ...(seen === undefined ? {} : { seen }),
        ...(underway === undefined ? {} : { underway }),
        ...(repeated === undefined ? {} : { repeatOf: repeated.root }),
        ...(answered ? { doubtful: true } : {}),
      },
    };
    return { session, inbound, topic: INBOX, event };
  }

  /** The text that this one repeats. By an id of the message centre's own that is certain, whatever was answered since. */
  function repeatedBy(subscriber: Subscriber, wire: string, certain: boolean): Repeated | undefined {
    const now = clock.now();
    const overdue = clock.monotonic() - PEER_PATIENCE_MS;
    const repeated = group.takeRepeated({ subscriber, wire, now, overdue });
    if (!certain) return repeated;
    const root = repeated?.root ?? group.receivedIds.rootOf(wire, now - SUSPICION_MS);
    return root === undefined ? undefined : { root, answered: false };
  }

  function contentOf(id: string, body: Buffer, dataCoding: number, isPart: boolean) {
    const decoded = decodeText(body, dataCoding, profile, { isPart });
    if (decoded.kind === 'text') return { text: sealText(keys, id, decoded.text) };
    metrics.count('mscore_smpp_undecoded_total', { link: link.name });
    return { undecoded: { dataCoding, body: sealText(keys, id, body.toString('hex')) } };
  }

  function receiptArrival(session: ReceivingSession, inbound: number, pdu: InboundPdu): Arrival {
    const identity = parts.identify(pdu.source_addr, pdu.source_addr_ton);
    const id = deps.newId();
    const messageId = findTlv(pdu, tlvTags.receipted_message_id);
    const state = findTlv(pdu, tlvTags.message_state);
    const networkError = findTlv(pdu, tlvTags.network_error_code);
    const event: EventOf<'receipt.received'> = {
      id,
      type: 'receipt.received',
      v: 1,
      key: identity.subscriber,
      at: isoTime(clock.now()),
      data: {
        subscriber: identity.subscriber,
        link: link.name,
        body: sealText(keys, id, bodyOf(pdu).toString('latin1')),
        ...(messageId === undefined ? {} : { receiptedMessageId: messageId.toString('latin1').replace(/\0+$/, '') }),
        ...(state === undefined || state.length === 0 ? {} : { messageState: state.readUInt8(0) }),
        // Of another size it is none (SMPP 3.4 §5.3.2.31).
        ...(networkError?.length === 3 ? { networkErrorCode: networkError.toString('hex') } : {}),
      },
    };
    return { session, inbound, topic: RECEIPTS, event };
  }

  function flush(): void {
    const batch = arrivals;
    arrivals = [];
    for (const topic of [INBOX, RECEIPTS]) {
      const ofTopic = batch.filter((arrival) => arrival.topic === topic);
      if (ofTopic.length > 0) void journalAndAnswer(topic, ofTopic);
    }
  }

  async function journalAndAnswer(topic: Topic, batch: readonly Arrival[]): Promise<void> {
    inFlight += 1;
    try {
      await journal.append(
        topic,
        batch.map((arrival) => arrival.event),
      );
      accept(batch);
    } catch (error) {
      refuse(batch, error);
    } finally {
      inFlight -= 1;
      if (inFlight === 0) for (const resolve of idleWaiters.splice(0)) resolve();
    }
  }

  function accept(batch: readonly Arrival[]): void {
    metrics.count('mscore_smpp_received_total', { link: link.name }, batch.length);
    last = batch.findLast(({ topic }) => topic === INBOX)?.event.id ?? last;
    for (const { session, inbound } of batch) {
      deps.failpoint('row3');
      const entry = session.ledger.of(inbound);
      if (entry !== undefined && clock.monotonic() - entry.arrivedAt > PEER_PATIENCE_MS) suspect(session, inbound);
      session.respond(inbound, statuses.ESME_ROK.code);
    }
  }

  function refuse(batch: readonly Arrival[], error: unknown): void {
    log('error', 'journal-refused', { link: link.name, count: batch.length, error: errorName(error) });
    metrics.count('mscore_smpp_refused_total', { link: link.name }, batch.length);
    for (const { session, inbound } of batch) {
      // The append may have happened all the same; the engine knows which, by the id the repetition will name.
      suspect(session, inbound);
      session.respond(inbound, refusal);
    }
  }

  /** The network will send this again whether or not it reads our response. */
  function suspect(session: ReceivingSession, inbound: number): void {
    const entry = session.ledger.of(inbound);
    if (entry === undefined) return;
    session.ledger.forget([inbound]);
    parts.suspect([entry]);
    parts.suspectsChanged();
  }

  const idle = (): Promise<void> =>
    inFlight === 0 && arrivals.length === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          idleWaiters.push(resolve);
        });

  return { receive, last: () => last, idle };
}

/** The form of receipts in SMPP 3.4 appendix B, as far as every message centre keeps to it; its octets are ASCII. */
function readsLikeReceipt(body: Buffer): boolean {
  const text = body.toString('latin1');
  const id = text.search(/\bid:\S/i);
  return id >= 0 && /\bstat:[A-Z]/i.test(text.slice(id));
}
