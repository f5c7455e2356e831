import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateAuthority, type Identity } from '../../../packages/smpp/test/certificates';
import { genericProfile, loadLinks } from '../src';

let folder: string;
const file = () => join(folder, 'links.json');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mscore-links-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const link = { name: 'a', host: 'h', port: 1, systemId: 's', bind: 'transceiver', shortCodes: ['8049'] };
const write = (changes: object) => writeFile(file(), JSON.stringify([{ ...link, ...changes }]), { mode: 0o600 });
const beside = (name: string, content: string, mode = 0o600) => writeFile(join(folder, name), content, { mode });
const refusal = () =>
  loadLinks(file()).then(
    () => 'was loaded',
    (error: Error) => error.message,
  );

test('a password file is read beside the links file, without the newline of its editor', async () => {
  await beside('secret', 's3cret\n');
  await write({ passwordFile: 'secret' });
  expect(await loadLinks(file())).toMatchObject([{ ...link, password: 's3cret', window: 10, tps: 100 }]);
});

test('a password file that is not there is named with its place in the links file', async () => {
  await write({ passwordFile: 'nowhere' });
  await expect(loadLinks(file())).rejects.toThrow(/links\.json: \/0\/passwordFile: cannot read .*nowhere \(ENOENT\)/);
});

test('a password file that holds no password is refused without repeating it', async () => {
  await beside('secret', 'much too long for a password');
  await write({ passwordFile: 'secret' });
  const refused = await refusal();
  expect(refused).toContain('/0/passwordFile names a file whose content is no password');
  expect(refused).not.toContain('much too long');
});

test('a password file that everybody can read is refused, with what to do about it', async () => {
  await beside('secret', 's3cret');
  await chmod(join(folder, 'secret'), 0o644);
  await write({ passwordFile: 'secret' });
  await expect(loadLinks(file())).rejects.toMatchObject({
    code: 'MSCORE_LINKS_SECRET_OPEN',
    message: expect.stringMatching(/\/0\/passwordFile: everybody on this machine can read .*: chmod o-r .*secret$/),
  });
});

test('a links file that is wrong is named with the place', async () => {
  await write({ password: 'x', port: 0 });
  await expect(loadLinks(file())).rejects.toMatchObject({
    code: 'MSCORE_LINKS_INVALID',
    retry: false,
    message: `${file()}: /0/port must be >= 1`,
  });
});

describe('the group of a link', () => {
  test('is its own name, or what it says', async () => {
    await writeFile(
      file(),
      JSON.stringify([
        { ...link, password: '' },
        { ...link, name: 'b', password: '', group: 'a' },
      ]),
    );
    expect((await loadLinks(file())).map(({ group }) => group)).toEqual(['a', 'a']);
  });
});

describe('the profile of a link', () => {
  test('is the generic one where it names none', async () => {
    await write({ password: 'x' });
    expect((await loadLinks(file()))[0]?.profile).toEqual(genericProfile);
  });

  test('is a shipped one by its name, or a file beside the links file', async () => {
    await write({ password: 'x', profile: 'sar' });
    expect((await loadLinks(file()))[0]?.profile).toMatchObject({ concatenation: 'sar', messageIds: 'same' });
    await beside('mine.json', JSON.stringify({ description: 'mine', messageIds: 'hex-then-decimal' }));
    await write({ password: 'x', profile: 'mine.json' });
    expect((await loadLinks(file()))[0]?.profile).toEqual({
      ...genericProfile,
      description: 'mine',
      messageIds: 'hex-then-decimal',
    });
  });

  test('is what the link overrides in it, field by field', async () => {
    const overrides = {
      timers: { bindMs: 1 },
      errors: { '0x400': 'temporary' },
      alphabets: [{ alphabet: 'ucs2', dataCoding: 8 }],
    };
    await write({ password: 'x', profile: 'slow-line', overrides });
    expect((await loadLinks(file()))[0]?.profile).toMatchObject({
      timers: { connectMs: 30_000, bindMs: 1, credentialsMs: genericProfile.timers.credentialsMs },
      errors: { '0x400': 'temporary' },
      alphabets: [{ alphabet: 'ucs2', dataCoding: 8 }],
    });
  });

  test('that is not shipped is refused with those that are', async () => {
    await write({ password: 'x', profile: 'generik' });
    expect(await refusal()).toMatch(/: \/0\/profile is no shipped profile; there are: decimal-then-hex, generic, /);
  });

  test('that is wrong is named with its own file and the place in it', async () => {
    await beside('mine.json', JSON.stringify({ description: 'mine', timers: { bindMs: 'long' } }));
    await write({ password: 'x', profile: 'mine.json' });
    expect(await refusal()).toBe(`${join(folder, 'mine.json')}: /timers/bindMs must be integer`);
  });

  test('is not read through a name that leaves the folder of those shipped', async () => {
    await write({ password: 'x', profile: '../links/generic' });
    expect(await refusal()).toMatch(/\/0\/profile must be the name of a shipped profile, or a file ending in \.json$/);
  });
});

describe('a link with TLS', () => {
  let authority: CertificateAuthority;
  let own: Identity;
  let other: Identity;

  beforeAll(() => {
    authority = new CertificateAuthority();
    own = authority.issue('own', 'DNS:own');
    other = authority.issue('other', 'DNS:other');
  });
  afterAll(() => authority.remove());

  test('has the content of the files it names', async () => {
    const { cert, key } = own;
    const ca = `${other.cert}\n${authority.cert}`;
    await beside('ca.pem', ca);
    await beside('own.pem', cert);
    await beside('own.key', key);
    const pin = 'ab'.repeat(32);
    await write({ password: 'x', tls: { ca: 'ca.pem', cert: 'own.pem', key: 'own.key', pin, servername: 'smsc' } });
    expect((await loadLinks(file()))[0]?.tls).toEqual({ ca, cert, key, pin, servername: 'smsc' });
  });

  test.each([
    ['nothing', () => '', 'holds no certificate (PEM)'],
    ['something else', () => own.key, 'holds no certificate (PEM)'],
    ['half a certificate', () => authority.cert.slice(0, 200), 'whose certificate 1 cannot be read'],
    [
      'a broken one among others',
      () => `${authority.cert}${authority.cert.replace(/\n[^\n]{20}/, '\n!')}`,
      'whose certificate 2 cannot be read',
    ],
  ])('whose ca is a file with %s does not trust the system instead', async (_name, ca, message) => {
    await beside('ca.pem', ca());
    await write({ password: 'x', tls: { ca: 'ca.pem' } });
    await expect(loadLinks(file())).rejects.toMatchObject({
      code: 'MSCORE_LINKS_INVALID',
      message: expect.stringMatching(/links\.json: \/0\/tls\/ca names a file /),
    });
    expect(await refusal()).toContain(message);
  });

  test.each([
    ['no certificate', () => ['CERT', own.key], '/0/tls/cert names a file that is no certificate (PEM)'],
    ['no key', () => [own.cert, 'KEY'], '/0/tls/key names a file that is no key (PEM) of this certificate'],
    ['an empty key', () => [own.cert, ''], '/0/tls/key names a file that is no key (PEM) of this certificate'],
    [
      'the key of another certificate',
      () => [own.cert, other.key],
      '/0/tls/key names a file that is no key (PEM) of this certificate: key values mismatch',
    ],
  ])('of its own that is %s is refused with the place', async (_name, files, message) => {
    const [cert = '', key = ''] = files();
    await beside('own.pem', cert);
    await beside('own.key', key);
    await write({ password: 'x', tls: { cert: 'own.pem', key: 'own.key' } });
    const refused = await refusal();
    expect(refused).toContain(message);
    expect(refused).not.toContain('BEGIN');
  });

  test('may trust whom the system trusts', async () => {
    await write({ password: 'x', tls: {} });
    expect((await loadLinks(file()))[0]?.tls).toEqual({});
  });

  test('is refused while everybody can read its key', async () => {
    await beside('own.pem', 'CERT', 0o644);
    await beside('own.key', 'KEY');
    await chmod(join(folder, 'own.key'), 0o604);
    await write({ password: 'x', tls: { cert: 'own.pem', key: 'own.key' } });
    expect(await refusal()).toMatch(/\/0\/tls\/key: everybody on this machine can read/);
  });

  test('is refused when a file it names is not there', async () => {
    await write({ password: 'x', tls: { ca: 'nowhere.pem' } });
    expect(await refusal()).toMatch(/\/0\/tls\/ca: cannot read .*nowhere\.pem \(ENOENT\)/);
  });
});

test('a links file with a password in it that everybody can read is refused, and one without is not', async () => {
  await write({ password: 's3cret' });
  await chmod(file(), 0o644);
  await expect(loadLinks(file())).rejects.toMatchObject({
    code: 'MSCORE_LINKS_SECRET_OPEN',
    message: expect.stringContaining('/0/password'),
  });
  await beside('secret', 's3cret\n');
  await write({ passwordFile: 'secret' });
  await chmod(file(), 0o644);
  expect(await loadLinks(file())).toHaveLength(1);
});
