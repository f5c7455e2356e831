import { type Collection, type CollectionSpec, GatewayError, type Store } from '@mscore/ports';
import { SqliteCollection } from './collection';
import { checkName, declarationOfCollection } from './collection-spec';
import { DocumentCache } from './document-cache';
import type { GroupCommit } from './group-commit';
import type { WorkerClient } from './worker-client';

/** Of serialised documents in memory, over all collections. */
const CACHE_BYTES = 16 * 1024 * 1024;

export interface StoreDeps {
  readonly worker: Pick<WorkerClient, 'request'>;
  readonly commits: GroupCommit;
}

/** All scopes of one data file. */
export class SqliteStore {
  readonly #deps: StoreDeps;
  readonly #cache = new DocumentCache(CACHE_BYTES);
  readonly #collections = new Map<
    string,
    { readonly declared: string; readonly collection: SqliteCollection<unknown> }
  >();
  #closed = false;

  constructor(deps: StoreDeps) {
    this.#deps = deps;
  }

  /** The store as its user sees it. Closing any scope closes all: they are one file. */
  root(): Store {
    return this.#at('');
  }

  get cached(): { readonly documents: number; readonly bytes: number } {
    return this.#cache.size;
  }

  close(): void {
    this.#closed = true;
  }

  #at(path: string): Store {
    return {
      scope: (owner) => this.#at(`${path}${checkName('scope', owner)}/`),
      collection: <T>(spec: CollectionSpec<T>) => this.#collection<T>(path + checkName('collection', spec.name), spec),
      close: async () => this.close(),
    };
  }

  /** @throws TypeError when a collection is asked for twice with different indexes: one of the two would not be kept up. */
  #collection<T>(name: string, spec: CollectionSpec<T>): Collection<T> {
    const declared = JSON.stringify(spec.indexes ?? {});
    const known = this.#collections.get(name);
    if (known !== undefined) {
      if (known.declared !== declared)
        throw new TypeError(`collection ${name} is declared twice with different indexes`);
      return known.collection as unknown as Collection<T>;
    }
    const request = declarationOfCollection(this.#collections.size + 1, name, spec);
    const collection = new SqliteCollection<T>(request, {
      ...this.#deps,
      cache: this.#cache,
      checkOpen: () => this.#checkOpen(),
    });
    this.#collections.set(name, { declared, collection: collection as unknown as SqliteCollection<unknown> });
    return collection;
  }

  #checkOpen(): void {
    if (this.#closed) throw new GatewayError('MSCORE_STORE_CLOSED', 'the store is closed', { retry: false });
  }
}
