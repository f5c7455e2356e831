import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeys } from '../src/keys';

const november = Date.UTC(2026, 10, 22);
const january = Date.UTC(2027, 0, 2);
let folder: string;
let keys: string;
let data: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mscore-keys-'));
  keys = join(folder, 'keys');
  data = join(folder, 'data');
  await mkdir(data);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the keys', () => {
  test('are made on first start, readable by their owner only', async () => {
    await loadKeys(keys, data, november);
    expect((await readdir(keys)).sort()).toEqual(['address-2026q4.key', 'subscriber.key', 'text-2026q4.key']);
    expect((await stat(keys)).mode & 0o777).toBe(0o700);
    for (const name of await readdir(keys)) expect((await stat(join(keys, name))).mode & 0o777).toBe(0o400);
  });

  test('are the same at the next start', async () => {
    const first = await loadKeys(keys, data, november);
    expect(await loadKeys(keys, data, november)).toEqual(first);
  });

  test('seal with a new key each quarter and still open with the old ones; the subscriber key never changes', async () => {
    const old = await loadKeys(keys, data, november);
    const now = await loadKeys(keys, data, january);
    expect(now.subscriber).toEqual(old.subscriber);
    expect(now.text.map(({ id }) => id)).toEqual(['2027q1', '2026q4']);
    expect(now.text[1]).toEqual(old.text[0]);
  });

  test('stay in force when the clock is set back', async () => {
    await loadKeys(keys, data, january);
    expect((await loadKeys(keys, data, november)).address[0]?.id).toBe('2027q1');
  });

  test('that others can read are refused', async () => {
    await loadKeys(keys, data, november);
    await chmod(join(keys, 'subscriber.key'), 0o444);
    await expect(loadKeys(keys, data, november)).rejects.toMatchObject({ code: 'MSCORE_KEYS_EXPOSED' });
  });

  test('that are missing for data that needs them are not made anew: every opt-out would be lost', async () => {
    await loadKeys(keys, data, november);
    await rm(keys, { recursive: true });
    await expect(loadKeys(keys, data, november)).rejects.toMatchObject({ code: 'MSCORE_KEYS_MISSING' });
    await expect(readdir(keys)).resolves.toEqual([]);
  });

  test('of another installation are refused', async () => {
    await loadKeys(keys, data, november);
    await expect(loadKeys(join(folder, 'other'), data, november)).rejects.toMatchObject({
      code: 'MSCORE_KEYS_MISSING',
    });
    await loadKeys(join(folder, 'third'), join(folder), november);
    await expect(loadKeys(join(folder, 'third'), data, november)).rejects.toMatchObject({
      code: 'MSCORE_KEYS_MISMATCH',
    });
  });

  test('that are damaged are refused by name', async () => {
    await mkdir(keys);
    await writeFile(join(keys, 'subscriber.key'), 'short', { mode: 0o400 });
    await expect(loadKeys(keys, data, november)).rejects.toThrow(/subscriber\.key is no key/);
  });

  test('never lie in the data folder, only a mark of them', async () => {
    const { subscriber } = await loadKeys(keys, data, november);
    const mark = await readFile(join(data, 'KEYS'), 'utf8');
    expect(mark).not.toContain(subscriber.toString('hex').slice(0, 16));
  });
});
