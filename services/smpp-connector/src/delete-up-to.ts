import type { Collection } from '@mscore/ports';

const PAGE = 500;

/**
 * Deletes what an index orders up to `to`, a page at a time. What changed meanwhile stays, and is found again.
 * @param deleted told of each page after its deletion
 */
export async function deleteUpTo<T>(
  collection: Collection<T>,
  index: string,
  to: string,
  deleted: (items: readonly { readonly id: string; readonly document: T }[]) => void = () => {},
): Promise<void> {
  for (;;) {
    const { items } = await collection.query({ index, to, limit: PAGE });
    if (items.length === 0) return;
    await collection.save(items.map(({ id, version }) => ({ id, expected: version, delete: true as const })));
    deleted(items);
  }
}
