import { readFile } from 'node:fs/promises';
import { GatewayError } from '@mscore/ports';
import { type Archive, archiveOf, formatArchive, parseArchive } from '@mscore/survey-engine';
import type { Config } from '../config';
import type { ConversationAnswer } from '../conversations';
import { putFile } from '../durable-file';
import { readKeys } from '../keys';
import { PROGRAM_VERSION } from '../program-version';

/** What was archived. */
export interface WrittenArchive {
  readonly file: string;
  readonly events: number;
  readonly steps: number;
  /** Where the history in it begins; `now`: nothing that came before is in it. */
  readonly begins: 'with the first event' | 'with an earlier archive' | 'now';
  readonly reason?: string;
  /** Whether it replays equal to the byte, not only in what it says. */
  readonly exact: boolean;
  /** The same in words. */
  readonly words: string;
}

/**
 * The archive that lies under a name, to be continued; undefined where nothing lies there.
 * @throws GatewayError MSCORE_ARCHIVE when something else does, or it cannot be read
 */
export async function readEarlier(file: string): Promise<Archive | undefined> {
  const text = await readText(file, { orMissing: true });
  return text === undefined ? undefined : parsed(file, text);
}

/**
 * An archive file.
 * @throws GatewayError MSCORE_ARCHIVE naming the file, and the line that is wrong
 */
export async function readArchive(file: string): Promise<Archive> {
  return parsed(file, (await readText(file)) ?? '');
}

async function readText(file: string, { orMissing }: { readonly orMissing?: true } = {}): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (orMissing && code === 'ENOENT') return undefined;
    throw new GatewayError('MSCORE_ARCHIVE', `${file}: cannot be read (${code})`, { retry: false, cause });
  }
}

const parsed = (file: string, text: string): Archive => inFile(file, () => parseArchive(text));

/** Does something with an archive; its faults are told with the file's name. */
export function inFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new GatewayError(error.code, `${file}: ${error.message}`, { retry: error.retry, cause: error });
  }
}

/**
 * Writes the archive of a conversation, readable by its owner only, whole or not at all.
 * @param earlier what lies there, to be continued
 */
export async function archiveTo(
  config: Config,
  file: string,
  { record, settings, surveys }: Extract<ConversationAnswer, { kind: 'found' }>,
  earlier: Archive | undefined,
): Promise<WrittenArchive> {
  const deps = { keys: await readKeys(config.keys), surveys: new Map(surveys), program: PROGRAM_VERSION };
  const { archive, begins, reason, exact } = inFile(file, () => archiveOf(deps, settings, record, earlier));
  await put(file, formatArchive(archive), earlier === undefined ? 'make' : 'replace');
  const events = archive.events.length;
  const steps = archive.events.at(-1)?.step ?? 0;
  const told = { file, events, steps, begins, exact, ...(reason === undefined ? {} : { reason }) };
  return { ...told, words: inWords(told, events - (earlier?.events.length ?? 0)) };
}

function inWords({ file, events, steps, begins, reason, exact }: Omit<WrittenArchive, 'words'>, added: number): string {
  const all = `${events} event${events === 1 ? '' : 's'} in ${steps} step${steps === 1 ? '' : 's'}`;
  const equal = exact ? 'equal byte for byte' : 'equal but for the order of properties';
  switch (begins) {
    case 'with the first event':
      return `${file}: ${all}, from the first one; replays ${equal}.`;
    case 'with an earlier archive':
      return `${file}: ${added} added, ${all} now; replays ${equal}.`;
    case 'now':
      return [
        `${file}: begins with the conversation as it stands now, and holds no event: what came`,
        `before cannot be replayed, for ${reason}.`,
        'Archive to the same file later to add what comes.',
      ].join('\n');
    default:
      return begins satisfies never;
  }
}

async function put(file: string, text: string, how: 'make' | 'replace'): Promise<void> {
  try {
    await putFile(file, text, 0o600, how);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new GatewayError('MSCORE_ARCHIVE', `${file}: cannot be written (${code})`, { retry: false, cause });
  }
}
