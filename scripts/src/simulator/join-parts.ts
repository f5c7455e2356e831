/** Which part of which long text a message is (3GPP TS 23.040 §9.2.3.24.1). */
export interface PartOf {
  readonly reference: number;
  readonly total: number;
  readonly part: number;
}

const CONCATENATED_8_BIT = 0x00;
const CONCATENATED_16_BIT = 0x08;

/** The part that the elements of a user data header name; `undefined` for a message that is whole. */
export function partIn(header: readonly Uint8Array[]): PartOf | undefined {
  for (const [kind, length, ...octets] of header) {
    const wide = kind === CONCATENATED_16_BIT && length === 4;
    if (!wide && !(kind === CONCATENATED_8_BIT && length === 3)) continue;
    const [part = 0, total = 0, ...reference] = octets.reverse();
    return { reference: (reference[0] ?? 0) + 256 * (reference[1] ?? 0), total, part };
  }
  return undefined;
}

/** What a handset shows as one message. */
export interface Whole {
  readonly text: string;
  /** Parts it came in. */
  readonly segments: number;
}

/** Long texts of which a handset waits for more; the oldest are forgotten, as a handset does. */
const MOST_WAITING = 100;

/** Puts the parts of long texts together, as a handset does before it shows them. */
export function createPartJoiner(): (from: string, to: string, part: PartOf, text: string) => Whole | undefined {
  const waiting = new Map<string, Map<number, string>>();
  return (from, to, { reference, total, part }, text) => {
    const key = `${from} ${to} ${reference} ${total}`;
    const parts = waiting.get(key) ?? new Map<number, string>();
    parts.set(part, text);
    if (parts.size >= total) {
      waiting.delete(key);
      const inOrder = [...parts].sort(([one], [other]) => one - other);
      return { text: inOrder.map(([, words]) => words).join(''), segments: total };
    }
    waiting.set(key, parts);
    const oldest = waiting.keys().next();
    if (waiting.size > MOST_WAITING && !oldest.done) waiting.delete(oldest.value);
    return undefined;
  };
}
