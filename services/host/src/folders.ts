import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { GatewayError } from '@mscore/ports';
import type { Config } from './config';

/**
 * Refuses folders nobody can work with, before anything is made in them; touches nothing.
 * @throws GatewayError MSCORE_DATA_PATH or MSCORE_KEYS_PATH, naming the setting and what is wrong.
 */
export async function checkFolders({ data, keys }: Pick<Config, 'data' | 'keys'>): Promise<void> {
  await checkFolder('MSCORE_DATA', data);
  await checkFolder('MSCORE_KEYS', keys);
}

/** Refuses one folder: it has to be there, writable, or such that it can be made. */
export async function checkFolder(setting: 'MSCORE_DATA' | 'MSCORE_KEYS', folder: string): Promise<void> {
  const problem = await problemOf(folder);
  if (problem === undefined) return;
  throw new GatewayError(`${setting}_PATH`, `${setting}: ${folder} cannot be used: ${problem}`, { retry: false });
}

async function problemOf(folder: string): Promise<string | undefined> {
  try {
    if (!(await stat(folder)).isDirectory()) return `${folder} is not a folder`;
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    // Where nothing is yet, the folder above has to take it. The root is always there.
    if (code === 'ENOENT') return problemOf(dirname(folder));
    return code === 'ENOTDIR' ? 'a file is in its way' : `it cannot be read and written (${code})`;
  }
}
