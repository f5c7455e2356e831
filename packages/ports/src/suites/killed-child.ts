import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs a program on a folder until it has said that so many writes are durable, kills it with SIGKILL in the middle of
 * the next ones, and resolves with all it had said.
 */
export function killedAfter(
  child: string,
  folder: string,
  mode: 'publish' | 'save' | 'append',
  count: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, folder, mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...environment },
    });
    const said: string[] = [];
    const lines = createInterface({ input: running.stdout });
    lines.on('line', (line) => {
      said.push(line);
      if (said.length === count) running.kill('SIGKILL');
    });
    let signal: NodeJS.Signals | null = null;
    running.on('exit', (_, by) => {
      signal = by;
    });
    running.on('error', reject);
    // Only now is everything read that it had said before it died.
    lines.on('close', () => {
      const finish = (): void => {
        if (signal === 'SIGKILL') resolve(said);
        else reject(new Error(`the program ended by itself after ${said.length} writes`));
      };
      if (running.exitCode !== null || running.signalCode !== null) finish();
      else running.on('exit', finish);
    });
  });
}
