/** How long the message centre took for its last answers. */
export class RoundTrips {
  readonly #last: number[] = [];
  #next = 0;

  /** @param milliseconds from the writing of a request to its response */
  add(milliseconds: number): void {
    this.#last[this.#next] = milliseconds;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  /** Undefined before the first. */
  percentiles(): { readonly p50: number; readonly p99: number } | undefined {
    if (this.#last.length === 0) return undefined;
    const sorted = [...this.#last].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
    return { p50: at(0.5), p99: at(0.99) };
  }
}

const REMEMBERED = 512;
