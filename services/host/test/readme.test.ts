import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTable } from '../src/config';

test('the table of settings in the README is the one the gateway knows', () => {
  const readme = readFileSync(join(__dirname, '..', '..', '..', 'README.md'), 'utf8');
  expect(readme).toContain(settingsTable());
});
