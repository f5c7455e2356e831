import { createHmac, randomBytes } from 'node:crypto';
import { chmod, mkdir, open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { KeyRing, SealingKey } from '@mscore/contracts/crypto';
import { GatewayError } from '@mscore/ports';

/** Bytes of every key. */
const KEY_BYTES = 32;
const SUBSCRIBER = 'subscriber.key';
/** In the data folder: says which keys its contents were made with, without saying anything about the keys. */
const MARK = 'KEYS';

/**
 * The installation's keys; made on first start, files of mode 0400 in a folder of mode 0700. Sealing keys are made
 * anew each quarter, older ones keep opening what they sealed.
 * @throws GatewayError when keys are readable by others, damaged, missing for data that needs them, or other keys
 * than the data was made with.
 */
export async function loadKeys(folder: string, dataFolder: string, now: number): Promise<KeyRing> {
  const mark = await readIfThere(join(dataFolder, MARK));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readIfThere(join(folder, SUBSCRIBER))) === undefined) {
    if (mark !== undefined) {
      throw refusal('MSCORE_KEYS_MISSING', `${dataFolder} holds data, but its keys are not in ${folder}`);
    }
    await writeKey(join(folder, SUBSCRIBER));
  }
  const subscriber = await readKey(join(folder, SUBSCRIBER));
  await checkMark(join(dataFolder, MARK), mark, markOf(subscriber), folder);
  const quarter = quarterOf(now);
  return {
    subscriber,
    address: await sealingKeys(folder, 'address', quarter),
    text: await sealingKeys(folder, 'text', quarter),
  };
}

/** `2026q4`, in UTC. */
const quarterOf = (now: number): string => {
  const date = new Date(now);
  return `${date.getUTCFullYear()}q${Math.floor(date.getUTCMonth() / 3) + 1}`;
};

/** Newest first; this quarter's is made when missing. */
async function sealingKeys(folder: string, purpose: string, quarter: string): Promise<readonly SealingKey[]> {
  const pattern = new RegExp(`^${purpose}-(\\d{4}q[1-4])\\.key$`);
  const present = async () =>
    (await readdir(folder)).map((name) => pattern.exec(name)?.[1]).filter((id) => id !== undefined);
  if (!(await present()).includes(quarter)) await writeKey(join(folder, `${purpose}-${quarter}.key`));
  // A clock set back must not bring an old key back into use: the newest there is seals.
  const ids = (await present()).sort().reverse();
  return Promise.all(ids.map(async (id) => ({ id, secret: await readKey(join(folder, `${purpose}-${id}.key`)) })));
}

async function writeKey(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o400);
  try {
    await file.writeFile(randomBytes(KEY_BYTES).toString('hex'));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readKey(path: string): Promise<Buffer> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    throw refusal('MSCORE_KEYS_EXPOSED', `${path} can be read by others; make it chmod 400`);
  }
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw refusal('MSCORE_KEYS_DAMAGED', `${path} is no key: 64 hex digits expected`);
  return Buffer.from(text, 'hex');
}

async function checkMark(path: string, found: string | undefined, expected: string, folder: string): Promise<void> {
  if (found === undefined) {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(`${expected}\n`);
    await file.sync();
    return file.close();
  }
  if (found.trim() === expected) return;
  throw refusal('MSCORE_KEYS_MISMATCH', `the keys in ${folder} are not those this data was made with (${path})`);
}

const markOf = (subscriber: Buffer): string =>
  createHmac('sha256', subscriber).update('mark of the data folder').digest('hex').slice(0, 16);

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const refusal = (code: `MSCORE_${string}`, message: string): GatewayError =>
  new GatewayError(code, message, { retry: false });

/** Files that hold secrets are not for others to read, whoever made them. */
export const makePrivate = (path: string): Promise<void> => chmod(path, 0o600);
