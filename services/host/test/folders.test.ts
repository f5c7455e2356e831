import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFolders } from '../src/folders';

let here: string;

beforeEach(async () => {
  here = await mkdtemp(join(tmpdir(), 'mscore-folders-'));
  await writeFile(join(here, 'file'), '');
});
afterEach(() => rm(here, { recursive: true, force: true }));

const check = (data: string, keys: string) => checkFolders({ data: join(here, data), keys: join(here, keys) });

describe('folders', () => {
  test('that are there, or can be made, are fine, and are not made yet', async () => {
    await check('.', 'a/b/keys');
    expect(await readdir(here)).toEqual(['file']);
  });

  test.each([
    ['file', 'keys', 'MSCORE_DATA', 'is not a folder'],
    ['file/data', 'keys', 'MSCORE_DATA', 'a file is in its way'],
    ['data', 'file', 'MSCORE_KEYS', 'is not a folder'],
    ['data', 'file/a/keys', 'MSCORE_KEYS', 'a file is in its way'],
  ])('%s and %s are refused with the setting to change', async (data, keys, setting, why) => {
    const refused = check(data, keys);
    await expect(refused).rejects.toMatchObject({ code: `${setting}_PATH`, retry: false });
    await expect(refused).rejects.toThrow(why);
  });
});
