import type { IdDialect } from './profile';
import type { Spelling } from './receipt-match';

/** Fewer matches than this prove nothing. */
const LEAST_MATCHES = 10;
/** A few ids read the same in several dialects, and a few match by chance. */
const PREDOMINANT = 0.9;

/** How the receipts of one link group have spelled their ids, since start. */
export class SpellingCounts {
  readonly #counts: Record<Spelling, number> = {
    same: 0,
    'hex-then-decimal': 0,
    'decimal-then-hex': 0,
    'other-spelling': 0,
  };

  matched(spelling: Spelling): void {
    this.#counts[spelling] += 1;
  }

  all(): Readonly<Record<Spelling, number>> {
    return { ...this.#counts };
  }

  /** What the links should declare, where nearly all receipts contradict what they do declare. */
  proposed(declared: IdDialect): IdDialect | undefined {
    const { 'other-spelling': respelled, ...exact } = this.#counts;
    // Case and zeros are no dialect: ids are compared without them anyway.
    const counts: Readonly<Record<IdDialect, number>> = { ...exact, same: exact.same + respelled };
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return (Object.keys(counts) as IdDialect[]).find(
      (dialect) => dialect !== declared && counts[dialect] >= LEAST_MATCHES && counts[dialect] > total * PREDOMINANT,
    );
  }
}
