/**
 * How fast a bind may send: at most what it is configured for, and no faster than its message centre bears.
 *
 * Additive increase, multiplicative decrease, with a memory. Halving at every refusal and climbing until the next
 * would use three quarters of what is allowed. So only refusals close to one another, or out of a trickle, halve the
 * rate; one after a calm takes a little off what was accepted in the last second, which becomes the ceiling: the climb
 * ends there, and after a longer calm it is probed beyond in small steps, to which a refusal means no more than "still
 * here". Time is an argument: monotonic milliseconds.
 */
export class Pace {
  readonly #configured: number;
  #rate: number;
  #rateAt: number;
  /** What the message centre is known to allow, PDUs per second; infinite while it never refused. */
  #ceiling = Infinity;
  /** No climbing above the plateau before this. */
  #probeAt = 0;
  #tokens: number;
  #filledAt: number;
  #pausedUntil = -Infinity;
  #pauseMs = FIRST_PAUSE_MS;
  #reducedAt = -Infinity;
  /** When sending began, or began again after the last pause. */
  #resumedAt: number;
  /** Refusals since the last calm. */
  #inARow = 0;
  /** Acceptances of the last second, oldest first. */
  #accepted: number[] = [];

  /** `configured`: PDUs per second, above 0. */
  constructor(configured: number, now: number) {
    this.#configured = configured;
    this.#rate = configured;
    this.#rateAt = now;
    this.#resumedAt = now;
    this.#tokens = this.#burst;
    this.#filledAt = now;
  }

  /** PDUs per second allowed now. */
  rate(now: number): number {
    this.#climb(now);
    return this.#rate;
  }

  /** Takes leave to send one PDU, if there is any. */
  take(now: number): boolean {
    if (now < this.#pausedUntil) return false;
    this.#fill(now);
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }

  /** A PDU that was given leave was not sent after all. */
  giveBack(): void {
    this.#tokens += 1;
  }

  /** Milliseconds until {@link take} succeeds; 0 when it would now. */
  waitMs(now: number): number {
    this.#fill(now);
    const pause = Math.max(0, this.#pausedUntil - now);
    const lacking = 1 - this.#tokens;
    return lacking <= 0 ? pause : Math.max(pause, Math.ceil((lacking / this.#rate) * 1_000));
  }

  isPaused(now: number): boolean {
    return now < this.#pausedUntil;
  }

  /** The message centre took a PDU. */
  accepted(now: number): void {
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#accepted.push(now);
    if (this.#accepted.length > 2 * this.#configured + 16) this.#acceptedPerSecond(now);
  }

  /**
   * The message centre said "too fast" to a PDU written at `writtenAt`. All refusals of one flight are one.
   * Says whether this one began a pause.
   */
  throttled(now: number, writtenAt: number): boolean {
    if (writtenAt <= this.#reducedAt) return false;
    this.#climb(now);
    const before = this.#rate;
    const accepted = this.#acceptedPerSecond(now);
    // At a few a second, half a second without a refusal is no calm.
    const soon = now - this.#resumedAt < Math.max(CALM_MS, 2_000 / before);
    this.#inARow = soon ? this.#inARow + 1 : 0;
    let pauseMs = CALM_PAUSE_MS;
    if (before > this.#ceiling && before <= this.#ceiling * MOST_OF_A_PROBE) {
      // A probe found the ceiling about where it was known to be: nothing is to be learnt from falling further.
      this.#ceiling = Math.max(this.#ceiling, before * PROBE_DECREASE);
      this.#rate = this.#ceiling;
    } else if (soon && this.#inARow === 1 && this.#ceiling === before) {
      // The step down from a measured ceiling was too small.
      this.#rate = before * STEP_DECREASE;
      this.#ceiling = this.#rate;
      pauseMs = STEP_PAUSE_MS;
    } else if (soon || accepted < before * BUSY) {
      this.#rate = Math.max(this.#least, before / 2);
      this.#ceiling = before;
      pauseMs = this.#pauseMs;
      // It doubles for as long as nothing at all is accepted in between.
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    } else {
      // Of a message centre nothing is known of, the first refusal may come at the beginning of a long second.
      if (this.#ceiling === Infinity) pauseMs = FIRST_PAUSE_MS;
      this.#rate = Math.max(this.#least, Math.min(before, accepted) * CALM_DECREASE);
      this.#ceiling = this.#rate;
    }
    this.#reducedAt = now;
    this.#pausedUntil = now + pauseMs;
    this.#resumedAt = this.#pausedUntil;
    this.#rateAt = this.#pausedUntil;
    this.#probeAt = now + PROBE_AFTER_MS;
    this.#tokens = Math.min(this.#tokens, 1);
    this.#filledAt = this.#pausedUntil;
    return true;
  }

  get #least(): number {
    return Math.min(LEAST_RATE, this.#configured);
  }

  get #burst(): number {
    return Math.max(1, this.#rate * BURST_SECONDS);
  }

  #fill(now: number): void {
    this.#climb(now);
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(Math.max(this.#burst, this.#tokens), this.#tokens + (elapsed / 1_000) * this.#rate);
    this.#filledAt = Math.max(now, this.#filledAt);
  }

  /** 5 % of the ceiling per second up to it; beyond it, after a long calm, 1 %. */
  #climb(now: number): void {
    const seconds = Math.max(0, now - this.#rateAt) / 1_000;
    if (seconds === 0) return;
    this.#rateAt = now;
    if (this.#rate >= this.#configured) return;
    const known = Math.min(this.#configured, this.#ceiling);
    if (this.#rate < known) {
      this.#rate = Math.min(known, this.#rate + seconds * RECOVERY_PER_SECOND * known);
    } else if (now >= this.#probeAt) {
      this.#rate = Math.min(this.#configured, this.#rate + seconds * PROBE_PER_SECOND * this.#ceiling);
      // It bears more than was known: the probe goes on from here.
      if (this.#rate > this.#ceiling * MOST_OF_A_PROBE) this.#ceiling = this.#rate;
    }
  }

  /** Of the last second, or of the time since sending began when that is shorter. */
  #acceptedPerSecond(now: number): number {
    const first = this.#accepted.findIndex((at) => at > now - 1_000);
    this.#accepted = first < 0 ? [] : this.#accepted.slice(first);
    return (this.#accepted.length * 1_000) / Math.min(1_000, Math.max(1, now - this.#resumedAt));
  }
}

/** Of the ceiling, per second: the climb after a halving. */
const RECOVERY_PER_SECOND = 0.05;
/** A refusal sooner than this after sending began again is one close to the last. */
const CALM_MS = 500;
/** Of the rate: less was accepted because less was sent, and says nothing of what is allowed. */
const BUSY = 0.4;
/** What a refusal after a calm takes off. */
const CALM_DECREASE = 0.98;
/** Of the ceiling: higher, and the message centre evidently bears more than was known. */
const MOST_OF_A_PROBE = 1.1;
/** What a second refusal right after that takes off. */
const STEP_DECREASE = 0.95;
const STEP_PAUSE_MS = 500;
/** What a refusal of a probe takes off it. */
const PROBE_DECREASE = 0.99;
const PROBE_AFTER_MS = 10_000;
const PROBE_PER_SECOND = 0.01;
/** Most message centres count by the second: one that has just refused has nothing to give before the next. */
const FIRST_PAUSE_MS = 1_000;
const CALM_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** Leave that may be saved up: what a timer of a busy process can be late by. */
const BURST_SECONDS = 0.05;
/** PDUs per second; however hard a message centre throttles, its queue is tried. */
const LEAST_RATE = 0.5;
