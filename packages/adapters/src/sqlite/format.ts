import { constants } from 'node:fs';
import { access, chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError } from '@mscore/ports';

/** Grows with every change of tables or files that an older program would misread. */
const FORMAT_VERSION = 1;

/** The mode of every file: numbers and texts are sealed, the rest is nobody else's business either. */
const OWNER_ONLY = 0o600;

/** The data file of a folder. */
export const dataFileOf = (folder: string): string => join(folder, 'mscore.db');

/**
 * Makes sure that a folder holds data this program understands and that only their owner can read them, and
 * initialises it when it holds none. Other files in it (sockets, logs) are left alone. A folder that is refused is not
 * touched.
 * @throws GatewayError MSCORE_DATA_NEWER, MSCORE_DATA_UNKNOWN or MSCORE_STORE_IO.
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    const format = await readIfThere(join(folder, 'FORMAT'));
    if (format !== undefined) checkFormat(folder, format);
    else if (await isThere(dataFileOf(folder))) throw unknown(folder, 'has a data file but no FORMAT file');
    else await initialise(folder);
    await keepPrivate(folder);
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    const message = `the data folder ${folder} cannot be used: ${(error as Error).message}`;
    throw new GatewayError('MSCORE_STORE_IO', message, { retry: false, cause: error });
  }
}

function checkFormat(folder: string, text: string): void {
  const version = Number(/^mscore-data\/([1-9]\d{0,5})\s*$/.exec(text)?.[1]);
  if (Number.isNaN(version)) throw unknown(folder, 'has a FORMAT file this program does not understand');
  if (version <= FORMAT_VERSION) return;
  const message = `the data folder ${folder} has format ${version}; this program knows up to ${FORMAT_VERSION}. Use the newer program`;
  throw new GatewayError('MSCORE_DATA_NEWER', message, { retry: false });
}

const unknown = (folder: string, problem: string): GatewayError =>
  new GatewayError('MSCORE_DATA_UNKNOWN', `the data folder ${folder} ${problem}`, { retry: false });

async function initialise(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'FORMAT');
  const unfinished = `${path}.new`;
  const file = await open(unfinished, 'w', OWNER_ONLY);
  try {
    await file.writeFile(`mscore-data/${FORMAT_VERSION}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  // The format is named before the first data: a crash in between leaves a folder that is merely empty.
  await rename(unfinished, path);
  await syncFolder(folder);
}

/**
 * SQLite would create the data file as open as the umask allows; it gives its log the mode of the data file.
 * The file is never opened when it is there: closing it would drop the lock of a gateway in this process (POSIX).
 */
async function keepPrivate(folder: string): Promise<void> {
  const file = dataFileOf(folder);
  if (!(await isThere(file))) await createEmpty(folder, file);
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const found = await stat(path).catch(undefinedWhenMissing);
    if (found !== undefined && (found.mode & 0o777) !== OWNER_ONLY) await chmod(path, OWNER_ONLY);
  }
}

async function createEmpty(folder: string, file: string): Promise<void> {
  try {
    await (await open(file, 'wx', OWNER_ONLY)).close();
  } catch (error) {
    // Another gateway was faster; its lock will turn this one away.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const directory = await open(folder, constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(undefinedWhenMissing);
}

async function isThere(path: string): Promise<boolean> {
  return (await access(path).then(() => true, undefinedWhenMissing)) === true;
}

function undefinedWhenMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
