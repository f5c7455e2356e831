import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ManualClock } from '@mscore/ports/suites';
import { openAdapters, openEmbedded } from '../src';

describe('opening a data folder', () => {
  let parent: string;
  let folder: string;
  const clock = new ManualClock();

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'mscore-open-'));
    folder = join(parent, 'data');
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  const openAndClose = async (): Promise<void> => (await openEmbedded({ folder, clock })).close();

  /** Name, size, change time and content of every file. */
  const everything = async (): Promise<unknown> => {
    const names = (await readdir(folder)).sort();
    const files = names.map(async (name) => {
      const { size, mtimeMs, ctimeMs } = await stat(join(folder, name));
      return { name, size, mtimeMs, ctimeMs, content: (await readFile(join(folder, name))).toString('hex') };
    });
    const { mtimeMs, ctimeMs } = await stat(folder);
    return { mtimeMs, ctimeMs, files: await Promise.all(files) };
  };

  it('makes the folder for its owner only and names the format', async () => {
    await openAndClose();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await readFile(join(folder, 'FORMAT'), 'utf8')).toBe('mscore-data/1\n');
    expect((await readdir(folder)).sort()).toEqual(['FORMAT', 'mscore.db']);
  });

  const modesWhileOpen = async (): Promise<Record<string, string>> => {
    const embedded = await openEmbedded({ folder, clock });
    try {
      await embedded.journal.append('smpp.links', []);
      const names = (await readdir(folder)).sort();
      const modes = names.map(async (name) => [name, ((await stat(join(folder, name))).mode & 0o777).toString(8)]);
      return Object.fromEntries(await Promise.all(modes));
    } finally {
      await embedded.close();
    }
  };
  const ownerOnly = { FORMAT: '600', 'mscore.db': '600', 'mscore.db-wal': '600' };

  it.each([0o000, 0o022, 0o277])('makes files for their owner only, umask %i', async (umask) => {
    await mkdir(folder);
    const before = process.umask(umask);
    try {
      expect(await modesWhileOpen()).toMatchObject({ ...ownerOnly, FORMAT: expect.stringMatching(/^[64]00$/) });
    } finally {
      process.umask(before);
    }
  });

  it('takes a data file that others could read away from them, in an open folder too', async () => {
    await openAndClose();
    await chmod(folder, 0o755);
    for (const name of ['mscore.db', 'mscore.db-wal', 'mscore.db-shm']) {
      await writeFile(join(folder, name), '', { flag: 'a' });
      await chmod(join(folder, name), 0o644);
    }
    expect(await modesWhileOpen()).toMatchObject({ ...ownerOnly, 'mscore.db-shm': '600' });
  });

  it('initialises a folder that holds only other things', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'gateway.log'), 'a log');
    await openAndClose();
    expect(await readFile(join(folder, 'gateway.log'), 'utf8')).toBe('a log');
  });

  it('takes the same folder in either spelling, relative and absolute', async () => {
    const adapters = await openAdapters(
      { bus: `file:${folder}/../data`, store: pathToFileURL(folder).href },
      { clock },
    );
    await adapters.close();
    expect(await readdir(folder)).toContain('mscore.db');
  });

  it.each([
    ['mscore-data/2\n', 'MSCORE_DATA_NEWER', /format 2; this program knows up to 1/],
    ['mscore-data/17\n', 'MSCORE_DATA_NEWER', /format 17/],
    ['something else', 'MSCORE_DATA_UNKNOWN', /FORMAT/],
    ['', 'MSCORE_DATA_UNKNOWN', /FORMAT/],
  ])('refuses the format %j and touches nothing', async (format, code, message) => {
    await openAndClose();
    await writeFile(join(folder, 'FORMAT'), format);
    await utimes(join(folder, 'FORMAT'), 1, 1);
    await utimes(join(folder, 'mscore.db'), 1, 1);
    const before = await everything();
    const opening = openEmbedded({ folder, clock });
    await expect(opening).rejects.toMatchObject({ code, retry: false, message: expect.stringMatching(message) });
    expect(await everything()).toEqual(before);
  });

  it('refuses a data file without a format and touches nothing', async () => {
    await mkdir(folder);
    await writeFile(join(folder, 'mscore.db'), 'not ours');
    const before = await everything();
    await expect(openEmbedded({ folder, clock })).rejects.toMatchObject({ code: 'MSCORE_DATA_UNKNOWN' });
    expect(await everything()).toEqual(before);
  });

  it('refuses a damaged data file', async () => {
    await openAndClose();
    await writeFile(join(folder, 'mscore.db'), 'x'.repeat(8192));
    await expect(openEmbedded({ folder, clock })).rejects.toMatchObject({ code: 'MSCORE_STORE_CORRUPT', retry: false });
  });

  it('refuses a path that is no folder', async () => {
    await writeFile(folder, '');
    await expect(openEmbedded({ folder, clock })).rejects.toMatchObject({ code: 'MSCORE_STORE_IO', retry: false });
  });

  it('turns a second gateway away and leaves the first alone', async () => {
    const first = await openEmbedded({ folder, clock });
    await expect(openEmbedded({ folder, clock })).rejects.toMatchObject({
      code: 'MSCORE_DATA_LOCKED',
      retry: false,
      message: expect.stringContaining('another gateway runs on this data folder'),
    });
    await first.journal.append('smpp.links', []);
    await first.close();
    await openAndClose();
  });

  it('refuses to acknowledge before the commit outside of tests', async () => {
    const environment = process.env.NODE_ENV;
    try {
      process.env.NODE_ENV = 'production';
      await expect(openEmbedded({ folder, clock, sabotage: 'synchronous-off' })).rejects.toMatchObject({
        code: 'MSCORE_STORE_UNSAFE',
      });
    } finally {
      process.env.NODE_ENV = environment;
    }
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
