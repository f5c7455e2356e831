import type { CollectionSpec } from '@mscore/ports';
import type { DeclareRequest, IndexColumns } from './protocol';

/** Names become parts of table names, which SQLite compares without case and which `/` divides. */
const NAME = /^[a-z0-9][a-z0-9-]*$/;

/** @throws RangeError for a name that is not kebab-case. */
export function checkName(kind: 'scope' | 'collection', name: string): string {
  if (!NAME.test(name)) throw new RangeError(`${kind} names are kebab-case: ${JSON.stringify(name)}`);
  return name;
}

/** What the database thread must know of a collection. `table` is its number. */
export function declarationOfCollection(table: number, name: string, spec: CollectionSpec<unknown>): DeclareRequest {
  const indexes = Object.entries(spec.indexes ?? {}).map(
    ([index, { equals, order }]): IndexColumns => ({
      name: index,
      ...(equals === undefined ? {} : { equals }),
      ...(order === undefined ? {} : { order }),
    }),
  );
  const fields = new Set(
    indexes.flatMap(({ equals, order }) => [equals, order]).filter((field) => field !== undefined),
  );
  return { table, name, fields: [...fields], indexes };
}
