import type { SurveyHash } from '@mscore/contracts';
import type { Collection, CollectionSpec, Cursor, Store } from '@mscore/ports';
import { completed, type LoadedSurvey, type Survey } from '@mscore/survey';
import { scopeOf } from './conversations';

const spec: CollectionSpec<Survey> = { name: 'surveys', indexes: { all: { order: 'id' } } };

const PAGE = 100;

/**
 * Keeps every version that was ever in force, by its hash, and returns them all: an open response finishes on the
 * version it began with, however the file was changed since. Where that one is older than a text the engine sends, the
 * version in force lends it; what is stored stays as it is.
 */
export async function publishSurveys(
  store: Store,
  surveys: readonly LoadedSurvey[],
): Promise<ReadonlyMap<SurveyHash, Survey>> {
  const published = scopeOf(store).collection(spec);
  // A conflict means that this version is there already, and a version never changes.
  await published.save(surveys.map(({ survey, hash }) => ({ id: hash, expected: 'new' as const, document: survey })));
  return publishedSurveys(store, surveys);
}

/** Every version that was ever in force, as {@link publishSurveys} returns them. */
export async function publishedSurveys(
  store: Store,
  surveys: readonly LoadedSurvey[],
): Promise<ReadonlyMap<SurveyHash, Survey>> {
  const all = await allOf(scopeOf(store).collection(spec));
  return new Map([...all].map(([hash, survey]) => [hash, completed(survey, inForce(surveys, survey))]));
}

/** The version that a citizen of an older one would meet today: of the same survey, else the one that leads. */
const inForce = (surveys: readonly LoadedSurvey[], { id }: Survey): Survey | undefined =>
  (surveys.find(({ survey }) => survey.id === id) ?? surveys[0])?.survey;

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
