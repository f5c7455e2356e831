import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLinks } from '../src';

let folder: string;
const file = () => join(folder, 'links.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mscore-links-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const link = { name: 'a', host: 'h', port: 1, systemId: 's', bind: 'transceiver', shortCodes: ['8049'] };
const write = (changes: object) => writeFile(file(), JSON.stringify([{ ...link, ...changes }]));

test('a password file is read beside the links file, without the newline of its editor', async () => {
  await writeFile(join(folder, 'secret'), 's3cret\n');
  await write({ passwordFile: 'secret' });
  expect(await loadLinks(file())).toMatchObject([{ ...link, password: 's3cret', window: 10, tps: 100 }]);
});

test('a password file that is not there is named with its place in the links file', async () => {
  await write({ passwordFile: 'nowhere' });
  await expect(loadLinks(file())).rejects.toThrow(/links\.json: \/0\/passwordFile: cannot read .*nowhere \(ENOENT\)/);
});

test('a password file that holds no password is refused without repeating it', async () => {
  await writeFile(join(folder, 'secret'), 'much too long for a password');
  await write({ passwordFile: 'secret' });
  const refused = await loadLinks(file()).catch((error: Error) => error.message);
  expect(refused).toContain('/0/passwordFile names a file whose content is no password');
  expect(refused).not.toContain('much too long');
});

test('a links file that is wrong is named with the place', async () => {
  await write({ password: 'x', port: 0 });
  await expect(loadLinks(file())).rejects.toMatchObject({
    code: 'MSCORE_LINKS_INVALID',
    retry: false,
    message: `${file()}: /0/port must be >= 1`,
  });
});
