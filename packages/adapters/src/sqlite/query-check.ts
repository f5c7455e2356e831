import type { Cursor, Key, Query } from '@mscore/ports';
import type { Cell, IndexColumns, QueryRequest } from './protocol';
import { indexCell } from './stored-text';

/** The last row of a page: index, order value, stored id. The index's name keeps a cursor from being used elsewhere. */
type Position = readonly [index: string, order: Cell, storedId: string];

/** The cursor behind a row. */
export const cursorOf = (index: string, order: Cell, storedId: string): Cursor =>
  Buffer.from(JSON.stringify([index, order, storedId] satisfies Position)).toString('base64url');

/**
 * A query in the form the database thread answers.
 * @throws RangeError for an unknown index, bounds the index cannot answer, a bad limit or a cursor of another query.
 */
export function requestOf(table: number, indexes: readonly IndexColumns[], query: Query): QueryRequest {
  const index = indexes.find(({ name }) => name === query.index);
  if (index === undefined) throw new RangeError(`unknown index: ${query.index}`);
  if (!Number.isInteger(query.limit) || query.limit < 1) throw new RangeError('limit must be a whole number from 1');
  if ((index.equals === undefined) !== (query.equals === undefined)) {
    throw new RangeError(`index ${index.name} ${index.equals === undefined ? 'takes no' : 'needs a'} value for equals`);
  }
  if (index.order === undefined && (query.from !== undefined || query.to !== undefined)) {
    throw new RangeError(`index ${index.name} has no order to bound`);
  }
  return {
    table,
    index: index.name,
    limit: query.limit,
    ...bound('equals', query.equals),
    ...bound('from', query.from),
    ...bound('to', query.to),
    ...(query.after === undefined ? {} : { after: positionOf(index.name, query.after) }),
  };
}

const bound = <Name extends 'equals' | 'from' | 'to'>(name: Name, value: Key | undefined): { [N in Name]?: Cell } =>
  (value === undefined ? {} : { [name]: indexCell(name, value) }) as { [N in Name]?: Cell };

function positionOf(index: string, cursor: Cursor): readonly [Cell, string] {
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    position = undefined;
  }
  const [of, order, id] = Array.isArray(position) ? (position as readonly unknown[]) : [];
  const cell = order === null || typeof order === 'string' || typeof order === 'number';
  if (of !== index || !cell || typeof id !== 'string') throw new RangeError('the cursor is not one of this index');
  return [order, id];
}
