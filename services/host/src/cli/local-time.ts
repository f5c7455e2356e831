/** A time (ISO 8601) as clocks on this machine show it, with its distance from UTC: `2026-11-22 08:05 +07:00`. */
export function localTime(iso: string): string {
  const time = new Date(iso);
  const east = -time.getTimezoneOffset();
  const local = new Date(time.getTime() + east * 60_000).toISOString();
  const two = (number: number) => String(number).padStart(2, '0');
  const distance = `${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${east < 0 ? '-' : '+'}${distance}`;
}
