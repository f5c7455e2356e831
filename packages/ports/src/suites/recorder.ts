import type { Event } from '@mscore/contracts';

/** Notes what a handler was given, and lets a test wait for it without looking at a clock. */
export class Recorder {
  readonly batches: (readonly Event[])[] = [];
  #waiters: { readonly count: number; readonly resolve: () => void }[] = [];

  get events(): readonly Event[] {
    return this.batches.flat();
  }

  get ids(): readonly string[] {
    return this.events.map(({ id }) => id);
  }

  idsOf(key: string): readonly string[] {
    return this.events.filter((event) => event.key === key).map(({ id }) => id);
  }

  add(batch: readonly Event[]): void {
    this.batches.push(batch);
    const count = this.events.length;
    this.#waiters = this.#waiters.filter((waiter) => {
      if (waiter.count <= count) waiter.resolve();
      return waiter.count > count;
    });
  }

  /** Resolves when so many events were given, repeats included. */
  reached(count: number): Promise<void> {
    if (this.events.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push({ count, resolve });
    });
  }

  /** A handler that notes and returns. */
  readonly handle = async (batch: readonly Event[]): Promise<void> => this.add(batch);
}
