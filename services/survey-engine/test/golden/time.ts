/** Vietnam's clocks: seven hours ahead, all year. */
const AHEAD = 7 * 3_600_000;

/** `+24h`, `+90s`, `+0.2s` in milliseconds: s, m, h, d. */
export function durationOf(words: string): number {
  const match = /^\+(\d+(?:\.\d+)?)([smhd])$/.exec(words);
  const unit = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[match?.[2] ?? ''];
  if (match === null || unit === undefined) throw new Error(`no such time: ${words}`);
  return Math.round(Number(match[1]) * unit);
}

/** `2026-11-23 07:30` as clocks here show it, in milliseconds since the epoch. */
export function momentOf(words: string): number {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(words);
  if (match === null) throw new Error(`no such moment: ${words}`);
  return Date.parse(`${match[1]}T${match[2]}:00.000Z`) - AHEAD;
}

/** A moment as clocks here show it: `2026-11-23 07:30`. */
export const clockOf = (at: number): string => new Date(at + AHEAD).toISOString().slice(0, 16).replace('T', ' ');
