/** Longest text that is remembered, in UTF-16 units: a digit, a label, a keyword. Nobody's sentences are. */
export const LONGEST_REMEMBERED = 12;
/** Texts remembered at once; then all are forgotten, which costs less than keeping an order of them. */
const MOST_REMEMBERED = 512;

/**
 * Remembers what short texts were found to mean: nearly all that people send is one of a few, and understanding costs
 * more than all else in a step. What `read` says must follow from the text alone.
 */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (text) => {
    if (text.length > LONGEST_REMEMBERED) return read(text);
    const before = known.get(text);
    if (before !== undefined) return before.found;
    const found = read(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, { found });
    return found;
  };
}

/** The one made for an object, made when it is first asked for; it goes when the object does. */
export function perObject<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const first = make(key);
    made.set(key, first);
    return first;
  };
}
