import type { Connection, Statement } from './database';
import { questionOf } from './document-query';
import { columnOf, declareTable } from './document-schema';
import { type Cell, type DeclareRequest, DOCUMENT_CELLS, type IndexColumns, type QueryRequest } from './protocol';

/** Versions set aside in the file at a time. A crash skips the unused ones. */
const VERSION_BLOCK = 1_000_000;

interface DocumentTable {
  /** Quoted for SQL. */
  readonly name: string;
  /** How many indexed columns it has. */
  readonly fields: number;
  readonly indexes: ReadonlyMap<string, IndexColumns>;
  readonly insert: Statement;
  readonly update: Statement;
  readonly remove: Statement;
  readonly load: Statement;
  /** By the shape of the question. */
  readonly queries: Map<string, Statement>;
}

/**
 * One table per collection. Versions come from one counter for the whole file, so that a document deleted and made
 * again never has a version somebody still holds from before.
 */
export class DocumentTables {
  readonly #db: Connection;
  readonly #tables = new Map<number, DocumentTable>();
  #version = 0;
  #reserved = 0;

  constructor(db: Connection) {
    this.#db = db;
    this.#readReserved();
    this.#version = this.#reserved;
  }

  declare(request: DeclareRequest): void {
    this.#tables.set(request.table, prepare(this.#db, declareTable(this.#db, request), request));
  }

  /** Inside a transaction: the writes of `cells` from one position to another; their outcomes go to `versions`. */
  write(cells: readonly Cell[], from: number, to: number, versions: number[]): void {
    let at = from;
    while (at < to) {
      const table = this.#table(Number(cells[at]));
      const columns = cells[at + 3] === null ? 0 : table.fields;
      const end = at + DOCUMENT_CELLS + columns;
      versions.push(this.#writeOne(table, cells, at, end));
      at = end;
    }
  }

  /** After a rollback: the reservation may be gone. Counted versions stay used up. */
  forget(): void {
    this.#readReserved();
  }

  load(table: number, ids: readonly string[]): Cell[] {
    const { load } = this.#table(table);
    return ids.flatMap((id) => load.get([id]) ?? []);
  }

  query(request: QueryRequest): Cell[] {
    const table = this.#table(request.table);
    const index = table.indexes.get(request.index);
    if (index === undefined) throw new RangeError(`unknown index: ${request.index}`);
    const { sql, parameters } = questionOf(table.name, index, request);
    let statement = table.queries.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      table.queries.set(sql, statement);
    }
    return statement.all(parameters).flat();
  }

  #writeOne(table: DocumentTable, cells: readonly Cell[], at: number, end: number): number {
    const id = cells[at + 1] ?? null;
    const expected = cells[at + 2] ?? null;
    const body = cells[at + 3] ?? null;
    if (body === null) return table.remove.run([id, expected]).changes === 1 ? -1 : 0;
    const version = this.#nextVersion();
    const indexed = cells.slice(at + DOCUMENT_CELLS, end);
    const { changes } =
      expected === 0
        ? table.insert.run([id, version, body, ...indexed])
        : table.update.run([version, body, ...indexed, id, expected]);
    return changes === 1 ? version : 0;
  }

  #nextVersion(): number {
    this.#version += 1;
    if (this.#version > this.#reserved) {
      this.#reserved = this.#version + VERSION_BLOCK;
      this.#db
        .prepare("INSERT INTO meta VALUES ('versions', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
        .run([this.#reserved]);
    }
    return this.#version;
  }

  #readReserved(): void {
    this.#reserved = Number(this.#db.prepare("SELECT value FROM meta WHERE name = 'versions'").get([])?.[0] ?? 0);
  }

  #table(number: number): DocumentTable {
    const table = this.#tables.get(number);
    if (table === undefined) throw new RangeError(`undeclared table number: ${number}`);
    return table;
  }
}

function prepare(db: Connection, name: string, { fields, indexes }: DeclareRequest): DocumentTable {
  const columns = fields.map(columnOf);
  const listed = ['id', 'version', 'body', ...columns];
  const set = ['version', 'body', ...columns].map((column) => `${column} = ?`).join(', ');
  return {
    name,
    fields: fields.length,
    indexes: new Map(indexes.map((index) => [index.name, index])),
    insert: db.prepare(
      `INSERT INTO ${name} (${listed.join(', ')}) VALUES (${listed.map(() => '?').join(', ')}) ON CONFLICT (id) DO NOTHING`,
    ),
    update: db.prepare(`UPDATE ${name} SET ${set} WHERE id = ? AND version = ?`),
    remove: db.prepare(`DELETE FROM ${name} WHERE id = ? AND version = ?`),
    load: db.prepare(`SELECT id, version, body FROM ${name} WHERE id = ?`),
    queries: new Map(),
  };
}
