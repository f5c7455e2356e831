import { shortSubscriber } from '@mscore/contracts';

/**
 * An event as operators may see it: sealed fields as `[sealed]`, subscribers cut to 8 characters. Of what has no known
 * form only its length is shown: an event lies among the dead because something about it was not as it should be.
 */
export function redacted(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, field));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, redacted(inner, name)]));
  }
  if (typeof value === 'string') return redactedText(value, field);
  return typeof value === 'number' && Math.abs(value) >= TOO_LONG_FOR_A_COUNT ? '[number]' : value;
}

/** Seven digits in a row may be somebody's number. */
const TOO_LONG_FOR_A_COUNT = 1_000_000;
const MANY_DIGITS = /\d{7}/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** `<key id>.<base64url of at least nonce and tag>` (contracts' crypto). */
const SEALED = /^[a-z0-9-]+\.[A-Za-z0-9_-]{38,}$/;
/** 128 bits as base64url: what our ids are. */
const DERIVED_ID = /^[A-Za-z0-9_-]{22}$/;
const WORD = /^[A-Za-z0-9_.-]{1,40}$/;
const CUT = ['subscriber', 'key'];
/** Ids that the network gives to messages may be all digits. */
const NETWORK_IDS = ['receiptedMessageId', 'messageId'];

function redactedText(text: string, field: string): string {
  if (CUT.includes(field)) return shortSubscriber(text);
  if (SEALED.test(text)) return '[sealed]';
  if (TIME.test(text) || DERIVED_ID.test(text)) return text;
  if (WORD.test(text) && (NETWORK_IDS.includes(field) || !MANY_DIGITS.test(text))) return text;
  return `[${text.length} characters]`;
}
