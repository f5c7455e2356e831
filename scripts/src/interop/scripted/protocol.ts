/** How the parts of a long text are marked: user data header with an 8- or 16-bit reference, or the sar_* TLVs. */
export type PartMark = 'udh8' | 'udh16' | 'sar';

/** One part of a long text (3GPP TS 23.040 §9.2.3.24.1, SMPP 3.4 §5.3.2.22). */
export interface Part {
  readonly mark: PartMark;
  readonly reference: number;
  readonly total: number;
  /** 1…total. */
  readonly number: number;
}

/** One `deliver_sm`, encoded by the peer's own library. */
export interface Delivery {
  /** Names it in the peer's report of the response. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** 0: the GSM alphabet, 8: UTF-16BE (SMPP 3.4 §5.2.19). */
  readonly dataCoding: 0 | 8;
  /** 4 for a receipt (SMPP 3.4 §5.2.12); the bit of the user data header is the library's business. */
  readonly esmClass: number;
  readonly part?: Part;
}

/** What is asked of a peer: one JSON object a line on its standard input. */
export type ToPeer =
  | ({ readonly do: 'deliver'; readonly session: number } & Delivery)
  /** Bytes made by hand, written as they are. */
  | { readonly do: 'write'; readonly session: number; readonly hex: string }
  | { readonly do: 'enquire'; readonly session: number }
  | { readonly do: 'unbind'; readonly session: number }
  /** From now on only so many submit_sm a second are taken; the others are answered with ESME_RTHROTTLED. */
  | { readonly do: 'allow'; readonly perSecond: number }
  /** How the ids in submit_sm_resp are spelled from now on. */
  | { readonly do: 'spell'; readonly ids: 'hex' | 'decimal' };

/** What a peer has seen: one JSON object a line on its standard output. */
export type FromPeer =
  | { readonly saw: 'listening' }
  | { readonly saw: 'bound'; readonly session: number; readonly systemId: string }
  /** A `deliver_sm_resp`. */
  | { readonly saw: 'acknowledged'; readonly id: string; readonly status: number }
  | Submitted
  /** The answer to an `enquire_link` asked for. */
  | { readonly saw: 'alive'; readonly session: number }
  /** A response or generic_nack to bytes made by hand. */
  | {
      readonly saw: 'answer';
      readonly session: number;
      readonly command: number;
      readonly status: number;
      readonly sequence: number;
    }
  /** The other side says good-bye, and was answered. */
  | { readonly saw: 'unbind'; readonly session: number }
  /** The other side has answered our good-bye. */
  | { readonly saw: 'unbound'; readonly session: number }
  | { readonly saw: 'closed'; readonly session: number };

/** A `submit_sm` as the peer's own library read it. */
export interface Submitted {
  readonly saw: 'submitted';
  readonly session: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly part?: Omit<Part, 'mark'>;
  /** What it was answered with. */
  readonly status: number;
  /** As in the response; absent when refused. */
  readonly messageId?: string;
  /** registered_delivery (SMPP 3.4 §5.2.17). */
  readonly registered: number;
}

/** Sequence numbers of PDUs made by hand begin here, so that no library's own are taken for them. */
export const FIRST_HAND_MADE = 0x40000000;
