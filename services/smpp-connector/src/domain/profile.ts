import type { Alphabet, Concatenation, OutgoingAlphabet, StatusClass } from '@mscore/smpp';

/** How a message centre spells the id of a message in submit_sm_resp and in the receipt of it. */
export type IdDialect = 'same' | 'hex-then-decimal' | 'decimal-then-hex';

/**
 * What is peculiar to one kind of message centre: a data file, so that a new quirk is a line of JSON. Everything a
 * profile leaves out is as in {@link genericProfile}.
 */
export interface LinkProfile {
  /** One line for operators. */
  readonly description: string;
  /** What data_coding 0 and its relatives mean in texts from this message centre. */
  readonly defaultAlphabet: Alphabet;
  /** Overrides of what a data_coding means in texts from it: `{"4": "latin1"}`. */
  readonly dataCodings: Readonly<Record<string, Alphabet>>;
  /** What we write in, best first: a text goes out in the first alphabet that holds all of it. */
  readonly alphabets: readonly OutgoingAlphabet[];
  readonly concatenation: Concatenation;
  readonly messageIds: IdDialect;
  /** Receipts without TLVs and without esm_class are told by their text. Off: a citizen can type one. */
  readonly receiptsByText: boolean;
  /** Overrides of what a command_status means, by name or `0x`-code: `{"ESME_RSUBMITFAIL": "temporary"}`. */
  readonly errors: Readonly<Record<string, StatusClass>>;
  /** What a text is refused with that the journal does not take: the message centre must try again on it. */
  readonly refuseWith: 'ESME_RSYSERR' | 'ESME_RMSGQFUL' | 'ESME_RTHROTTLED' | 'ESME_RX_T_APPN';
  /** Tag of a TLV in deliver_sm that holds the message centre's own id of the text; it alone then tells a redelivery. */
  readonly deliveryIdTlv?: number;
  readonly addresses: {
    readonly sourceTon: number;
    readonly sourceNpi: number;
    readonly destinationTon: number;
    readonly destinationNpi: number;
    /** `84900000001`, `+84900000001` or `0900000001`. */
    readonly destinationFormat: 'international' | 'plus' | 'national';
  };
  /** system_type and service_type differ by message centre; empty for most. */
  readonly serviceType: string;
  /** Milliseconds. */
  readonly timers: {
    readonly connectMs: number;
    readonly bindMs: number;
    readonly responseMs: number;
    /** Our enquire_link after so long a silence; two unanswered end the session. */
    readonly enquireMs: number;
    /** After ESME_RALYBND: past the time in which the peer drops our old session. */
    readonly alreadyBoundMs: number;
    /** After wrong credentials. */
    readonly credentialsMs: number;
  };
}

/** A profile as somebody writes it, in a file of its own or as the `overrides` of a link. */
export type PartialProfile = Partial<Omit<LinkProfile, 'addresses' | 'timers'>> & {
  readonly addresses?: Partial<LinkProfile['addresses']>;
  readonly timers?: Partial<LinkProfile['timers']>;
};

/** What an SMSC does that follows SMPP 3.4 and 3GPP TS 23.038. */
export const genericProfile: LinkProfile = {
  description: 'SMPP 3.4 as written',
  defaultAlphabet: 'gsm7',
  dataCodings: {},
  alphabets: [
    { alphabet: 'gsm7', dataCoding: 0 },
    { alphabet: 'ucs2', dataCoding: 8 },
  ],
  concatenation: 'udh8',
  messageIds: 'same',
  receiptsByText: false,
  errors: {},
  refuseWith: 'ESME_RSYSERR',
  addresses: {
    sourceTon: 3,
    sourceNpi: 0,
    destinationTon: 1,
    destinationNpi: 1,
    destinationFormat: 'international',
  },
  serviceType: '',
  timers: {
    connectMs: 10_000,
    bindMs: 5_000,
    responseMs: 10_000,
    enquireMs: 30_000,
    alreadyBoundMs: 35_000,
    credentialsMs: 300_000,
  },
};
