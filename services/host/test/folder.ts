import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Embedded } from '@mscore/adapters';
import { systemClock } from '@mscore/ports';
import type { LinkStatus } from '@mscore/smpp-connector';
import { type Config, readConfig } from '../src/config';
import { createControlApp, listenForControl } from '../src/control';
import { openData } from '../src/data';
import { createOperations } from '../src/operations';
import { givenSettings, surveysFor } from '../src/surveys';

/** A data folder of a test's own, with the environment that names it. */
export interface Folder {
  readonly environment: Record<string, string>;
  readonly config: Config;
  /** Opens the folder for one piece of work. */
  filled<T>(work: (embedded: Embedded) => Promise<T>): Promise<T>;
  /** Another owner of the folder answers meanwhile, as a gateway does; no service handles anything. */
  owned<T>(work: () => Promise<T>, links?: readonly LinkStatus[]): Promise<T>;
  remove(): void;
}

/** The settings that a gateway with this configuration decides by. */
export const givenBy = (config: Config) => async () => givenSettings(config, await surveysFor(config, () => {}));

export function makeFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'mscore-host-'));
  const environment = {
    MSCORE_DATA: join(folder, 'data'),
    MSCORE_KEYS: join(folder, 'keys'),
    MSCORE_HTTP: '127.0.0.1:0',
  };
  const config = readConfig(environment, folder);
  return {
    environment,
    config,
    filled: async (work) => {
      const { embedded } = await openData(config, { clock: systemClock });
      try {
        return await work(embedded);
      } finally {
        await embedded.close();
      }
    },
    owned: async (work, links = []) => {
      const { embedded } = await openData(config, { clock: systemClock });
      const operations = createOperations(embedded, systemClock, ['centre'], givenBy(config));
      const control = await listenForControl(
        createControlApp(operations, () => links),
        config.data,
      );
      try {
        return await work();
      } finally {
        await control.close();
        await embedded.close();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What a command writes, and the code it ends with. */
export async function outputOf(
  command: (output: { write(text: string): void }) => Promise<number>,
): Promise<{ readonly code: number; readonly text: string }> {
  let text = '';
  const code = await command({
    write: (chunk) => {
      text += chunk;
    },
  });
  return { code, text };
}
