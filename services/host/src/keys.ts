import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing, SealingKey } from '@mscore/contracts/crypto';
import { GatewayError } from '@mscore/ports';
import { putFile, UNFINISHED } from './durable-file';
import { fingerprintOf, type Mark, readMark, writeMark } from './keys-mark';

/** Bytes of every key. */
const KEY_BYTES = 32;
const SUBSCRIBER = 'subscriber.key';
/** What sealing keys are for: the beginning of their file names. */
const PURPOSES = ['address', 'text'] as const;

type Purpose = (typeof PURPOSES)[number];

/**
 * The installation's keys; made on first start, files of mode 0400 in a folder of mode 0700. Sealing keys are made
 * anew each quarter, older ones keep opening what they sealed.
 * @throws GatewayError when keys are readable by others, damaged, missing for data that needs them, or other keys
 * than the data was made with.
 */
export async function loadKeys(folder: string, dataFolder: string, now: number): Promise<KeyRing> {
  const mark = await readMark(dataFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const present = await keyFilesIn(folder);
  if (mark !== undefined) refuseMissing(mark, present, folder, dataFolder);
  const quarter = quarterOf(now);
  for (const name of [SUBSCRIBER, ...PURPOSES.map((purpose) => fileOf(purpose, quarter))]) {
    if (!present.includes(name)) await makeKey(join(folder, name));
  }
  const files = await keyFilesIn(folder);
  const subscriber = await readKey(join(folder, SUBSCRIBER));
  const keys = {
    subscriber,
    address: await sealingKeys(folder, 'address', files),
    text: await sealingKeys(folder, 'text', files),
  };
  await keepMark(mark, { subscriber: fingerprintOf(subscriber), files: files.filter(isSealing) }, folder, dataFolder);
  return keys;
}

/**
 * The installation's keys as they are: none is made, and nothing is noted.
 * @throws GatewayError MSCORE_KEYS_MISSING when there are none, and those of {@link loadKeys}
 */
export async function readKeys(folder: string): Promise<KeyRing> {
  const names = await readdir(folder).catch((): readonly string[] => []);
  if (!names.includes(SUBSCRIBER)) {
    throw refusal('MSCORE_KEYS_MISSING', `the keys of this installation are not in ${folder}; look at MSCORE_KEYS`);
  }
  return {
    subscriber: await readKey(join(folder, SUBSCRIBER)),
    address: await sealingKeys(folder, 'address', [...names].sort()),
    text: await sealingKeys(folder, 'text', [...names].sort()),
  };
}

/** `2026q4`, in UTC. */
const quarterOf = (now: number): string => {
  const date = new Date(now);
  return `${date.getUTCFullYear()}q${Math.floor(date.getUTCMonth() / 3) + 1}`;
};

const fileOf = (purpose: Purpose, quarter: string): string => `${purpose}-${quarter}.key`;

const quarterOfFile = (purpose: Purpose, name: string): string | undefined =>
  new RegExp(`^${purpose}-(\\d{4}q[1-4])\\.key$`).exec(name)?.[1];

const isSealing = (name: string): boolean => PURPOSES.some((purpose) => quarterOfFile(purpose, name) !== undefined);

/** File names, sorted. A key that was never finished sealed nothing: it goes, being a secret all the same. */
async function keyFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  for (const name of names.filter((one) => one.endsWith(`.key${UNFINISHED}`))) {
    await rm(join(folder, name), { force: true });
  }
  return names.filter((name) => name === SUBSCRIBER || isSealing(name)).sort();
}

/** Making a lost key anew would hide the loss: nothing sealed or derived with the old one could be read again. */
function refuseMissing(mark: Mark, present: readonly string[], folder: string, dataFolder: string): void {
  const missing = [SUBSCRIBER, ...mark.files].filter((name) => !present.includes(name));
  for (const purpose of PURPOSES) {
    const some = [...present, ...missing].some((name) => quarterOfFile(purpose, name) !== undefined);
    if (!some) missing.push(`${purpose}-*.key`);
  }
  if (missing.length === 0) return;
  throw refusal(
    'MSCORE_KEYS_MISSING',
    `${dataFolder} holds data, but its keys are not in ${folder}: ${missing.join(', ')}`,
  );
}

/** Newest first: a clock set back must not bring an old key back into use. */
function sealingKeys(folder: string, purpose: Purpose, files: readonly string[]): Promise<readonly SealingKey[]> {
  const ids = files.flatMap((name) => quarterOfFile(purpose, name) ?? []).reverse();
  return Promise.all(ids.map(async (id) => ({ id, secret: await readKey(join(folder, fileOf(purpose, id))) })));
}

const makeKey = (path: string): Promise<void> => putFile(path, randomBytes(KEY_BYTES).toString('hex'), 0o400, 'make');

async function readKey(path: string): Promise<Buffer> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw refusal('MSCORE_KEYS_EXPOSED', `${path} can be read by others; make it chmod 400`);
  }
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw refusal('MSCORE_KEYS_DAMAGED', `${path} is no key: 64 hex digits expected`);
  return Buffer.from(text, 'hex');
}

async function keepMark(found: Mark | undefined, now: Mark, folder: string, dataFolder: string): Promise<void> {
  if (found !== undefined && found.subscriber !== now.subscriber) {
    throw refusal('MSCORE_KEYS_MISMATCH', `the keys in ${folder} are not those ${dataFolder} was made with`);
  }
  if (found?.files.join() !== now.files.join()) await writeMark(dataFolder, now);
}

const refusal = (code: `MSCORE_${string}`, message: string): GatewayError =>
  new GatewayError(code, message, { retry: false });
