/**
 * Time during which we were listening. While the socket still connects or the session is saturated nothing is read,
 * so the peer must not be judged by what it seems not to say: its deadlines stand still.
 */
export class ListeningClock {
  #deaf = 0;
  #deafSince: number | undefined;

  get isStopped(): boolean {
    return this.#deafSince !== undefined;
  }

  /** Listening time at the caller's `now`. */
  at(now: number): number {
    return (this.#deafSince ?? now) - this.#deaf;
  }

  /** The caller's time of a moment in listening time. */
  callersTime(at: number): number {
    return at + this.#deaf;
  }

  stop(now: number): void {
    this.#deafSince ??= now;
  }

  resume(now: number): void {
    if (this.#deafSince === undefined) return;
    this.#deaf += now - this.#deafSince;
    this.#deafSince = undefined;
  }
}
