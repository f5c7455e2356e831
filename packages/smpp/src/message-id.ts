/**
 * The id of a message under which everything about it is found: as in submit_sm_resp, or as a receipt would have it if
 * the message centre writes hexadecimal in one place and decimal in the other. All in canonical form.
 */
export interface MessageIdSpellings {
  /** The id itself. */
  readonly same: string;
  /** The id read as hexadecimal, written in decimal; absent when that is no other id, or it is no hexadecimal number. */
  readonly hexToDecimal?: string;
  /** The id read as decimal, written in hexadecimal; absent when that is no other id, or it is no decimal number. */
  readonly decimalToHex?: string;
}

/** message_id is a C-octet string of at most 65 octets, the NUL included (SMPP 3.4 §5.2.23). */
export const LONGEST_MESSAGE_ID = 64;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Twice the longest id: what was respelled once can be respelled back, and no id costs more time than this. */
const LONGEST_NUMBER = 2 * LONGEST_MESSAGE_ID;

/**
 * A message id without what message centres change about it: its case, and zeros in front. A UUID keeps its zeros:
 * they are places of it, never padding.
 */
export function canonicalMessageId(raw: string): string {
  const lower = raw.trim().toLowerCase();
  return UUID.test(lower) ? lower : lower.replace(/^0+(?=.)/s, '');
}

/** Every canonical id that a message of this id may be known under. */
export function messageIdSpellings(raw: string): MessageIdSpellings {
  const same = canonicalMessageId(raw);
  const hexToDecimal = isNumber(/^[0-9a-f]+$/, same) ? BigInt(`0x${same}`).toString() : same;
  const decimalToHex = isNumber(/^[0-9]+$/, same) ? BigInt(same).toString(16) : same;
  return {
    same,
    ...(hexToDecimal === same ? {} : { hexToDecimal }),
    ...(decimalToHex === same ? {} : { decimalToHex }),
  };
}

const isNumber = (digits: RegExp, id: string): boolean => id.length <= LONGEST_NUMBER && digits.test(id);
