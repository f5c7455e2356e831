import type { BindName, PduOf, RequestName, ResponseName } from './commands';
import type { Tlv } from './tlvs';

/** SMPP 3.4 §2.2, with CLOSED split from UNBOUND: unbound sockets still answer enquire_link. */
export type SessionState = 'OPEN' | 'BOUND_TX' | 'BOUND_RX' | 'BOUND_TRX' | 'UNBOUND' | 'CLOSED';

/** All times in milliseconds. */
export interface SessionOptions {
  /** Which side we are: the one that binds, or the one bound to. */
  readonly role: 'esme' | 'smsc';
  /** Requests of ours that may wait for an answer at once. Default 10. */
  readonly window?: number;
  /** Default 10,000. */
  readonly responseTimeoutMs?: number;
  /** Silence after which we ask whether the peer still lives. Default 30,000. */
  readonly enquireAfterMs?: number;
  /** SMSC: a new socket must be bound within this. ESME: bind_resp must come within this. Default 5,000. */
  readonly bindTimeoutMs?: number;
  /** A PDU that began to arrive must be whole within this. Default 5,000. */
  readonly partialPduTimeoutMs?: number;
  /** A response of ours that nothing has confirmed for this long makes us send an enquire_link. Default 1,000. */
  readonly confirmAfterMs?: number;
  /** Inbound requests without our response at which `saturated` asks the socket to stop reading. Default 100. */
  readonly maxUnanswered?: number;
}

/** Inbound requests the application answers. */
export type MessageName = Extract<RequestName, 'submit_sm' | 'deliver_sm' | 'data_sm'>;

/** What the application says to an inbound request; the machine knows the command and the sequence. */
export interface Answer {
  readonly status: number;
  /** submit_sm_resp, data_sm_resp; leave it out in deliver_sm_resp. */
  readonly message_id?: string;
  /** bind_*_resp. */
  readonly system_id?: string;
  readonly tlvs?: readonly Tlv[];
}

/**
 * `inbound` is an ordinal the session gives to each request it hands over: 1, 2, 3 … Sequence numbers of a peer may
 * repeat, ordinals do not.
 */
export type SessionEvent =
  /** SMSC role: a peer wants to bind; `respond(inbound, …)` decides. */
  | { readonly kind: 'bind-requested'; readonly inbound: number; readonly pdu: PduOf<BindName> }
  /** `version`: interface_version of the peer, where it said one. */
  | { readonly kind: 'bound'; readonly state: SessionState; readonly peer: string; readonly version?: number }
  | { readonly kind: 'bind-refused'; readonly status: number }
  | { readonly kind: 'request'; readonly inbound: number; readonly pdu: PduOf<MessageName> }
  /** An answer to a `request()` of ours. `late`: after its `timeout` event. `roundTripMs` leaves out the time we ourselves did not read. */
  | {
      readonly kind: 'response';
      readonly sequence: number;
      readonly pdu: PduOf<ResponseName>;
      readonly late: boolean;
      readonly roundTripMs: number;
    }
  | { readonly kind: 'timeout'; readonly sequence: number }
  /** The peer has read our responses to these: it answered something we wrote after them. */
  | { readonly kind: 'confirmed'; readonly inbound: readonly number[] }
  /** What the session refused by itself: bytes that are no PDU, or a PDU that has no place here. `reason` names fields, never their contents. */
  | { readonly kind: 'malformed'; readonly commandId: number; readonly reason: string }
  | { readonly kind: 'unbind-requested' }
  /** Our unbind was answered. */
  | { readonly kind: 'unbound' }
  | { readonly kind: 'outbind'; readonly pdu: PduOf<'outbind'> }
  /** A subscriber is reachable again (SMPP 3.4 §4.12.1). Nobody answers it. */
  | { readonly kind: 'alert'; readonly pdu: PduOf<'alert_notification'> }
  /** The last event of every session, exactly once. */
  | {
      readonly kind: 'closed';
      readonly reason: string;
      /** Sequences of ours with neither `response` nor `timeout`. */
      readonly pending: readonly number[];
      /** Inbound requests not responded to. */
      readonly unanswered: readonly number[];
      /** Inbound requests responded to, without a sign that the peer read it. */
      readonly unconfirmed: readonly number[];
    };

/** Why and how the session wants its socket closed: `end` after everything is flushed, `destroy` at once. */
export interface Close {
  readonly reason: string;
  readonly how: 'end' | 'destroy';
}

/** What one input made of the session: octets to write in this order, events to hand out, perhaps a close. */
export interface Output {
  readonly send: readonly Buffer[];
  readonly events: readonly SessionEvent[];
  readonly close?: Close;
}

/** What became of a `request()`. */
export type Requested =
  | { readonly kind: 'sent'; readonly sequence: number; readonly output: Output }
  | { readonly kind: 'refused'; readonly reason: 'window-full' | 'wrong-state' };
