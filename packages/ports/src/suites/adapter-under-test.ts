import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bus } from '../bus';
import type { Clock } from '../clock';
import type { Journal } from '../journal';
import type { Store } from '../store';
import type { Topics } from '../topics';
import { ManualClock } from './manual-clock';

export interface OpenedAdapter {
  readonly bus: Bus;
  readonly journal: Journal;
  readonly store: Store;
  readonly topics: Topics;
  /** Runs the retention now. */
  retain(): Promise<unknown>;
  /** Resolves when the data is free for the next opener. May be called again. */
  close(): Promise<void>;
}

/** One row of the table the suites are looped over. */
export interface AdapterUnderTest {
  readonly name: string;
  /** Opens the same data for the same folder, which adapters on a server may take as a mere name. */
  open(folder: string, clock: Clock): Promise<OpenedAdapter>;
  /**
   * A program for the kill -9 clauses: `node <child> <folder> publish | save | append` opens the adapter, writes without
   * pause and prints each id (a line of its own, synchronously) once its write resolved. `publish` and `append` write
   * `childEvent(id)` to `childTopic`, `save` writes `{ id }` as a new document to `childCollection` of the scope `suite`.
   */
  readonly child: string;
}

/** A folder and its clock, with everything that was opened on it. */
export class Place {
  readonly folder: string;
  readonly clock = new ManualClock();
  readonly #adapter: Pick<AdapterUnderTest, 'open'>;
  #opened: OpenedAdapter[] = [];

  private constructor(adapter: Pick<AdapterUnderTest, 'open'>, folder: string) {
    this.#adapter = adapter;
    this.folder = folder;
  }

  static async make(adapter: Pick<AdapterUnderTest, 'open'>): Promise<Place> {
    return new Place(adapter, await mkdtemp(join(tmpdir(), 'mscore-suite-')));
  }

  async open(): Promise<OpenedAdapter> {
    const opened = await this.#adapter.open(this.folder, this.clock);
    this.#opened.push(opened);
    return opened;
  }

  /** Closes and opens again: what an orderly restart leaves. */
  async reopen(): Promise<OpenedAdapter> {
    await this.#closeAll();
    return this.open();
  }

  async remove(): Promise<void> {
    await this.#closeAll();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #closeAll(): Promise<void> {
    const opened = this.#opened;
    this.#opened = [];
    for (const one of opened) await one.close();
  }
}
