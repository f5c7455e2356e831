import { columnOf } from './document-schema';
import type { Cell, IndexColumns, QueryRequest } from './protocol';

interface Question {
  readonly sql: string;
  readonly parameters: readonly Cell[];
}

/**
 * The statement of a query. Equal shapes give equal SQL, so that prepared statements can be kept.
 * Rows are id, version, body and the order value (null for an index without order), ordered by that value, then id.
 * @param table quoted for SQL
 */
export function questionOf(table: string, index: IndexColumns, query: QueryRequest): Question {
  const conditions: string[] = [];
  const parameters: Cell[] = [];
  const ask = (condition: string, ...values: readonly Cell[]): void => {
    conditions.push(condition);
    parameters.push(...values);
  };
  if (index.equals !== undefined) ask(`${columnOf(index.equals)} = ?`, query.equals ?? null);
  const order = index.order === undefined ? undefined : columnOf(index.order);
  if (order !== undefined) {
    // Said in words, so that SQLite sees that the partial index holds every row asked for.
    ask(`${order} IS NOT NULL`);
    if (query.from !== undefined) ask(`${order} >= ?`, query.from);
    if (query.to !== undefined) ask(`${order} < ?`, query.to);
  }
  if (query.after !== undefined) {
    const [value, id] = query.after;
    if (order === undefined) ask('id > ?', id);
    else ask(`(${order}, id) > (?, ?)`, value, id);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const by = order === undefined ? 'id' : `${order}, id`;
  const sql = `SELECT id, version, body, ${order ?? 'NULL'} FROM ${table} ${where} ORDER BY ${by} LIMIT ?`;
  return { sql, parameters: [...parameters, query.limit] };
}
