import { readFile, stat } from 'node:fs/promises';
import { GatewayError } from '@mscore/ports';

/** Others than the owner and its group may read it. */
const READABLE_BY_ALL = 0o004;

/**
 * The content of a file that a links file names.
 * @param place where it is named, for the error
 * @throws GatewayError MSCORE_LINKS_UNREADABLE
 */
export async function readNamedFile(file: string, place: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable('MSCORE_LINKS_UNREADABLE', file, error, `${place}: `);
  }
}

/**
 * The content of a file that nobody but this gateway's user may know.
 * @throws GatewayError MSCORE_LINKS_UNREADABLE, MSCORE_LINKS_SECRET_OPEN when everybody on this machine can read it
 */
export async function readSecretFile(file: string, place: string): Promise<string> {
  const content = await readNamedFile(file, place);
  await mustBeClosed(file, place);
  return content;
}

/** @throws GatewayError MSCORE_LINKS_SECRET_OPEN when everybody on this machine can read a file that holds a secret. */
export async function mustBeClosed(file: string, place: string): Promise<void> {
  if (((await stat(file)).mode & READABLE_BY_ALL) === 0) return;
  throw new GatewayError(
    'MSCORE_LINKS_SECRET_OPEN',
    `${place}: everybody on this machine can read ${file}; take that away with: chmod o-r ${file}`,
    { retry: false },
  );
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

/** @throws GatewayError MSCORE_LINKS_MISSING when there is no links file, MSCORE_LINKS_UNREADABLE. */
export async function readLinksFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(codeOf(error) === 'ENOENT' ? 'MSCORE_LINKS_MISSING' : 'MSCORE_LINKS_UNREADABLE', file, error);
  }
}

const unreadable = (code: `MSCORE_${string}`, file: string, cause: unknown, place = ''): GatewayError =>
  new GatewayError(code, `${place}cannot read ${file} (${codeOf(cause)})`, { retry: false, cause });
