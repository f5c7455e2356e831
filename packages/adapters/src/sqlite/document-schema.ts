import { type Connection, quoted } from './database';
import type { DeclareRequest, IndexColumns } from './protocol';
import { indexCell } from './stored-text';

/** Documents whose columns are filled at a time when an index is added. */
const FILL_ROWS = 500;

/** The column of an indexed field. The prefix keeps fields called `id` or `body` apart from the table's own columns. */
export const columnOf = (field: string): string => quoted(`f:${field}`);

/**
 * Brings a collection's table to its declaration: makes it, adds columns for newly indexed fields and fills them from
 * the documents, drops what is no longer declared (a column nobody maintains would lie when its index comes back).
 * @returns the table's name, quoted for SQL.
 */
export function declareTable(db: Connection, { name, fields, indexes }: DeclareRequest): string {
  const table = quoted(`d:${name}`);
  db.exec('SAVEPOINT declare');
  try {
    db.exec(
      `CREATE TABLE IF NOT EXISTS ${table}
       (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, body TEXT NOT NULL)`,
    );
    const wanted = new Map(indexes.flatMap((index) => indexSql(name, table, index)));
    dropOldIndexes(db, name, wanted);
    changeColumns(db, table, fields);
    for (const [index, sql] of wanted) if (!hasIndex(db, index)) db.exec(sql);
    db.exec('RELEASE declare');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK TO declare; RELEASE declare');
    throw error;
  }
  return table;
}

/** Name and statement of an index; none for an index over nothing, which the ids' own index answers. */
function indexSql(name: string, table: string, index: IndexColumns): [string, string][] {
  const columns = [index.equals, index.order].filter((field) => field !== undefined).map(columnOf);
  if (columns.length === 0) return [];
  const present = columns.map((column) => `${column} IS NOT NULL`).join(' AND ');
  const indexName = `i:${name}:${index.name}`;
  // Only documents that have the fields are in the index, so that "what is due" stays small in a large collection.
  const sql = `CREATE INDEX ${quoted(indexName)} ON ${table} (${[...columns, 'id'].join(', ')}) WHERE ${present}`;
  return [[indexName, sql]];
}

function dropOldIndexes(db: Connection, name: string, wanted: ReadonlyMap<string, string>): void {
  const found = db.prepare(
    "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL",
  );
  for (const [index, sql] of found.all([`d:${name}`])) {
    if (wanted.get(String(index)) !== sql) db.exec(`DROP INDEX ${quoted(String(index))}`);
  }
}

const hasIndex = (db: Connection, index: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = ?").get([index]) !== undefined;

function changeColumns(db: Connection, table: string, fields: readonly string[]): void {
  const present = db.prepare(`SELECT name FROM pragma_table_info(?) WHERE name GLOB 'f:*'`);
  const before = new Set(present.all([table.slice(1, -1)]).map(([column]) => String(column).slice('f:'.length)));
  for (const field of before) {
    if (!fields.includes(field)) db.exec(`ALTER TABLE ${table} DROP COLUMN ${columnOf(field)}`);
  }
  const added = fields.filter((field) => !before.has(field));
  for (const field of added) db.exec(`ALTER TABLE ${table} ADD COLUMN ${columnOf(field)}`);
  if (added.length > 0) fillColumns(db, table, added);
}

function fillColumns(db: Connection, table: string, fields: readonly string[]): void {
  const page = db.prepare(`SELECT row, body FROM ${table} WHERE row > ? ORDER BY row LIMIT ${FILL_ROWS}`);
  const fill = db.prepare(
    `UPDATE ${table} SET ${fields.map((field) => `${columnOf(field)} = ?`).join(', ')} WHERE row = ?`,
  );
  for (let last = 0; ; ) {
    const rows = page.all([last]);
    for (const [row, body] of rows) {
      const document = JSON.parse(String(body)) as Record<string, unknown>;
      fill.run([...fields.map((field) => indexCell(field, document[field])), Number(row)]);
      last = Number(row);
    }
    if (rows.length < FILL_ROWS) return;
  }
}
