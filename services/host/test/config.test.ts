import { describeConfig, readConfig, settingsTable } from '../src/config';
import { settings } from '../src/settings';

const here = '/srv/mscore';
const read = (environment: Record<string, string> = {}) => readConfig(environment, here);

describe('the configuration', () => {
  test('of an empty environment is the default, with absolute paths', () => {
    expect(read()).toMatchObject({
      data: '/srv/mscore/data',
      keys: '/srv/mscore/keys',
      http: { host: '127.0.0.1', port: 8080 },
      links: '/srv/mscore/links.json',
      bus: 'file:/srv/mscore/data',
      store: 'file:/srv/mscore/data',
      walkIn: 'on',
      logLevel: 'info',
    });
  });

  test.each([
    [{ MSCORE_HTTP: '8080' }, 'MSCORE_HTTP must be HOST:PORT'],
    [{ MSCORE_HTTP: 'localhost:99999' }, 'MSCORE_HTTP must be HOST:PORT'],
    [{ MSCORE_WALK_IN: 'yes' }, 'MSCORE_WALK_IN must be one of: on, off'],
    [{ MSCORE_DATA: '' }, 'MSCORE_DATA must not be empty'],
    [{ MSCORE_LOG_LEVEL: 'loud' }, 'MSCORE_LOG_LEVEL must be one of'],
    [{ MSCORE_COUNTRY: 'vietnam' }, 'MSCORE_COUNTRY must be two capital letters'],
    [{ MSCORE_COUNTRY: 'XX' }, 'MSCORE_COUNTRY is no country whose numbers are known'],
    [{ MSCORE_RESEND_AFTER_MS: '1e4' }, 'MSCORE_RESEND_AFTER_MS must be a whole number'],
    [{ MSCORE_KEYS: './data/keys' }, 'MSCORE_KEYS must lie outside MSCORE_DATA'],
    [{ MSCORE_KEYS: './data' }, 'MSCORE_KEYS must lie outside MSCORE_DATA'],
    [{ MSCORE_BUS: 'file:./elsewhere' }, 'MSCORE_BUS must name the folder of MSCORE_DATA'],
    [{ MSCORE_LINK: 'x' }, 'MSCORE_LINK is no setting (did you mean MSCORE_LINKS?)'],
    [{ MSCORE_SURVVY: 'x' }, 'MSCORE_SURVVY is no setting (did you mean MSCORE_SURVEY?)'],
    [{ MSCORE_HTPP: 'x' }, 'MSCORE_HTPP is no setting (did you mean MSCORE_HTTP?)'],
    [{ MSCORE_FAILPOINT: 'row9:after:1' }, 'MSCORE_FAILPOINT is for test builds only'],
    [{ NODE_ENV: 'test', MSCORE_FAILPOINT: 'row1:after:1' }, 'MSCORE_FAILPOINT must be like'],
    [{ MSCORE_SABOTAGE: 'synchronous-off' }, 'MSCORE_SABOTAGE is for test builds only'],
  ])('refuses %j with the reason', (environment, reason) => {
    expect(() => read(environment as Record<string, string>)).toThrow(reason);
  });

  test('names every fault at once', () => {
    expect(() => read({ MSCORE_WALK_IN: 'x', MSCORE_NONSENSE: '1' })).toThrow(
      'MSCORE_NONSENSE is no setting; MSCORE_WALK_IN must be one of: on, off',
    );
  });

  test('reads a failpoint in a test build', () => {
    expect(read({ NODE_ENV: 'test', MSCORE_FAILPOINT: 'row9:after:37' }).failpoint).toEqual({ row: 'row9', after: 37 });
  });

  test('takes IPv6 addresses', () => {
    expect(read({ MSCORE_HTTP: '[::1]:80' }).http).toEqual({ host: '::1', port: 80 });
  });

  test('is described by one row for each setting that is not for tests', () => {
    for (const one of Object.values(settings)) {
      expect(settingsTable().includes(`\`${one.name}\``)).toBe(!('testOnly' in one));
    }
  });

  test('is shown whole, but for the switches of test builds', () => {
    const shown = describeConfig(read({ MSCORE_HTTP: '[::1]:80', MSCORE_WALK_IN: 'off' }));
    expect(shown).toMatchObject({ MSCORE_HTTP: '[::1]:80', MSCORE_WALK_IN: 'off', MSCORE_RESEND_AFTER_MS: '10000' });
    for (const one of Object.values(settings)) expect(one.name in shown).toBe(!('testOnly' in one));
  });

  test('is shown without the login of a URL', () => {
    expect(describeConfig(read({ MSCORE_STORE: 'mongodb://me:secret@db/x' })).MSCORE_STORE).toBe('mongodb://…@db/x');
  });
});
