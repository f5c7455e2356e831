/** Resident memory after so many PDUs. */
export interface Memory {
  readonly pdus: number;
  readonly megabytes: number;
}

export interface Flatness {
  readonly kind: 'flat' | 'grew';
  /** Medians of the second and the last fifth: the first is still filling its caches. */
  readonly fromMb: number;
  readonly toMb: number;
}

/** Collectors are lazy; less than this says nothing. */
const SLACK_MB = 25;
const SLACK_SHARE = 0.1;

/** Whether memory ended where it stood after the warm-up. */
export function isFlat(samples: readonly Memory[]): Flatness {
  const fifth = Math.max(1, Math.floor(samples.length / 5));
  const fromMb = median(samples.slice(fifth, 2 * fifth));
  const toMb = median(samples.slice(-fifth));
  return { kind: toMb > fromMb * (1 + SLACK_SHARE) + SLACK_MB ? 'grew' : 'flat', fromMb, toMb };
}

function median(samples: readonly Memory[]): number {
  const sorted = samples.map(({ megabytes }) => megabytes).sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}
