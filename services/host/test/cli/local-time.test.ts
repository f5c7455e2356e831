import { localTime } from '../../src/cli/local-time';

test('a time is shown as this machine has it, and how far that is from UTC', () => {
  const shown = localTime('2026-11-22T01:02:03.456Z');
  expect(shown).toMatch(/^2026-11-2\d \d\d:\d\d [+-]\d\d:\d\d$/);
  expect(new Date(shown.replace(' ', 'T').replace(' ', ':03.456')).toISOString()).toBe('2026-11-22T01:02:03.456Z');
});
