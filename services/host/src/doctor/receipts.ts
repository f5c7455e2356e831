import { canonicalMessageId, messageIdSpellings } from '@mscore/smpp';
import type { IdDialect } from '@mscore/smpp-connector';

/** A receipt that came for a probe. */
export interface ProbeReceipt {
  /** Message id as in submit_sm_resp; absent when no spelling of it is that of a probe. */
  readonly submitted?: string;
  /** Message id as in the receipt. */
  readonly received: string;
  /** How the one is spelled against the other; `other` when nobody knows. */
  readonly spelling: IdDialect | 'other';
  /** The state, verbatim where the receipt has a word for it. */
  readonly state: string;
}

/** Which of our message ids a receipt's id is, and how it is spelled. */
export function spelledAs(
  submitted: readonly string[],
  received: string,
): Pick<ProbeReceipt, 'submitted' | 'spelling'> {
  const canonical = canonicalMessageId(received);
  const found = (matches: (id: string) => boolean): string | undefined => submitted.find(matches);
  const same = found((id) => canonicalMessageId(id) === canonical);
  if (same !== undefined) return { submitted: same, spelling: 'same' };
  const hex = found((id) => messageIdSpellings(id).hexToDecimal === canonical);
  if (hex !== undefined) return { submitted: hex, spelling: 'hex-then-decimal' };
  const decimal = found((id) => messageIdSpellings(id).decimalToHex === canonical);
  return decimal === undefined ? { spelling: 'other' } : { submitted: decimal, spelling: 'decimal-then-hex' };
}

/** The dialect that most receipts speak; undefined when none was recognised. */
export function dialectOf(receipts: readonly ProbeReceipt[]): IdDialect | undefined {
  const counts = new Map<IdDialect, number>();
  for (const { spelling } of receipts) {
    if (spelling !== 'other') counts.set(spelling, (counts.get(spelling) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
