import {
  type BindName,
  type Body,
  commandIds,
  createPdu,
  isResponseName,
  numbered,
  type Pdu,
  type PduOf,
  type RequestName,
  type ResponseName,
  responseTo,
} from './commands';
import { Confirmations } from './confirmations';
import { type Decoded, decodePdu } from './decode';
import { FrameReader, LIMITS_AFTER_BIND, LIMITS_BEFORE_BIND } from './framing';
import { boundStateOf, isBind, isBound, mayRequest, otherRole } from './legality';
import { ListeningClock } from './listening-clock';
import { Outbox } from './outbox';
import { PeerWatch } from './peer-watch';
import { type PendingRequest, PendingRequests, purposeOf } from './pending-requests';
import type { Answer, Close, MessageName, Output, Requested, SessionOptions, SessionState } from './session-events';
import { statuses } from './statuses';
import { findTlv, findTlvInteger, integerTlv, type Tlv, tlvTags } from './tlvs';

const INTERFACE_VERSION = 0x34;
/** How long the answer to a peer's unbind waits for the application to answer what came before it. */
const UNBIND_GRACE_MS = 1_000;

/** An inbound message handed to the application. */
interface Asked {
  readonly command: MessageName;
  readonly sequence: number;
}

/**
 * One SMPP session (SMPP 3.4 §2), either side of it, without I/O, clock or timers: every method takes the time in
 * monotonic milliseconds and says what to write, what happened and whether to close. `nextDeadline` says when `tick`
 * is needed. Times must never go back, and outputs must be acted on in order.
 */
export class Session {
  readonly #options: Required<SessionOptions>;
  readonly #clock = new ListeningClock();
  readonly #frames = new FrameReader();
  readonly #outbox = new Outbox();
  readonly #watch: PeerWatch;
  readonly #pending: PendingRequests;
  readonly #confirmations = new Confirmations();
  readonly #unanswered = new Map<number, Asked>();
  #state: SessionState = 'OPEN';
  #lastInbound = 0;
  /** A bind the application is judging. */
  #bindAsked: { readonly inbound: number; readonly pdu: PduOf<BindName> } | undefined;
  /** A peer's unbind that waits for the application's last answers. */
  #unbindAsked: { readonly sequence: number; readonly deadline: number } | undefined;
  #ended = false;

  constructor(options: SessionOptions, now: number) {
    this.#options = {
      window: 10,
      responseTimeoutMs: 10_000,
      enquireAfterMs: 30_000,
      bindTimeoutMs: 5_000,
      partialPduTimeoutMs: 5_000,
      confirmAfterMs: 1_000,
      maxUnanswered: 100,
      ...options,
    };
    this.#watch = new PeerWatch(this.#options, now);
    this.#pending = new PendingRequests(this.#options.responseTimeoutMs);
  }

  get state(): SessionState {
    return this.#state;
  }

  /** The application owes as many answers as it may: stop reading. What was read already is still handed over. */
  get saturated(): boolean {
    return this.#unanswered.size >= this.#options.maxUnanswered;
  }

  /** Messages of ours that wait for an answer: the used part of the window. */
  get inFlight(): number {
    return this.#pending.waiting('message');
  }

  /** Inbound messages that wait for our answer. */
  get unanswered(): number {
    return this.#unanswered.size;
  }

  /** The socket still connects: no deadline runs until it is `connected`. */
  connecting(now: number): void {
    this.#clock.stop(now);
  }

  connected(now: number): void {
    this.#clock.resume(now);
  }

  /** Octets from the peer, cut anywhere. */
  receive(bytes: Buffer, now: number): Output {
    const at = this.#clock.at(now);
    let finished = 0;
    if (!this.#isOver) this.#frames.push(bytes);
    while (!this.#isOver) {
      const framed = this.#frames.next(isBound(this.#state) ? LIMITS_AFTER_BIND : LIMITS_BEFORE_BIND);
      if (framed.kind === 'need-more') break;
      if (framed.kind === 'broken') this.#giveUpStream(framed.status, framed.reason, 'broken-stream');
      else this.#heard(decodePdu(framed.frame), at);
      finished += 1;
    }
    this.#watch.readChunk(this.#frames.isPartial, finished, at);
    if (this.saturated) this.#clock.stop(now);
    return this.#outbox.take();
  }

  /**
   * Sends a request; sequence and status are the session's own.
   * @throws RangeError naming a field that cannot be written; then nothing was sent.
   */
  request(body: Body<RequestName>, now: number): Requested {
    const reason = this.#refusal(body.command);
    if (reason !== undefined) return { kind: 'refused', reason };
    const at = this.#clock.at(now);
    const sequence = this.#ask(body, at);
    if (isBind(body.command)) this.#watch.bindSent(at);
    return { kind: 'sent', sequence, output: this.#outbox.take() };
  }

  /**
   * Answers the inbound request with this ordinal. Does nothing when it is answered already or the session is over:
   * an application's answer may always come too late.
   * @throws RangeError naming a field that cannot be written; then the request is still unanswered.
   */
  respond(inbound: number, answer: Answer, now: number): Output {
    if (this.#isOver) return this.#outbox.take();
    if (this.#bindAsked?.inbound === inbound) this.#answerBind(this.#bindAsked.pdu, answer);
    const asked = this.#unanswered.get(inbound);
    if (asked !== undefined) {
      const { status, message_id = '', tlvs = [] } = answer;
      const { command, sequence } = asked;
      this.#outbox.write(createPdu({ command: `${command}_resp`, status, sequence, message_id, tlvs }));
      this.#unanswered.delete(inbound);
      if (!this.saturated) this.#clock.resume(now);
      this.#confirmations.wrote(inbound, this.#outbox.written, this.#clock.at(now));
      if (this.#unanswered.size === 0) this.#answerUnbind();
    }
    return this.#outbox.take();
  }

  /** Acts on every deadline that has passed. Calling it early does nothing. */
  tick(now: number): Output {
    if (this.#isOver || this.#clock.isStopped) return this.#outbox.take();
    const at = this.#clock.at(now);
    if (this.#watch.partialDeadline <= at) {
      this.#giveUpStream(statuses.ESME_RINVCMDLEN.code, 'a PDU did not arrive whole in time', 'partial-pdu');
    }
    if (this.#watch.bindDeadline <= at) this.#close('bind-timeout', 'destroy');
    for (const request of this.#pending.expire(at)) this.#timedOut(request);
    if (this.#unbindAsked !== undefined && this.#unbindAsked.deadline <= at) this.#answerUnbind();
    if (this.#enquiryDue() <= at) {
      this.#ask({ command: 'enquire_link' }, at, 'life');
      this.#watch.enquirySent();
    }
    return this.#outbox.take();
  }

  /** When `tick` is needed next; undefined when nothing is awaited. */
  nextDeadline(): number | undefined {
    if (this.#isOver || this.#clock.isStopped) return undefined;
    const next = Math.min(
      this.#watch.bindDeadline,
      this.#watch.partialDeadline,
      this.#pending.nextDeadline,
      this.#unbindAsked?.deadline ?? Infinity,
      this.#enquiryDue(),
    );
    return next === Infinity ? undefined : this.#clock.callersTime(next);
  }

  /** The socket has ended, for `reason` unless the session itself closed it. Settles everything; a second call does nothing. */
  closed(reason = 'peer-closed'): Output {
    if (this.#ended) return this.#outbox.take();
    this.#ended = true;
    this.#state = 'CLOSED';
    this.#outbox.emit({
      kind: 'closed',
      reason: this.#outbox.closing?.reason ?? reason,
      pending: this.#pending.unsettled(),
      unanswered: [...this.#unanswered.keys()],
      unconfirmed: this.#confirmations.unconfirmed(),
    });
    return this.#outbox.take();
  }

  get #isOver(): boolean {
    return this.#ended || this.#outbox.closing !== undefined;
  }

  #heard(decoded: Decoded, at: number): void {
    this.#watch.heardPdu(at);
    if (decoded.kind === 'pdu') {
      if (isResponse(decoded.pdu)) this.#heardResponse(decoded.pdu, at);
      else this.#heardRequest(decoded.pdu, at);
      return;
    }
    this.#outbox.emit({ kind: 'malformed', commandId: decoded.commandId, reason: decoded.reason });
    if (decoded.answer !== undefined) this.#outbox.write(decoded.answer);
    if (decoded.response !== undefined) this.#heardResponse(decoded.response, at);
  }

  #heardRequest(pdu: PduOf<RequestName>, at: number): void {
    if (!mayRequest(this.#state, pdu.command, otherRole(this.#options.role))) {
      this.#misplaced(pdu);
      return;
    }
    switch (pdu.command) {
      case 'enquire_link':
        this.#outbox.write(createPdu({ command: 'enquire_link_resp', sequence: pdu.sequence }));
        break;
      case 'unbind':
        this.#heardUnbind(pdu, at);
        break;
      case 'outbind':
        this.#outbox.emit({ kind: 'outbind', pdu });
        break;
      case 'alert_notification':
        this.#outbox.emit({ kind: 'alert', pdu });
        break;
      case 'submit_multi':
      case 'query_sm':
      case 'cancel_sm':
      case 'replace_sm':
        this.#refuse(pdu, statuses.ESME_RINVCMDID.code, `${pdu.command} is not served`);
        break;
      case 'bind_receiver':
      case 'bind_transmitter':
      case 'bind_transceiver':
        this.#heardBind(pdu);
        break;
      case 'submit_sm':
      case 'deliver_sm':
      case 'data_sm': {
        const inbound = this.#nextInbound();
        this.#unanswered.set(inbound, { command: pdu.command, sequence: pdu.sequence });
        this.#outbox.emit({ kind: 'request', inbound, pdu });
        break;
      }
      default:
        pdu satisfies never;
    }
  }

  #heardBind(pdu: PduOf<BindName>): void {
    if (this.#bindAsked !== undefined) {
      this.#misplaced(pdu);
      return;
    }
    this.#bindAsked = { inbound: this.#nextInbound(), pdu };
    this.#outbox.emit({ kind: 'bind-requested', ...this.#bindAsked });
  }

  #answerBind(pdu: PduOf<BindName>, { status, system_id = '', tlvs = [] }: Answer): void {
    const { command, sequence } = pdu;
    const versioned = status === 0 ? [...tlvs, ...ourVersion(pdu, tlvs)] : tlvs;
    this.#outbox.write(createPdu({ command: `${command}_resp`, status, sequence, system_id, tlvs: versioned }));
    this.#bindAsked = undefined;
    if (status === 0) this.#bound(command, pdu.system_id, pdu.interface_version);
  }

  #bound(command: BindName, peer: string, version: number | undefined): void {
    this.#state = boundStateOf(command);
    this.#watch.bound();
    this.#outbox.emit({ kind: 'bound', state: this.#state, peer, ...(version === undefined ? {} : { version }) });
  }

  #heardUnbind(pdu: PduOf<'unbind'>, at: number): void {
    this.#outbox.emit({ kind: 'unbind-requested' });
    if (this.#pending.waiting('unbind') > 0) {
      // Both sides took leave at once: theirs is answered now, and the answer to ours closes.
      this.#outbox.write(createPdu({ command: 'unbind_resp', sequence: pdu.sequence }));
      return;
    }
    this.#state = 'UNBOUND';
    this.#unbindAsked = { sequence: pdu.sequence, deadline: at + UNBIND_GRACE_MS };
    if (this.#unanswered.size === 0) this.#answerUnbind();
  }

  #answerUnbind(): void {
    if (this.#unbindAsked === undefined) return;
    this.#outbox.write(createPdu({ command: 'unbind_resp', sequence: this.#unbindAsked.sequence }));
    this.#unbindAsked = undefined;
    this.#close('peer-unbound', 'end');
  }

  #heardResponse(pdu: PduOf<ResponseName>, at: number): void {
    const settled = this.#pending.settle(pdu.sequence, pdu.command);
    if (settled === undefined) {
      const reason = `${pdu.command} answers no request of ours`;
      this.#outbox.emit({ kind: 'malformed', commandId: commandIds[pdu.command], reason });
      return;
    }
    const { request, late } = settled;
    this.#watch.heardAnswer();
    const confirmed = this.#confirmations.readUpTo(request.position);
    if (confirmed.length > 0) this.#outbox.emit({ kind: 'confirmed', inbound: confirmed });
    switch (request.purpose) {
      case 'life':
        break;
      case 'bind':
        this.#heardBindAnswer(request.command, pdu);
        break;
      case 'unbind':
        this.#state = 'UNBOUND';
        this.#outbox.emit({ kind: 'unbound' });
        this.#close('unbound', 'end');
        break;
      case 'message':
      case 'probe':
        this.#outbox.emit({ kind: 'response', sequence: pdu.sequence, pdu, late, roundTripMs: at - request.at });
        break;
      default:
        request.purpose satisfies never;
    }
  }

  #heardBindAnswer(command: RequestName, pdu: PduOf<ResponseName>): void {
    if (isBind(command) && pdu.status === 0 && 'system_id' in pdu) {
      this.#bound(command, pdu.system_id, findTlvInteger(pdu, tlvTags.sc_interface_version));
      return;
    }
    this.#outbox.emit({ kind: 'bind-refused', status: pdu.status });
    this.#close('bind-refused', 'end');
  }

  #timedOut({ purpose, sequence, position }: PendingRequest): void {
    switch (purpose) {
      case 'life':
        if (this.#confirmations.isOpenBefore(position)) this.#watch.enquiryConfirmedNothing();
        if (this.#watch.isDead) this.#close('peer-silent', 'destroy');
        else if (this.#watch.neverConfirms) this.#close('peer-confirms-nothing', 'destroy');
        break;
      case 'bind':
        this.#close('bind-timeout', 'destroy');
        break;
      case 'unbind':
        this.#close('unbind-timeout', 'destroy');
        break;
      case 'message':
      case 'probe':
        this.#outbox.emit({ kind: 'timeout', sequence });
        break;
      default:
        purpose satisfies never;
    }
  }

  /** Why a request may not be sent now. While a bind or an unbind waits for its answer, only a probe may. */
  #refusal(command: RequestName): 'window-full' | 'wrong-state' | undefined {
    if (this.#isOver || !mayRequest(this.#state, command, this.#options.role)) return 'wrong-state';
    const turning = this.#pending.waiting('bind') + this.#pending.waiting('unbind') > 0;
    if (turning && command !== 'enquire_link') return 'wrong-state';
    return purposeOf(command) === 'message' && this.inFlight >= this.#options.window ? 'window-full' : undefined;
  }

  /** When the next enquire_link of ours is due: after silence, or when nothing confirms our responses. One at a time. */
  #enquiryDue(): number {
    if (this.#isOver || !isBound(this.#state)) return Infinity;
    if (this.#pending.waiting('life') + this.#pending.waiting('unbind') > 0) return Infinity;
    return Math.min(this.#watch.silenceDeadline, this.#confirmations.oldestAt + this.#options.confirmAfterMs);
  }

  #ask(body: Body<RequestName>, at: number, purpose = purposeOf(body.command)): number {
    const sequence = this.#pending.takeSequence();
    this.#outbox.write(numbered(body, sequence));
    const position = this.#outbox.written;
    if (purpose !== undefined) this.#pending.add({ sequence, command: body.command, purpose, position, at });
    return sequence;
  }

  #nextInbound(): number {
    this.#lastInbound += 1;
    return this.#lastInbound;
  }

  #misplaced(pdu: PduOf<RequestName>): void {
    const again = isBind(pdu.command) && this.#options.role === 'smsc';
    const status = again ? statuses.ESME_RALYBND.code : statuses.ESME_RINVBNDSTS.code;
    this.#refuse(pdu, status, `${pdu.command} has no place in ${this.#state}`);
  }

  #refuse(pdu: PduOf<RequestName>, status: number, reason: string): void {
    this.#outbox.emit({ kind: 'malformed', commandId: commandIds[pdu.command], reason });
    if (pdu.command === 'alert_notification') return;
    this.#outbox.write(createPdu({ command: responseTo(pdu.command), status, sequence: pdu.sequence }));
  }

  /** The stream cannot be followed any further; no sequence number in it can be believed (SMPP 3.4 §4.3.1). */
  #giveUpStream(status: number, reason: string, closeReason: string): void {
    this.#outbox.emit({ kind: 'malformed', commandId: 0, reason });
    this.#outbox.write(createPdu({ command: 'generic_nack', status, sequence: 0 }));
    this.#close(closeReason, 'end');
  }

  #close(reason: string, how: Close['how']): void {
    this.#outbox.close(reason, how);
    if (this.#state !== 'UNBOUND') this.#state = 'CLOSED';
  }
}

const isResponse = (pdu: Pdu): pdu is PduOf<ResponseName> => isResponseName(pdu.command);

/** Peers of 3.4 and later are told our version unless the application does so itself (SMPP 3.4 §4.1.2). */
function ourVersion(pdu: PduOf<BindName>, tlvs: readonly Tlv[]): readonly Tlv[] {
  const told = findTlv({ tlvs }, tlvTags.sc_interface_version) !== undefined;
  return told || pdu.interface_version < INTERFACE_VERSION
    ? []
    : [integerTlv(tlvTags.sc_interface_version, 1, INTERFACE_VERSION)];
}
