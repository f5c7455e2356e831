/**
 * What the calling thread and the database thread say to each other. The hot message, `commit`, is arrays of
 * primitives: structured clone copies those several times faster than it copies objects.
 */

/** A value of a flat row. */
export type Cell = string | number | null;

/** Cells of one event in `CommitRequest.events`: topic, seq, partition, type, key, appended (ms), body (JSON). */
export const EVENT_CELLS = 7;

/**
 * Cells of one write in `CommitRequest.documents`, before the index values: table number, stored id, expected version
 * (0 = new), body (JSON, null = delete). Then one cell per indexed column of the table; none for a deletion.
 */
export const DOCUMENT_CELLS = 4;

/** Cells of one offset in `CommitRequest.offsets`: topic, group, partition, seq. */
export const OFFSET_CELLS = 4;

/** Everything that waited, to be made durable in one transaction. */
export interface CommitRequest {
  readonly events: readonly Cell[];
  readonly documents: readonly Cell[];
  readonly offsets: readonly Cell[];
  /** Per call two numbers: where its cells end in `events` and in `documents`. */
  readonly calls: readonly number[];
}

export interface CommitResult {
  /** Per document write its new version; 0 for a conflict, -1 for a deletion. */
  readonly versions: readonly number[];
  /** Calls that could not be stored for a reason of their own, while the others of the group were. */
  readonly refused: readonly { readonly call: number; readonly reason: string }[];
  readonly ms: number;
}

/** A topic as found in the file. */
export interface StoredTopic {
  readonly topic: string;
  readonly seq: number;
  readonly appended: number;
}

export interface StoredOffset {
  readonly topic: string;
  readonly group: string;
  readonly partition: number;
  readonly seq: number;
}

export interface OpenResult {
  readonly topics: readonly StoredTopic[];
  readonly offsets: readonly StoredOffset[];
}

/** One page of a topic. Flat pairs: seq, body. */
export interface EventPage {
  readonly rows: readonly Cell[];
  /** Every event up to this seq was looked at. */
  readonly scannedTo: number;
}

/** Where a part of a topic is read from. */
export interface ReadRequest {
  readonly topic: string;
  /** Exclusive. */
  readonly after: number;
  /** Only this partition; all when absent. */
  readonly partition?: number;
  readonly limit: number;
}

export interface IndexColumns {
  readonly name: string;
  readonly equals?: string;
  readonly order?: string;
}

export interface DeclareRequest {
  /** The caller's number for this table. */
  readonly table: number;
  readonly name: string;
  /** Indexed fields, in the order of their cells. */
  readonly fields: readonly string[];
  readonly indexes: readonly IndexColumns[];
}

export interface QueryRequest {
  readonly table: number;
  readonly index: string;
  readonly equals?: Cell;
  readonly from?: Cell;
  readonly to?: Cell;
  /** Order value and stored id of the last row seen; the order value is null for an index without order. */
  readonly after?: readonly [Cell, string];
  readonly limit: number;
}

export interface RetainRequest {
  readonly topic: string;
  /** A partition is passed when every one of these groups is past it. */
  readonly groups: readonly string[];
  /** Only events appended before this go, milliseconds. */
  readonly before: number;
  /** Where the last step ended. */
  readonly after: number;
}

export interface RetainResult {
  readonly deleted: number;
  /** Where the next step begins; absent when there is nothing more to look at. */
  readonly next?: number;
}

/** Every request with its answer. Requests are answered one at a time, in the order they were sent. */
export interface Requests {
  commit: { readonly request: CommitRequest; readonly result: CommitResult };
  read: { readonly request: ReadRequest; readonly result: EventPage };
  /** The seq before the first event appended at or after a time. */
  before: { readonly request: { readonly topic: string; readonly appended: number }; readonly result: number };
  /** The newest event of a type and key within a stretch of seqs; `undefined` when there is none. */
  newest: {
    readonly request: {
      readonly topic: string;
      readonly type: string;
      readonly key: string;
      readonly above: number;
      readonly to: number;
    };
    readonly result: { readonly body: string; readonly appended: number } | undefined;
  };
  retain: { readonly request: RetainRequest; readonly result: RetainResult };
  declare: { readonly request: DeclareRequest; readonly result: null };
  /** Flat triples: stored id, version, body. */
  load: {
    readonly request: { readonly table: number; readonly ids: readonly string[] };
    readonly result: readonly Cell[];
  };
  /** Flat quadruples: stored id, version, body, order value. */
  query: { readonly request: QueryRequest; readonly result: readonly Cell[] };
  close: { readonly request: null; readonly result: null };
}

export type RequestKind = keyof Requests;

/** To the database thread. */
export type ToWorker = {
  [K in RequestKind]: { readonly id: number; readonly kind: K; readonly request: Requests[K]['request'] };
}[RequestKind];

/** An error as it crosses threads: classes do not survive the crossing. */
export interface StoredFault {
  readonly code: `MSCORE_${string}`;
  readonly message: string;
  readonly retry: boolean;
}

/** From the database thread. The first message answers the opening and has the id 0. */
export type FromWorker =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly fault: StoredFault };

/** What the database thread is started with. */
export interface WorkerSettings {
  readonly file: string;
  /** See `EmbeddedOptions.sabotage`. */
  readonly acknowledgeBeforeCommit: boolean;
}
