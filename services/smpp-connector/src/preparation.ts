import type { KeyRing } from '@mscore/contracts/crypto';
import { type Clock, isoTime } from '@mscore/ports';
import type { Link } from './domain/links';
import type { Submission } from './domain/submission';
import { type Prepared, prepare } from './prepare';
import type { References } from './references';
import type { Item } from './send-queue';
import { Transmission } from './transmission';

/** Submissions opened and cut, between their turn and the wire. */
export class Preparation {
  readonly #keys: KeyRing;
  readonly #link: Link;
  readonly #references: References;
  readonly #clock: Clock;
  readonly #opened = new Map<string, Prepared>();

  constructor(keys: KeyRing, link: Link, references: References, clock: Clock) {
    this.#keys = keys;
    this.#link = link;
    this.#references = references;
    this.#clock = clock;
  }

  /**
   * How many segments it takes.
   * @throws Error when no attempt can ever succeed
   */
  open(id: string, submission: Submission): number {
    const opened = prepare(this.#keys, this.#link, id, submission);
    this.#opened.set(id, opened);
    return opened.total;
  }

  forget(id: string): void {
    this.#opened.delete(id);
  }

  /** The references that the opened ones of a batch need and have not yet. Rejects with `GatewayError`. */
  async takeReferences(batch: readonly Item[]): Promise<(item: Item) => number | undefined> {
    const needing = batch.filter((item) => this.#needsReference(item));
    if (needing.length === 0) return () => undefined;
    const subscribers = needing.map(({ submission }) => submission.subscriber);
    const taken = await this.#references.next(this.#link.group, subscribers, isoTime(this.#clock.now()));
    const ids = new Set(needing.map(({ id }) => id));
    return ({ id, submission }) => (ids.has(id) ? taken.get(submission.subscriber) : undefined);
  }

  /** The attempt at an opened one, which is then opened no longer. */
  transmission(item: Item): Transmission {
    const drafts = this.#opened.get(item.id)?.drafts(item.submission.reference ?? 0, this.#clock.now()) ?? [];
    this.#opened.delete(item.id);
    return new Transmission(item, drafts);
  }

  #needsReference({ id, submission }: Item): boolean {
    return submission.reference === undefined && (this.#opened.get(id)?.total ?? 1) > 1;
  }
}
