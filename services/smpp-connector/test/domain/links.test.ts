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
      links: [{ ...good, window: 10, tps: 100 }],
    });
  });

  test.each([
    [{ port: '2775' }, '/0/port', 'must be integer'],
    [{ port: 70_000 }, '/0/port', 'must be <= 65535'],
    [{ bind: 'receiver' }, '/0/bind', 'must be one of: transceiver'],
    [{ pasword: 'x' }, '/0', 'has an unknown field "pasword"'],
    [{ password: undefined }, '/0', 'must have either "password" or "passwordFile"'],
    [{ passwordFile: 'too' }, '/0', 'must have either "password" or "passwordFile"'],
    [{ shortCodes: [] }, '/0/shortCodes', 'must NOT have fewer than 1 items'],
    [{ window: 0 }, '/0/window', 'must be >= 1'],
    [{ host: undefined }, '/0', "must have required property 'host'"],
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
