import { genericProfile } from '../../src/domain/profile';
import { parseProfile, problemOfOverrides, withOverrides } from '../../src/domain/profile-schema';

const parse = (changes: object) => parseProfile(JSON.stringify({ description: 'a test', ...changes }));

describe('a profile', () => {
  test('is the generic one in everything it leaves out', () => {
    expect(parse({})).toEqual({ kind: 'profile', profile: { ...genericProfile, description: 'a test' } });
    expect(parse({ timers: { bindMs: 7 } })).toMatchObject({
      profile: { timers: { ...genericProfile.timers, bindMs: 7 } },
    });
  });

  test.each([
    [{ description: undefined }, '/', 'must have the field "description"'],
    [{ timers: { bindMs: 1.5 } }, '/timers/bindMs', 'must be integer'],
    [{ timers: { bindMs: 0 } }, '/timers/bindMs', 'must be >= 1'],
    [{ adresses: {} }, '/', expect.stringMatching(/^has an unknown field "adresses"; there are: .*, addresses, /)],
    [{ timers: { bindSeconds: 5 } }, '/timers', expect.stringMatching(/unknown field "bindSeconds"; .* bindMs, /)],
    [{ defaultAlphabet: 'ebcdic' }, '/defaultAlphabet', 'must be one of: gsm7, latin1, ucs2, ascii'],
    [{ dataCodings: { 256: 'ucs2' } }, '/dataCodings/256', 'is no data_coding: 0 to 255'],
    [{ dataCodings: { '0x08': 'ucs2' } }, '/dataCodings/0x08', 'is no data_coding: 0 to 255'],
    [{ dataCodings: { 4: 'x' } }, '/dataCodings/4', 'must be one of: gsm7, latin1, ucs2, ascii'],
    [{ alphabets: [] }, '/alphabets', 'must hold at least 1'],
    [{ alphabets: Array(5).fill(genericProfile.alphabets[0]) }, '/alphabets', 'must hold at most 4'],
    [{ description: '' }, '/description', 'must have at least 1 character'],
    [{ description: 'x'.repeat(201) }, '/description', 'must have at most 200 characters'],
    [{ alphabets: [{ alphabet: 'ucs2', dataCoding: 256 }] }, '/alphabets/0/dataCoding', 'must be <= 255'],
    [{ alphabets: [{ alphabet: 'gsm7', dataCoding: 0 }] }, '/alphabets', expect.stringMatching(/^must end with ucs2/)],
    [
      { alphabets: ['ucs2', 'gsm7', 'ucs2'].map((alphabet) => ({ alphabet, dataCoding: 0 })) },
      '/alphabets',
      expect.stringMatching(/^must end with ucs2/),
    ],
    [
      { errors: { ESME_RSUBMITFIAL: 'final' } },
      '/errors/ESME_RSUBMITFIAL',
      expect.stringMatching(/^is no command_sta/),
    ],
    [{ errors: { ESME_ROK: 'final' } }, '/errors/ESME_ROK', expect.stringMatching(/^is no command_status/)],
    [{ errors: { '0x0': 'final' } }, '/errors/0x0', expect.stringMatching(/^is no command_status/)],
    [{ errors: { '0x123456789': 'final' } }, '/errors/0x123456789', expect.stringMatching(/^is no command_status/)],
    [{ errors: { toString: 'final' } }, '/errors/toString', expect.stringMatching(/^is no command_status/)],
    [{ errors: { '0x400': 'ok' } }, '/errors/0x400', expect.stringMatching(/^must be one of: throttle, /)],
    [{ deliveryIdTlv: 65_536 }, '/deliveryIdTlv', 'must be <= 65535'],
    [{ deliveryIdTlv: 0 }, '/deliveryIdTlv', 'must be >= 1'],
    [{ serviceType: 'abcdef' }, '/serviceType', 'must be at most 5 printable ASCII characters (SMPP 3.4 §5.2.11)'],
    [{ addresses: { sourceTon: -1 } }, '/addresses/sourceTon', 'must be >= 0'],
  ])('with %j is refused with the place', (changes, path, message) => {
    expect(parse(changes)).toEqual({ kind: 'problem', path, message });
  });

  test('that is no JSON says where', () => {
    expect(parseProfile('{"description": ')).toMatchObject({ kind: 'problem', path: '/' });
    expect(parseProfile('[]')).toEqual({ kind: 'problem', path: '/', message: 'must be object' });
  });
});

describe('overrides', () => {
  test('need no description, and are judged like a profile', () => {
    expect(problemOfOverrides({ messageIds: 'same' })).toBeUndefined();
    expect(problemOfOverrides({ alphabets: [{ alphabet: 'ascii', dataCoding: 1 }] })).toMatchObject({
      path: '/alphabets',
    });
  });

  test('replace lists and merge objects', () => {
    const base = withOverrides(genericProfile, { errors: { ESME_RSYSERR: 'final' }, dataCodings: { 4: 'latin1' } });
    const profile = withOverrides(base, { errors: { '0x400': 'throttle' }, addresses: { sourceTon: 5 } });
    expect(profile).toMatchObject({
      errors: { ESME_RSYSERR: 'final', '0x400': 'throttle' },
      dataCodings: { 4: 'latin1' },
      addresses: { ...genericProfile.addresses, sourceTon: 5 },
      alphabets: genericProfile.alphabets,
    });
  });
});
