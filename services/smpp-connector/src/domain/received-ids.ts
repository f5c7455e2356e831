/**
 * The texts of the last 24 hours that came with an id of the message centre's own, newest numbers first to stay: such
 * an id tells a redelivery by itself. What was forgotten is still found among the suspects, if it is one.
 */
export class ReceivedIds {
  readonly #entries = new Map<string, { readonly root: string; readonly at: number }>();
  readonly #limit: number;

  constructor(limit = 100_000) {
    this.#limit = limit;
  }

  /**
   * @param wire fingerprint of the id
   * @param root id of the first event of the text
   * @param at epoch milliseconds
   */
  received(wire: string, root: string, at: number): void {
    this.#entries.delete(wire);
    this.#entries.set(wire, { root, at });
    if (this.#entries.size <= this.#limit) return;
    const oldest = this.#entries.keys().next();
    if (!oldest.done) this.#entries.delete(oldest.value);
  }

  /** The first event of the text with this id, if it came within the time in which a redelivery is awaited. */
  rootOf(wire: string, since: number): string | undefined {
    const entry = this.#entries.get(wire);
    return entry === undefined || entry.at <= since ? undefined : entry.root;
  }
}
