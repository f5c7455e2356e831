import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkFields } from '../src/domain/links';
import { genericProfile } from '../src/domain/profile';
import { parseProfile, profileFields } from '../src/domain/profile-schema';
import { SHIPPED_PROFILES } from '../src/load-links';

const files = readdirSync(SHIPPED_PROFILES).filter((name) => name.endsWith('.json'));
const contentOf = (name: string) => readFileSync(join(SHIPPED_PROFILES, name), 'utf8');

test.each(files)('%s is right, says what it is, and differs from the generic one only where it means to', (name) => {
  const parsed = parseProfile(contentOf(name));
  if (parsed.kind === 'problem') throw new Error(`${parsed.path} ${parsed.message}`);
  const written = JSON.parse(contentOf(name));
  if (name === 'generic.json') return expect(written).toEqual(genericProfile);
  for (const [field, value] of Object.entries(written)) {
    expect({ [field]: value }).not.toEqual({ [field]: genericProfile[field as keyof typeof genericProfile] });
  }
});

test('there is a shipped profile for every behaviour that is told apart', () => {
  expect(files.length).toBeGreaterThanOrEqual(10);
  const profiles = files.map(contentOf).join('');
  for (const value of ['udh16', 'sar', 'payload', 'hex-then-decimal', 'decimal-then-hex'])
    expect(profiles).toContain(value);
});

describe('the page beside them', () => {
  const page = contentOf('README.md');
  /** The rows of each table: the fields in their first column and the defaults in their second. */
  const [links = [], profile = []] = page
    .split(/\n(?!\|)/)
    .map((block) =>
      block
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('| `')),
    )
    .filter((rows) => rows.length > 0)
    .map((rows) => rows.flatMap(fieldsOf));

  test('has a line for every field of a link and of a profile, and for no other', () => {
    expect(links.map(([field]) => field).sort()).toEqual(pathsOf(linkFields).sort());
    expect(profile.map(([field]) => field).sort()).toEqual(pathsOf(profileFields).sort());
  });

  test('has the defaults that hold', () => {
    for (const [field, value] of profile) {
      const actual = valueAt(genericProfile, field);
      expect([field, value]).toEqual([field, actual === undefined ? '–' : `\`${JSON.stringify(actual)}\``]);
    }
    const { window, tps, profile: named } = linkFields;
    for (const [field, { default: value }] of Object.entries({ window, tps, profile: named })) {
      expect(new Map(links).get(field)).toBe(`\`${JSON.stringify(value)}\``);
    }
  });

  test('takes less than 40 lines', () => {
    expect(page.split('\n').length).toBeLessThanOrEqual(41);
  });
});

function fieldsOf(row: string): readonly (readonly [field: string, value: string])[] {
  const [, names = '', values = ''] = row.split('|').map((cell) => cell.trim());
  const fields = names.split(', ').map((name) => name.replaceAll('`', ''));
  // A list holds commas of its own.
  const defaults = fields.length === 1 ? [values] : values.split(', ');
  return fields.map((field, index) => [field, defaults[index] ?? '']);
}

/** Fields of a schema as `outer.inner`; objects without named fields are one. */
function pathsOf(fields: object, prefix = ''): string[] {
  return Object.entries(fields).flatMap(([name, schema]) =>
    schema.properties === undefined ? [prefix + name] : pathsOf(schema.properties, `${prefix}${name}.`),
  );
}

const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner: unknown, name) => (inner as Record<string, unknown>)[name], value);
