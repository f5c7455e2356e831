import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const contentOf = (path: string): string => readFileSync(join(root, path), 'utf8');
/** What stands between backticks and reads as a path from the repository's root. */
const paths = (markdown: string): readonly string[] =>
  [...markdown.matchAll(/`((?:packages|services|scripts|test|\.[a-z])[\w./-]*)`/g)].flatMap(([, path]) => path ?? []);

const workspaces = ['packages', 'services']
  .flatMap((kind) => readdirSync(join(root, kind)).map((name) => `${kind}/${name}`))
  .concat('scripts');
const sourcesOf = (workspace: string): readonly string[] =>
  [`${workspace}/src`, `${workspace}/test`]
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((path) => path.endsWith('.ts'));

test.each(['README.md', 'CONTRIBUTING.md'])('every path that %s names is there', (document) => {
  const named = paths(contentOf(document));
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('no comment sends its reader to a page that is not there', () => {
  const sources = workspaces.flatMap(sourcesOf);
  expect(sources.length).toBeGreaterThan(100);
  const cited = sources.flatMap((source) =>
    [...contentOf(source).matchAll(/[\w-]+\.md(?= ?[§)])/g)].map(([page]) => ({ source, page })),
  );
  expect(cited.filter(({ page }) => !existsSync(join(root, page)))).toEqual([]);
});
