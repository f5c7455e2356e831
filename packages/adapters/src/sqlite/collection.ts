import type { Collection, Outcome, Page, Query, Versioned, Write } from '@mscore/ports';
import type { DocumentCache } from './document-cache';
import type { GroupCommit } from './group-commit';
import type { Cell, DeclareRequest } from './protocol';
import { cursorOf, requestOf } from './query-check';
import { indexCell, storedText, textOf } from './stored-text';
import type { WorkerClient } from './worker-client';

export interface CollectionDeps {
  readonly worker: Pick<WorkerClient, 'request'>;
  readonly commits: GroupCommit;
  readonly cache: DocumentCache;
  /** @throws GatewayError when the store is closed. */
  readonly checkOpen: () => void;
}

/** A prepared write: its cells, and what the cache learns when it is durable. */
interface Prepared {
  readonly cells: readonly Cell[];
  readonly name: string;
  readonly body: string | null;
}

/** A collection: one table. Its declaration is on its way to the database thread before anything else can be. */
export class SqliteCollection<T> implements Collection<T> {
  readonly #deps: CollectionDeps;
  readonly #spec: DeclareRequest;
  #declared: Promise<unknown>;

  constructor(spec: DeclareRequest, deps: CollectionDeps) {
    this.#deps = deps;
    this.#spec = spec;
    this.#declared = deps.worker.request('declare', spec);
    // Whoever uses the collection hears of it; a collection nobody uses must not end the process.
    this.#declared.catch(() => {});
  }

  async load(ids: readonly string[]): Promise<ReadonlyMap<string, Versioned<T>>> {
    this.#deps.checkOpen();
    const found = new Map<string, Versioned<T>>();
    const missing: string[] = [];
    for (const id of ids) {
      const cached = this.#deps.cache.get(this.#nameOf(id));
      if (cached === undefined) missing.push(storedText(id));
      else found.set(id, { id, version: cached.version, document: JSON.parse(cached.body) as T });
    }
    if (missing.length > 0) await this.#loadMissing(missing, found);
    return found;
  }

  async save(writes: readonly Write<T>[]): Promise<readonly Outcome[]> {
    this.#deps.checkOpen();
    // All of a call is checked and serialised before any of it is queued.
    const prepared = writes.map((write) => this.#prepare(write));
    if (prepared.length === 0) return [];
    await this.#ready();
    const versions = await this.#deps.commits.write({
      events: [],
      documents: prepared.flatMap(({ cells }) => cells),
      documentCount: prepared.length,
      durable: (outcomes) => this.#remember(prepared, outcomes),
    });
    return versions.map(outcomeOf);
  }

  async query(query: Query): Promise<Page<T>> {
    this.#deps.checkOpen();
    const request = requestOf(this.#spec.table, this.#spec.indexes, query);
    await this.#ready();
    const cells = await this.#deps.worker.request('query', request);
    const items: Versioned<T>[] = [];
    for (let at = 0; at < cells.length; at += 4) {
      items.push({
        id: textOf(String(cells[at])),
        version: Number(cells[at + 1]),
        document: JSON.parse(String(cells[at + 2])) as T,
      });
    }
    if (items.length < query.limit) return { items };
    const [lastId, , , lastOrder = null] = cells.slice(-4);
    return { items, next: cursorOf(query.index, lastOrder, String(lastId)) };
  }

  /** A declaration that failed (a full disk) is made again by the next call. */
  async #ready(): Promise<void> {
    try {
      await this.#declared;
    } catch {
      this.#declared = this.#deps.worker.request('declare', this.#spec);
      await this.#declared;
    }
  }

  async #loadMissing(storedIds: readonly string[], found: Map<string, Versioned<T>>): Promise<void> {
    await this.#ready();
    const cells = await this.#deps.worker.request('load', { table: this.#spec.table, ids: storedIds });
    for (let at = 0; at < cells.length; at += 3) {
      const id = textOf(String(cells[at]));
      const version = Number(cells[at + 1]);
      const body = String(cells[at + 2]);
      found.set(id, { id, version, document: JSON.parse(body) as T });
      this.#deps.cache.set(this.#nameOf(id), { version, body });
    }
  }

  #prepare(write: Write<T>): Prepared {
    const id = storedText(write.id);
    const expected = write.expected === 'new' ? 0 : checkVersion(write.expected);
    const name = this.#nameOf(write.id);
    if ('delete' in write) return { cells: [this.#spec.table, id, expected, null], name, body: null };
    const body = JSON.stringify(write.document);
    if (body === undefined) throw new TypeError('a document must be JSON');
    const document = write.document as Readonly<Record<string, unknown>>;
    const indexed = this.#spec.fields.map((field) => indexCell(field, document[field]));
    return { cells: [this.#spec.table, id, expected, body, ...indexed], name, body };
  }

  #remember(prepared: readonly Prepared[], versions: readonly number[]): void {
    prepared.forEach(({ name, body }, at) => {
      const version = versions[at] ?? 0;
      if (version > 0 && body !== null) this.#deps.cache.set(name, { version, body });
      else if (version === -1) this.#deps.cache.delete(name);
    });
  }

  #nameOf(id: string): string {
    return `${this.#spec.table}/${id}`;
  }
}

function outcomeOf(version: number): Outcome {
  if (version === 0) return { kind: 'conflict' };
  return version === -1 ? { kind: 'saved' } : { kind: 'saved', version };
}

/** A version that never was one conflicts in the file; 0 would be taken for "new" there. */
function checkVersion(version: number): number {
  if (!Number.isInteger(version) || version < 1) throw new RangeError('a version is a whole number from 1');
  return version;
}
