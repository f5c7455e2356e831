import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';

const root = join(__dirname, '..', '..');
const planted = join(__dirname, 'planted');
const rules: readonly string[] = require(join(root, '.dependency-cruiser.cjs')).forbidden.map(
  (rule: { name: string }) => rule.name,
);

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** What the import rules say of a tree. */
function violationsIn(folder: string): readonly Violation[] {
  const cruiser = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const rulesFile = join(root, '.dependency-cruiser.cjs');
  const command = [cruiser, '--config', rulesFile, '--output-type', 'json', 'packages', 'services', 'scripts'];
  const output = execFileSync(process.execPath, command, { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 });
  return JSON.parse(output).summary.violations;
}

describe('the import rules', () => {
  const found = violationsIn(planted);

  test.each(rules)('%s catches the violation planted for it', (rule) => {
    const caught = found.filter((violation) => violation.rule.name === rule).map(({ from }) => basename(from, '.ts'));
    expect(caught.some((file) => file.startsWith(rule))).toBe(true);
  });

  test('leave what is not planted alone', () => {
    const innocent = found.filter(
      ({ from, rule }) => !basename(from, '.ts').startsWith(rule.name) && !from.includes('no-cycles'),
    );
    const alsoBroken = innocent.filter(({ from }) => !rules.includes(basename(from, '.ts')));
    expect(alsoBroken).toEqual([]);
  });

  test('the repository keeps them', () => {
    expect(violationsIn(root)).toEqual([]);
  });
});
