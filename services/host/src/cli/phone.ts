import { join } from 'node:path';
import { runHandset } from '@mscore/scripts/handset';
import { type Environment, readConfig } from '../config';

/** Where the simulated message centre waits for handsets. */
export const handsetSocket = (dataFolder: string): string => join(dataFolder, 'simulator.sock');

/** `mscore phone`: a handset in the terminal. Resolves to the exit code. */
export function phone(
  environment: Environment,
  options: { readonly number: string; readonly to: string },
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  return runHandset({
    socketPath: handsetSocket(config.data),
    number: options.number,
    to: options.to,
    input: process.stdin,
    output: process.stdout,
  });
}
