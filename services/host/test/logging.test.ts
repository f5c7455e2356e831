import type { LogFields } from '@mscore/ports';
import { createLogs } from '../src/logging';

/** What the logger writes to standard output while `work` runs. */
function written(work: () => void): string {
  const chunks: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
  const stdout = jest.spyOn((console as unknown as { _stdout: NodeJS.WriteStream })._stdout, 'write');
  stdout.mockImplementation((chunk) => {
    chunks.push(String(chunk));
    return true;
  });
  work();
  spy.mockRestore();
  stdout.mockRestore();
  return chunks.join('');
}

describe('a log line', () => {
  test('carries the service, the event and the first eight characters of the subscriber', () => {
    const line = JSON.parse(
      written(() => createLogs('info')('engine')('info', 'turn', { subscriber: 'abcdefghijklmnop', id: 'e1' })),
    );
    expect(line).toMatchObject({ svc: 'engine', event: 'turn', subscriber: 'abcdefgh', id: 'e1', level: 'info' });
  });

  test('drops every field that is not on the list', () => {
    const fields = { id: 'e1', text: 'can bo nhiet tinh', number: '+84900000001' } as LogFields;
    const line = written(() => createLogs('info')('engine')('info', 'turn', fields));
    expect(line).not.toContain('nhiet');
    expect(line).not.toContain('900000001');
  });

  test('below the level is not written', () => {
    expect(written(() => createLogs('warn')('engine')('info', 'turn'))).toBe('');
  });
});
