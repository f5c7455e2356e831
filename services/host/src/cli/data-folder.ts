import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayError, systemClock } from '@mscore/ports';
import { type LinkConfig, parseLinks } from '@mscore/smpp-connector';
import type { Config } from '../config';
import { ask, type Question } from '../control';
import { openData } from '../data';
import { createOperations, type Operations } from '../operations';
import { engineLinks, givenSettings, surveysFor } from '../surveys';

/** Where a command writes: standard output. */
export interface Output {
  write(text: string): unknown;
}

/**
 * Asks the gateway that runs on the data folder; does the same on the folder itself when none runs.
 * @throws GatewayError MSCORE_DATA_MISSING, MSCORE_CONTROL, and those of opening the data folder.
 */
export async function askOrOpen<T>(
  config: Config,
  question: Question,
  here: (operations: Operations) => Promise<T>,
): Promise<T> {
  const answer = await ask<T>(config.data, question);
  return answer === undefined ? withFolder(config, here) : answer;
}

/** Nobody owns the folder: it is opened for one command, and never made. */
export async function withFolder<T>(config: Config, here: (operations: Operations) => Promise<T>): Promise<T> {
  try {
    await access(join(config.data, 'FORMAT'));
  } catch {
    throw new GatewayError('MSCORE_DATA_MISSING', `there is no data in ${config.data}; start the gateway: npm start`, {
      retry: false,
    });
  }
  const { embedded } = await openData(config, { clock: systemClock });
  try {
    const links = await linksIn(config.links);
    const groups = links.map(({ name, group = name }) => group);
    const given = async () => ({
      ...(await givenSettings(config, await surveysFor(config, () => {}))),
      links: engineLinks(links),
    });
    return await here(createOperations(embedded, systemClock, groups, given));
  } finally {
    await embedded.close();
  }
}

/** The links of a file; none where it cannot be read, which is no reason not to look into the folder. */
async function linksIn(linksFile: string): Promise<readonly LinkConfig[]> {
  const parsed = parseLinks(await readFile(linksFile, 'utf8').catch(() => ''));
  return parsed.kind === 'links' ? parsed.links : [];
}
