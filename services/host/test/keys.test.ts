import { chmod, type FileHandle, mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
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

/** What every open file inherits from. */
async function fileHandles(): Promise<FileHandle> {
  const file = await open(folder, 'r');
  await file.close();
  return Object.getPrototypeOf(file) as FileHandle;
}

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

  test.each([
    ['this quarter’s', ['text-2026q4.key'], november],
    ['an older quarter’s', ['address-2026q4.key'], january],
  ])('that sealed something are not made anew when they are lost: %s', async (_which, lost, now) => {
    await loadKeys(keys, data, november);
    for (const name of lost) await rm(join(keys, name));
    await expect(loadKeys(keys, data, now)).rejects.toMatchObject({
      code: 'MSCORE_KEYS_MISSING',
      message: expect.stringContaining(String(lost[0])),
    });
    expect(await readdir(keys)).not.toContain(lost[0]);
  });

  test('of a purpose all lost are refused even where the mark does not list them', async () => {
    await loadKeys(keys, data, november);
    const [fingerprint] = (await readFile(join(data, 'KEYS'), 'utf8')).split('\n');
    await writeFile(join(data, 'KEYS'), `${fingerprint}\n`);
    await rm(join(keys, 'text-2026q4.key'));
    await expect(loadKeys(keys, data, january)).rejects.toThrow(/text-\*\.key/);
  });

  test('are listed in the mark as they come, so that each loss is noticed', async () => {
    await loadKeys(keys, data, november);
    await loadKeys(keys, data, january);
    await rm(join(keys, 'text-2027q1.key'));
    await expect(loadKeys(keys, data, january)).rejects.toThrow(/text-2027q1\.key/);
  });

  test.each([1, 2, 3, 4])('are whole after a start that was cut off at write %i', async (nth) => {
    const handles = await fileHandles();
    const { writeFile: write } = handles;
    const writing = jest.spyOn(handles, 'writeFile');
    for (let whole = 1; whole < nth; whole += 1) {
      writing.mockImplementationOnce(function (this: FileHandle, text) {
        return write.call(this, text);
      });
    }
    writing.mockRejectedValueOnce(new Error('cut off'));
    await expect(loadKeys(keys, data, november)).rejects.toThrow('cut off');
    writing.mockRestore();
    expect((await loadKeys(keys, data, november)).text).toHaveLength(1);
    expect((await readdir(keys)).sort()).toEqual(['address-2026q4.key', 'subscriber.key', 'text-2026q4.key']);
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
