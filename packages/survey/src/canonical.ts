/**
 * The canonical form of a JSON value: no spaces, keys of every object in code unit order, so that a definition has
 * one hash however it was laid out (the idea of RFC 8785; our definitions hold no numbers that print in two ways).
 */
export function canonicalForm(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalForm).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalForm(member)}`);
  return `{${members.join(',')}}`;
}
