/** An id of ours that begins with a dash, as 128 bits as base64url may, or the beginning of one as logs carry it. */
const DASHED_ID = /^-([A-Za-z0-9_-]{21}|[A-Za-z0-9_][A-Za-z0-9_-]{6})$/;

/**
 * Arguments with ids that begin with a dash moved behind `--`, so that nobody takes them for options. No option is as
 * long as an id, and those of eight characters begin with two dashes.
 */
export function idsLast(args: readonly string[]): readonly string[] {
  if (args.includes('--')) return args;
  const ids = args.filter((arg) => DASHED_ID.test(arg));
  return ids.length === 0 ? args : [...args.filter((arg) => !DASHED_ID.test(arg)), '--', ...ids];
}
