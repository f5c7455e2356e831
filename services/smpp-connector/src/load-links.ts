import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { GatewayError } from '@mscore/ports';
import { type Link, type LinkConfig, parseLinks } from './domain/links';
import { genericProfile } from './domain/profile';

/**
 * Reads a links file and the password files it names. Every error names the file, the place in it and what is wrong.
 * @throws GatewayError MSCORE_LINKS_MISSING when there is no links file, MSCORE_LINKS_UNREADABLE, MSCORE_LINKS_INVALID.
 */
export async function loadLinks(file: string): Promise<readonly Link[]> {
  const parsed = parseLinks(await readLinksFile(file));
  if (parsed.kind === 'problem') throw problem(file, parsed.path, parsed.message);
  return Promise.all(parsed.links.map((link, index) => withPassword(file, link, index)));
}

async function withPassword(file: string, link: LinkConfig, index: number): Promise<Link> {
  const { password, passwordFile, ...config } = link;
  const rest = { ...config, group: link.name, profile: genericProfile };
  if (password !== undefined) return { ...rest, password };
  const path = `/${index}/passwordFile`;
  const secret = (await readPassword(resolve(dirname(file), passwordFile ?? ''), `${file}: ${path}`)).replace(
    /\r?\n$/,
    '',
  );
  if (!/^[\x20-\x7e]{0,8}$/.test(secret)) {
    throw problem(file, path, 'names a file whose content is no password: at most 8 printable ASCII characters');
  }
  return { ...rest, password: secret };
}

async function readLinksFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable(codeOf(error) === 'ENOENT' ? 'MSCORE_LINKS_MISSING' : 'MSCORE_LINKS_UNREADABLE', file, error);
  }
}

async function readPassword(file: string, place: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw unreadable('MSCORE_LINKS_UNREADABLE', file, error, `${place}: `);
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

const unreadable = (code: `MSCORE_${string}`, file: string, cause: unknown, place = ''): GatewayError =>
  new GatewayError(code, `${place}cannot read ${file} (${codeOf(cause)})`, { retry: false, cause });

const problem = (file: string, path: string, message: string): GatewayError =>
  new GatewayError('MSCORE_LINKS_INVALID', `${file}: ${path} ${message}`, { retry: false });
