import type { Connection, Statement } from './database';
import type { DocumentTables } from './document-tables';
import type { EventTables } from './event-tables';
import { isOutside } from './faults';
import { type CommitRequest, type CommitResult, OFFSET_CELLS } from './protocol';

/** How long the sabotaged adapter owes the disk what it has acknowledged. */
const SABOTAGE_MS = 250;

/** Makes groups of writes durable, each in one transaction. */
export class Commits {
  readonly #db: Connection;
  readonly #events: EventTables;
  readonly #documents: DocumentTables;
  readonly #acknowledgeBeforeCommit: boolean;
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #offset: Statement;

  constructor(db: Connection, events: EventTables, documents: DocumentTables, acknowledgeBeforeCommit: boolean) {
    this.#db = db;
    this.#events = events;
    this.#documents = documents;
    this.#acknowledgeBeforeCommit = acknowledgeBeforeCommit;
    this.#begin = db.prepare('BEGIN');
    this.#commit = db.prepare('COMMIT');
    this.#offset = db.prepare(
      'INSERT INTO offsets VALUES (?, ?, ?, ?) ON CONFLICT (topic, grp, part) DO UPDATE SET seq = excluded.seq',
    );
  }

  /**
   * All of the group or, for a fault of the disk, nothing of it. A call whose values cannot be stored is refused alone.
   * @throws SQLite's error when the disk or the file is at fault.
   */
  apply(request: CommitRequest): CommitResult {
    const start = performance.now();
    try {
      const versions = this.#transaction(() => this.#writeAll(request));
      return { versions, refused: [], ms: performance.now() - start };
    } catch (error) {
      if (isOutside(error)) throw error;
      return { ...this.#transaction(() => this.#writeEach(request)), ms: performance.now() - start };
    }
  }

  /** Commits what sabotage left open. */
  close(): void {
    if (this.#db.inTransaction) this.#commit.run([]);
  }

  #transaction<T>(write: () => T): T {
    if (this.#acknowledgeBeforeCommit) return this.#unsafely(write);
    this.#begin.run([]);
    try {
      const result = write();
      this.#commit.run([]);
      return result;
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#forget();
      throw error;
    }
  }

  #unsafely<T>(write: () => T): T {
    if (!this.#db.inTransaction) {
      this.#begin.run([]);
      setTimeout(() => this.close(), SABOTAGE_MS);
    }
    return write();
  }

  #writeAll({ events, documents, offsets }: CommitRequest): number[] {
    const versions: number[] = [];
    this.#events.append(events, 0, events.length);
    this.#documents.write(documents, 0, documents.length, versions);
    for (let at = 0; at < offsets.length; at += OFFSET_CELLS) this.#offset.run(offsets.slice(at, at + OFFSET_CELLS));
    return versions;
  }

  /** The slow way, taken after a refusal: each call in a savepoint of its own. */
  #writeEach({ events, documents, offsets, calls }: CommitRequest): Pick<CommitResult, 'versions' | 'refused'> {
    const versions: number[] = [];
    const refused: { call: number; reason: string }[] = [];
    for (let call = 0; call * 2 < calls.length; call++) {
      const [eventsFrom = 0, documentsFrom = 0] = call === 0 ? [] : calls.slice(call * 2 - 2, call * 2);
      const [eventsTo = 0, documentsTo = 0] = calls.slice(call * 2, call * 2 + 2);
      const outcomes: number[] = [];
      const reason = this.#attempt(() => {
        this.#events.append(events, eventsFrom, eventsTo);
        this.#documents.write(documents, documentsFrom, documentsTo, outcomes);
      });
      if (reason === undefined) versions.push(...outcomes);
      else refused.push({ call, reason });
    }
    this.#writeAll({ events: [], documents: [], offsets, calls: [] });
    return { versions, refused };
  }

  #attempt(write: () => void): string | undefined {
    this.#db.exec('SAVEPOINT call');
    try {
      write();
      this.#db.exec('RELEASE call');
      return undefined;
    } catch (error) {
      if (isOutside(error)) throw error;
      this.#db.exec('ROLLBACK TO call; RELEASE call');
      this.#forget();
      return error instanceof Error ? error.message : String(error);
    }
  }

  #forget(): void {
    this.#events.forget();
    this.#documents.forget();
  }
}
