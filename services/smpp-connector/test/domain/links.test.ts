import { parseLinks } from '../../src/domain/links';

const good = {
  name: 'viettel',
  host: 'smsc.example',
  port: 2775,
  systemId: 'mscore',
  password: 'secret',
  bind: 'transceiver',
  shortCodes: ['8049'],
  window: 50,
  tps: 100,
};

const parse = (changes: Record<string, unknown>) => parseLinks(JSON.stringify([{ ...good, ...changes }]));

describe('a links file', () => {
  test('that is right is read, with the usual window and pace where it says none', () => {
    expect(parse({ window: undefined, tps: undefined })).toEqual({
      kind: 'links',
      links: [{ ...good, window: 10, tps: 100, profile: 'generic' }],
    });
  });

  test.each([
    [{ port: '2775' }, '/0/port', 'must be integer'],
    [{ port: 70_000 }, '/0/port', 'must be <= 65535'],
    [{ bind: 'receiver' }, '/0/bind', 'must be one of: transceiver, pair'],
    [{ pasword: 'x' }, '/0', expect.stringMatching(/^has an unknown field "pasword"; there are: .*, password, /)],
    [{ password: undefined }, '/0', 'must have either "password" or "passwordFile"'],
    [{ passwordFile: 'too' }, '/0', 'must have either "password" or "passwordFile"'],
    [{ shortCodes: [] }, '/0/shortCodes', 'must hold at least 1'],
    [{ shortCodes: ['8049', '8049'] }, '/0/shortCodes', 'must not hold the same twice'],
    [{ carriers: ['Viettel', 'Viettel'] }, '/0/carriers', 'must not hold the same twice'],
    [{ fastReplyMs: 60_001 }, '/0/fastReplyMs', 'must be <= 60000'],
    [{ window: 0 }, '/0/window', 'must be >= 1'],
    [{ host: undefined }, '/0', 'must have the field "host"'],
    [{ name: 'Viettel' }, '/0/name', 'must be 1 to 31 small letters, digits and hyphens'],
    [{ profile: 'a/b' }, '/0/profile', 'must be the name of a shipped profile, or a file ending in .json'],
    [{ overrides: { timers: { bindMs: 'x' } } }, '/0/overrides/timers/bindMs', 'must be integer'],
    [
      { overrides: { bindMs: 1 } },
      '/0/overrides',
      expect.stringMatching(/^has an unknown field "bindMs"; there are: /),
    ],
    [{ overrides: [] }, '/0/overrides', 'must be object'],
    [
      { tls: { pin: 'ab' } },
      '/0/tls/pin',
      'must be a SHA-256: of the certificate in hex, or of its public key in Base64',
    ],
    [{ tls: { cert: 'c' } }, '/0/tls', 'must have property key when property cert is present'],
  ])('with %j names the place', (changes, path, message) => {
    expect(parse(changes)).toEqual({ kind: 'problem', path, message });
  });

  test('never repeats a password it refuses', () => {
    const refused = parse({ password: 'far too long' });
    expect(refused).toMatchObject({ kind: 'problem', path: '/0/password' });
    expect(JSON.stringify(refused)).not.toContain('far too');
  });

  test('that is no JSON says where, not what', () => {
    const refused = parseLinks('[{"name":"a", "password": secret}]');
    expect(refused).toMatchObject({ kind: 'problem', path: '/' });
    expect(JSON.stringify(refused)).not.toContain('secret');
  });

  test('with a name used twice names the second', () => {
    expect(parseLinks(JSON.stringify([good, good]))).toEqual({
      kind: 'problem',
      path: '/1/name',
      message: 'is the name of an earlier link',
    });
  });

  test('without links is refused', () => {
    expect(parseLinks('[]')).toMatchObject({ kind: 'problem', path: '/' });
    expect(parseLinks('')).toMatchObject({ kind: 'problem', path: '/' });
  });
});
