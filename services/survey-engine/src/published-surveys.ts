import type { SurveyHash } from '@mscore/contracts';
import type { Collection, CollectionSpec, Cursor, Store } from '@mscore/ports';
import type { LoadedSurvey, Survey } from '@mscore/survey';
import { scopeOf } from './conversations';

const spec: CollectionSpec<Survey> = { name: 'surveys', indexes: { all: { order: 'id' } } };

const PAGE = 100;

/**
 * Keeps every version that was ever in force, by its hash, and returns them all: an open response finishes on the
 * version it began with, however the file was changed since.
 */
export async function publishSurveys(
  store: Store,
  surveys: readonly LoadedSurvey[],
): Promise<ReadonlyMap<SurveyHash, Survey>> {
  const published = scopeOf(store).collection(spec);
  // A conflict means that this version is there already, and a version never changes.
  await published.save(surveys.map(({ survey, hash }) => ({ id: hash, expected: 'new' as const, document: survey })));
  return allOf(published);
}

async function allOf(published: Collection<Survey>): Promise<ReadonlyMap<SurveyHash, Survey>> {
  const surveys = new Map<SurveyHash, Survey>();
  let after: Cursor | undefined;
  do {
    const page = await published.query({ index: 'all', limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { id, document } of page.items) surveys.set(id as SurveyHash, document);
    after = page.next;
  } while (after !== undefined);
  return surveys;
}
