/** Marks a text that was escaped before it was stored. Texts that begin with it are escaped too, so none is taken for another. */
const ESCAPED = '\u0001';

/**
 * A text in the form SQLite keeps unchanged. The driver ends a text it reads at a NUL, and UTF-8 has no lone
 * surrogates; ids come from outside and may hold both. Almost every text is its own stored form.
 */
export function storedText(text: string): string {
  const plain = !/\p{Surrogate}/u.test(text) && !text.includes('\0') && !text.startsWith(ESCAPED);
  return plain ? text : ESCAPED + JSON.stringify(text);
}

/** The text of a stored form. */
export function textOf(stored: string): string {
  return stored.startsWith(ESCAPED) ? (JSON.parse(stored.slice(ESCAPED.length)) as string) : stored;
}

/**
 * The cell of an indexed field's value; `null`, which no index holds, for a field that is absent or null.
 * @throws TypeError for what has no order: booleans, objects, NaN. The caller's document is wrong then, not the disk.
 */
export function indexCell(field: string, value: unknown): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return storedText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new TypeError(`indexed field "${field}" must be a text, a finite number or absent`);
}
