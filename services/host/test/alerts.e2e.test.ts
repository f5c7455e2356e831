import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { folder, rules } from './alert-rules';

test('every command that an action names exists', () => {
  const named = new Set(
    rules.flatMap(({ annotations }) =>
      [...(annotations.action ?? '').matchAll(/\bmscore ((?:dead |messages )?[a-z]+)/g)].map(
        ([, words]) => words ?? '',
      ),
    ),
  );
  const command = join(__dirname, '../bin/mscore.js');
  for (const words of named) {
    const { status, stdout } = spawnSync(process.execPath, [command, ...words.split(' '), '--help'], {
      encoding: 'utf8',
    });
    expect([words, status, stdout]).toEqual([words, 0, expect.stringContaining(`Usage: mscore ${words}`)]);
  }
});

const promtool = spawnSync('promtool', ['--version']).status === 0;

// Where Debian's package "prometheus" is installed; .ci/run insists on it.
const asked = promtool || process.env.REQUIRE_PROMTOOL === '1';
(asked ? test : test.skip)('Prometheus itself agrees (npm run test:alerts)', () => {
  const run = (...args: string[]) => execFileSync('promtool', args, { cwd: folder, encoding: 'utf8' });
  expect(run('check', 'rules', 'alerts.yml')).toContain(`SUCCESS: ${rules.length} rules found`);
  expect(run('check', 'config', 'prometheus.yml')).toContain('SUCCESS');
  expect(run('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
});
