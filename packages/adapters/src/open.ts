import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GatewayError } from '@mscore/ports';
import type { Embedded, EmbeddedOptions } from './embedded';
import { openEmbedded } from './sqlite/open-embedded';

/** Where bus and store are: the values of `MSCORE_BUS` and `MSCORE_STORE`. */
export interface AdapterUrls {
  readonly bus: string;
  readonly store: string;
}

/**
 * Opens what the two URLs name. The only reader of URL schemes: `file:` with `file:`, the same folder.
 * @throws GatewayError MSCORE_ADAPTER_URL naming the variable and what is wrong with it.
 */
export async function openAdapters(urls: AdapterUrls, options: Omit<EmbeddedOptions, 'folder'>): Promise<Embedded> {
  const bus = folderOf('MSCORE_BUS', urls.bus);
  const store = folderOf('MSCORE_STORE', urls.store);
  if (bus !== store) throw wrong('MSCORE_BUS and MSCORE_STORE', 'must name the same folder');
  return openEmbedded({ ...options, folder: bus });
}

const notYet: Readonly<Record<string, string>> = {
  'kafka:': 'Kafka',
  'mongodb:': 'MongoDB',
  'mongodb+srv:': 'MongoDB',
};

function folderOf(variable: string, url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/.exec(url)?.[0];
  if (scheme === 'file:') {
    const path = url.startsWith('file://') ? pathOf(variable, url) : url.slice('file:'.length);
    if (path === '') throw wrong(variable, 'names no folder; expected for example file:./data');
    return resolve(path);
  }
  const product = notYet[scheme ?? ''];
  if (product !== undefined) throw wrong(variable, `asks for ${product}, which this version does not have; use file:`);
  throw wrong(variable, 'must begin with file:, for example file:./data');
}

function pathOf(variable: string, url: string): string {
  try {
    return fileURLToPath(url);
  } catch (cause) {
    throw wrong(variable, 'is no file URL of this machine; expected for example file:./data', cause);
  }
}

const wrong = (variable: string, problem: string, cause?: unknown): GatewayError =>
  new GatewayError('MSCORE_ADAPTER_URL', `${variable} ${problem}`, { retry: false, cause });
