import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { putFile } from './durable-file';

/**
 * What a data folder says of the keys it was made with: which subscriber key, without saying anything about it, and
 * the files of the sealing keys in use, so that a lost one is noticed before it is missed.
 */
export interface Mark {
  readonly subscriber: string;
  /** File names. Empty in a mark of before they were listed. */
  readonly files: readonly string[];
}

const pathIn = (dataFolder: string): string => join(dataFolder, 'KEYS');

/** The mark of a data folder; undefined while nothing was made there. */
export async function readMark(dataFolder: string): Promise<Mark | undefined> {
  try {
    const [subscriber = '', ...files] = (await readFile(pathIn(dataFolder), 'utf8')).trim().split('\n');
    return { subscriber, files };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Written before anything is sealed with the keys it lists. */
export const writeMark = (dataFolder: string, mark: Mark): Promise<void> =>
  putFile(pathIn(dataFolder), `${[mark.subscriber, ...mark.files].join('\n')}\n`, 0o600, 'replace');

/** Tells one subscriber key from another. */
export const fingerprintOf = (subscriber: Buffer): string =>
  createHmac('sha256', subscriber).update('mark of the data folder').digest('hex').slice(0, 16);
