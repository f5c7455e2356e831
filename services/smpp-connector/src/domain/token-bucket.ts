/** Paces PDUs: at most `rate` a second on average, with a burst of a tenth of a second. Time is an argument (ms). */
export class TokenBucket {
  readonly #rate: number;
  readonly #burst: number;
  #tokens: number;
  #filledAt: number;

  /** `rate` in PDUs per second, above 0. */
  constructor(rate: number, now: number) {
    this.#rate = rate;
    this.#burst = Math.max(1, rate / 10);
    this.#tokens = this.#burst;
    this.#filledAt = now;
  }

  /** Takes one token if there is one. */
  take(now: number): boolean {
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** Milliseconds until {@link take} succeeds; 0 when it would now. */
  waitMs(now: number): number {
    this.#fill(now);
    return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
  }

  #fill(now: number): void {
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsed / 1000) * this.#rate);
    this.#filledAt = now;
  }
}
