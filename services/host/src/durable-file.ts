import { constants } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What an unfinished file is called until it is whole. */
export const UNFINISHED = '.new';

/**
 * Puts a whole file in place: a kill or a power cut at any moment leaves what was there before or the new file, never
 * a part of it. `make` refuses to touch a file that is there (EEXIST), `replace` takes its place.
 */
export async function putFile(path: string, text: string, mode: number, how: 'make' | 'replace'): Promise<void> {
  const unfinished = `${path}${UNFINISHED}`;
  // Left behind by a kill; its mode may forbid to write to it.
  await rm(unfinished, { force: true });
  const file = await open(unfinished, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  if (how === 'replace') await rename(unfinished, path);
  else {
    await link(unfinished, path);
    await rm(unfinished);
  }
  await syncFolder(dirname(path));
}

/** A name is durable only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
