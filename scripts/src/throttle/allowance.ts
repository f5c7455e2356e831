/** How a message centre counts what it allows. */
export const COUNTINGS = ['window', 'sliding', 'bucket'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** Whether one more submit_sm is allowed now; milliseconds that never go back. */
export type Allowance = (now: number) => boolean;

/** An allowance of so many submits a second. */
export function createAllowance(counting: Counting, perSecond: number): Allowance {
  switch (counting) {
    case 'window':
      return wholeSeconds(perSecond);
    case 'sliding':
      return lastSecond(perSecond);
    case 'bucket':
      return bucket(perSecond);
    default:
      return counting satisfies never;
  }
}

function wholeSeconds(perSecond: number): Allowance {
  let second = -1;
  let used = 0;
  return (now) => {
    const current = Math.floor(now / 1_000);
    if (current !== second) [second, used] = [current, 0];
    used += 1;
    return used <= perSecond;
  };
}

function lastSecond(perSecond: number): Allowance {
  const taken: number[] = [];
  let first = 0;
  return (now) => {
    for (let oldest = taken[first]; oldest !== undefined && oldest <= now - 1_000; oldest = taken[first]) first += 1;
    if (first > 10_000) first -= taken.splice(0, first).length;
    if (taken.length - first >= perSecond) return false;
    taken.push(now);
    return true;
  };
}

/** Filled at the allowed rate, a fifth of a second deep. */
function bucket(perSecond: number): Allowance {
  const depth = Math.max(1, perSecond / 5);
  let tokens = depth;
  let at: number | undefined;
  return (now) => {
    tokens = Math.min(depth, tokens + ((now - (at ?? now)) / 1_000) * perSecond);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
