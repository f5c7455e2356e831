import { LONGEST_MESSAGE_ID } from './message-id';

/** What a receipt says of a message, in the terms of SMPP 5.0 §4.7.15; `other` for words no specification knows. */
export type ReceiptState =
  | 'scheduled'
  | 'enroute'
  | 'accepted'
  | 'unknown'
  | 'delivered'
  | 'expired'
  | 'deleted'
  | 'undeliverable'
  | 'rejected'
  | 'skipped'
  | 'other';

/** A receipt as it came: everything but its state is verbatim, and nothing is sure to be there. */
export interface Receipt {
  readonly id?: string;
  readonly state: ReceiptState;
  /** The text's word for the state. */
  readonly stat?: string;
  readonly err?: string;
  /** `YYMMDDhhmm`, often with seconds or a whole year, in the message centre's own time zone. */
  readonly submitDate?: string;
  readonly doneDate?: string;
  /** Messages submitted and delivered, as digits. */
  readonly sub?: string;
  readonly dlvrd?: string;
}

/** What a deliver_sm or data_sm that is a receipt carries. */
export interface ReceiptSource {
  /** The octets of its body, one character each, whatever its data_coding says. */
  readonly body: string;
  /** TLV receipted_message_id. */
  readonly receiptedMessageId?: string;
  /** TLV message_state. */
  readonly messageState?: number;
  /** Octets of TLV network_error_code: the network's type, then a code of two octets (SMPP 3.4 §5.3.2.31). */
  readonly networkErrorCode?: Uint8Array;
}

/** The fields stand in the first hundred or two octets; what comes after is the citizen's text, or nonsense. */
const READ_AT_MOST = 1_024;
const LONGEST_WORD = 32;

/** message_state by its value (SMPP 3.4 §5.2.28; 0 and 9 from SMPP 5.0 §4.7.15). */
const STATES: readonly ReceiptState[] = [
  'scheduled',
  'enroute',
  'delivered',
  'expired',
  'deleted',
  'undeliverable',
  'accepted',
  'unknown',
  'rejected',
  'skipped',
];

/** The words of SMPP 3.4 appendix B, and the states' whole names, which some message centres write instead. */
const WORDS: Readonly<Record<string, ReceiptState>> = {
  ...Object.fromEntries(STATES.map((state) => [state.toUpperCase(), state])),
  DELIVRD: 'delivered',
  UNDELIV: 'undeliverable',
  ACCEPTD: 'accepted',
  REJECTD: 'rejected',
};

/** A field's name with its colon. */
const NAME = '(?:id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat|err|text) ?:';
/** A name begins a field only where no longer word ends in it. */
const field = (name: string): RegExp => new RegExp(`(?<![a-z0-9])${name} ?:[ \\t]*(?!${NAME})([^\\s\\0,;]*)`, 'i');

const FIELDS = {
  id: field('id'),
  sub: field('sub'),
  dlvrd: field('dlvrd'),
  submitDate: field('submit[ _]?date'),
  doneDate: field('done[ _]?date'),
  stat: field('stat'),
  err: field('err'),
};
const TEXT = /(?<![a-z0-9])text ?:/i;

/**
 * Reads a receipt (SMPP 3.4 appendix B, which is only an example, and is treated as one): each field is looked for by
 * itself, in any order and case, and nothing is required. Of id and state the TLVs are believed first. Nothing behind
 * `text:` is looked at: there the citizen speaks. Never throws.
 */
export function readReceipt(source: ReceiptSource): Receipt {
  const body = fieldsOf(source.body);
  const find = (name: keyof typeof FIELDS): string | undefined => FIELDS[name].exec(body)?.[1] || undefined;
  const id = messageId(source.receiptedMessageId) ?? messageId(find('id'));
  const stat = word(find('stat'));
  const err = word(find('err')) ?? networkError(source.networkErrorCode);
  const submitDate = digits(find('submitDate'), 10);
  const doneDate = digits(find('doneDate'), 10);
  const sub = digits(find('sub'), 1);
  const dlvrd = digits(find('dlvrd'), 1);
  return {
    ...(id === undefined ? {} : { id }),
    state: STATES[source.messageState ?? -1] ?? stateOf(stat),
    ...(stat === undefined ? {} : { stat }),
    ...(err === undefined ? {} : { err }),
    ...(submitDate === undefined ? {} : { submitDate }),
    ...(doneDate === undefined ? {} : { doneDate }),
    ...(sub === undefined ? {} : { sub }),
    ...(dlvrd === undefined ? {} : { dlvrd }),
  };
}

/** The body up to `text:`, its characters read as the message centre meant them. */
function fieldsOf(body: string): string {
  const octets = body.slice(0, 2 * READ_AT_MOST);
  const characters = (wide(octets) ?? octets).slice(0, READ_AT_MOST);
  const text = TEXT.exec(characters);
  return text === null ? characters : characters.slice(0, text.index);
}

/** The characters of a body in UCS-2, by the zeros between its letters: its data_coding is not to be relied on. */
function wide(octets: string): string | undefined {
  const seen = Math.min(octets.length, 40) & ~1;
  const zeros = [0, 0] as [number, number];
  for (let at = 0; at < seen; at += 1) if (octets.charCodeAt(at) === 0) zeros[at & 1] = (zeros[at & 1] ?? 0) + 1;
  const [high, low] = zeros;
  // Fields are ASCII: every other octet is zero. A receipt with a NUL here and there is not that.
  if (Math.max(high, low) < 4 || Math.max(high, low) * 2 < seen * 0.8) return undefined;
  const first = high >= low ? 0 : 1;
  let characters = '';
  for (let at = 0; at + 1 < octets.length; at += 2) {
    characters += String.fromCharCode((octets.charCodeAt(at + first) << 8) | octets.charCodeAt(at + 1 - first));
  }
  return characters;
}

/** An id that submit_sm_resp could have carried. */
function messageId(raw: string | undefined): string | undefined {
  const id = raw?.split('\0', 1)[0]?.trim();
  return id === undefined || id === '' || id.length > LONGEST_MESSAGE_ID ? undefined : id;
}

const word = (value: string | undefined): string | undefined => value?.slice(0, LONGEST_WORD);

const digits = (value: string | undefined, least: number): string | undefined => {
  const found = /^\d{1,20}/.exec(value ?? '')?.[0];
  return found === undefined || found.length < least ? undefined : found;
};

function stateOf(stat: string | undefined): ReceiptState {
  const known = stat?.toUpperCase() ?? '';
  return Object.hasOwn(WORDS, known) ? (WORDS[known] ?? 'other') : 'other';
}

const networkError = (octets: Uint8Array | undefined): string | undefined =>
  octets?.length === 3 ? String(((octets[1] ?? 0) << 8) | (octets[2] ?? 0)) : undefined;
