import type { Part, PartMark, Submitted } from './protocol';

/** UTF-16 units of one part beside a user data header (3GPP TS 23.040 §9.2.3.24.1). */
const UNITS = 67;

/** A text in parts, in their order; no cut falls inside a letter of Vietnamese in NFC. */
export function cut(text: string, mark: PartMark, reference: number): readonly { text: string; part: Part }[] {
  const total = Math.ceil(text.length / UNITS);
  return Array.from({ length: total }, (_, index) => ({
    text: text.slice(index * UNITS, (index + 1) * UNITS),
    part: { mark, reference, total, number: index + 1 },
  }));
}

/** What a handset shows of what it was sent: parts in the order of their numbers, however they came. */
export function join(submits: readonly Submitted[]): readonly string[] {
  const shown: string[] = [];
  const waiting = new Map<string, Submitted[]>();
  for (const submit of submits) {
    const { part, to, text } = submit;
    if (part === undefined) {
      shown.push(text);
      continue;
    }
    const key = `${to} ${part.reference} ${part.total}`;
    const together = [...(waiting.get(key) ?? []), submit];
    waiting.set(key, together);
    if (together.length < part.total) continue;
    waiting.delete(key);
    shown.push(
      together
        .sort((one, other) => (one.part?.number ?? 0) - (other.part?.number ?? 0))
        .map((one) => one.text)
        .join(''),
    );
  }
  return shown;
}

/** Every order of some things. */
export function orders<T>(things: readonly T[]): readonly (readonly T[])[] {
  if (things.length === 0) return [[]];
  return things.flatMap((first, index) =>
    orders([...things.slice(0, index), ...things.slice(index + 1)]).map((rest) => [first, ...rest]),
  );
}

/** The same things in another order, by chance. */
export function shuffled<T>(things: readonly T[], random: () => number): readonly T[] {
  return things
    .map((thing) => ({ thing, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ thing }) => thing);
}
