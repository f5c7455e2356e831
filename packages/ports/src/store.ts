/** A document's version: grows with each save. Opaque to callers. */
export type Version = number;

/** A value in an index: text or number. */
export type Key = string | number;

/** Opaque position in a query's result. */
export type Cursor = string;

export interface Versioned<T> {
  readonly id: string;
  readonly version: Version;
  readonly document: T;
}

/** One compare-and-set. `new` means: there is no such document yet. */
export type Write<T> =
  | { readonly id: string; readonly expected: Version | 'new'; readonly document: T }
  | { readonly id: string; readonly expected: Version; readonly delete: true };

/** `version` is the document's new version after a save (absent after a deletion). */
export type Outcome = { readonly kind: 'saved'; readonly version?: Version } | { readonly kind: 'conflict' };

export interface Page<T> {
  readonly items: readonly Versioned<T>[];
  /** Present when there may be more: pass it as `after`. */
  readonly next?: Cursor;
}

export interface Query {
  readonly index: string;
  /** Value of the index's `equals` field. Required when the index has one. */
  readonly equals?: Key;
  /** Bounds on the index's `order` field: from inclusive, to exclusive. */
  readonly from?: Key;
  readonly to?: Key;
  readonly after?: Cursor;
  readonly limit: number;
}

/**
 * An index over top-level fields. A document lacking any of them (undefined or null) is not in the index,
 * so that "what is due" stays small however large the collection grows.
 * Results come ordered by `order`, then by id.
 */
export interface IndexSpec {
  readonly equals?: string;
  readonly order?: string;
}

export interface CollectionSpec<T> {
  /** kebab-case; unique within its scope. */
  readonly name: string;
  readonly indexes?: Readonly<Record<string, IndexSpec>>;
  /** Never set: carries the document's type. */
  readonly document?: T;
}

export interface Collection<T> {
  /** Missing ids are absent from the map. Documents are the caller's own copies. */
  load(ids: readonly string[]): Promise<ReadonlyMap<string, Versioned<T>>>;
  /** Each write is its own compare-and-set; outcomes in the order of the writes. Resolves when durable. */
  save(writes: readonly Write<T>[]): Promise<readonly Outcome[]>;
  /** Rejects with RangeError for an unknown index. */
  query(query: Query): Promise<Page<T>>;
}

export interface Store {
  /** A part of the store that sees nothing of any other. */
  scope(owner: string): Store;
  collection<T>(spec: CollectionSpec<T>): Collection<T>;
  close(): Promise<void>;
}
