import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { GatewayError } from '@mscore/ports';
import { type Link, type LinkConfig, type LinkTls, parseLinks } from './domain/links';
import type { LinkProfile } from './domain/profile';
import { parseProfile, withOverrides } from './domain/profile-schema';
import { mustBeClosed, readLinksFile, readNamedFile, readSecretFile } from './link-files';
import { problemOfTls } from './tls-files';

/** Where this repository keeps the profiles that any links file may name. */
export const SHIPPED_PROFILES = join(__dirname, '../../../infra/links');

/**
 * Reads a links file and the files it names: profiles, passwords, certificates. Every error names the file, the place
 * in it and what is wrong.
 * @param shipped folder of the profiles that are named without `.json`
 * @throws GatewayError MSCORE_LINKS_MISSING when there is no links file, MSCORE_LINKS_UNREADABLE, MSCORE_LINKS_INVALID,
 * MSCORE_LINKS_SECRET_OPEN.
 */
export async function loadLinks(file: string, shipped: string = SHIPPED_PROFILES): Promise<readonly Link[]> {
  const parsed = parseLinks(await readLinksFile(file));
  if (parsed.kind === 'problem') throw problem(file, parsed.path, parsed.message);
  const secret = parsed.links.findIndex(({ password = '' }) => password !== '');
  if (secret >= 0) await mustBeClosed(file, `${file}: /${secret}/password`);
  return Promise.all(parsed.links.map((link, index) => loadLink({ file, shipped, index }, link)));
}

/** An entry of a links file: relative paths begin in the file's folder. */
interface Entry {
  readonly file: string;
  readonly shipped: string;
  readonly index: number;
}

async function loadLink(entry: Entry, config: LinkConfig): Promise<Link> {
  const { password, passwordFile, profile, overrides = {}, tls, ...rest } = config;
  return {
    ...rest,
    group: rest.group ?? rest.name,
    password: password ?? (await passwordFrom(entry, passwordFile ?? '')),
    profile: withOverrides(await profileNamed(entry, profile), overrides),
    ...(tls === undefined ? {} : { tls: await tlsFrom(entry, tls) }),
  };
}

async function passwordFrom(entry: Entry, named: string): Promise<string> {
  const password = (await readSecretFile(pathOf(entry, named), placeOf(entry, 'passwordFile'))).replace(/\r?\n$/, '');
  if (/^[\x20-\x7e]{0,8}$/.test(password)) return password;
  const message = 'names a file whose content is no password: at most 8 printable ASCII characters';
  throw problem(entry.file, `/${entry.index}/passwordFile`, message);
}

async function profileNamed(entry: Entry, named: string): Promise<LinkProfile> {
  const isFile = named.endsWith('.json');
  if (!isFile) await mustBeShipped(entry, named);
  const path = isFile ? pathOf(entry, named) : join(entry.shipped, `${named}.json`);
  const parsed = parseProfile(await readNamedFile(path, placeOf(entry, 'profile')));
  if (parsed.kind === 'problem') throw problem(path, parsed.path, parsed.message);
  return parsed.profile;
}

async function mustBeShipped({ file, shipped, index }: Entry, named: string): Promise<void> {
  const files = await readdir(shipped).catch(() => []);
  const names = files.filter((name) => name.endsWith('.json')).map((name) => basename(name, '.json'));
  if (names.includes(named)) return;
  throw problem(file, `/${index}/profile`, `is no shipped profile; there are: ${names.sort().join(', ')}`);
}

async function tlsFrom(entry: Entry, { ca, cert, key, ...rest }: NonNullable<LinkConfig['tls']>): Promise<LinkTls> {
  const read = (field: 'ca' | 'cert', path: string) =>
    readNamedFile(pathOf(entry, path), placeOf(entry, `tls/${field}`));
  const tls = {
    ...rest,
    ...(ca === undefined ? {} : { ca: await read('ca', ca) }),
    ...(cert === undefined ? {} : { cert: await read('cert', cert) }),
    ...(key === undefined ? {} : { key: await readSecretFile(pathOf(entry, key), placeOf(entry, 'tls/key')) }),
  };
  const flaw = problemOfTls(tls);
  if (flaw !== undefined) throw problem(entry.file, `/${entry.index}/tls/${flaw.field}`, flaw.message);
  return tls;
}

const pathOf = ({ file }: Entry, path: string): string => resolve(dirname(file), path);

const placeOf = ({ file, index }: Entry, field: string): string => `${file}: /${index}/${field}`;

const problem = (file: string, path: string, message: string): GatewayError =>
  new GatewayError('MSCORE_LINKS_INVALID', `${file}: ${path} ${message}`, { retry: false });
