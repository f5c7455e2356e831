import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const command = join(__dirname, '..', '..', 'bin', 'mscore.js');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `mscore` in an empty folder. */
function mscore(args: readonly string[], environment: Record<string, string> = {}) {
  const { PATH = '' } = process.env;
  const ran = spawnSync(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH, ...environment },
    encoding: 'utf8',
    timeout: 15_000,
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

const links = JSON.stringify([
  { name: 'a', host: '127.0.0.1', port: 9, systemId: 's', password: 'p', bind: 'transceiver', shortCodes: ['8049'] },
]);

describe('the command used wrongly says what and how in one line', () => {
  test.each([
    [['strat'], "unknown command 'strat'"],
    [['responses', '--jsn'], "unknown option '--jsn'"],
    [['responses', 'all'], 'but got 1. Try'],
    [['phone', '--to', 'abc'], 'a short code has 3 to 15 digits'],
    [['demo', '--port', 'x'], 'a port is a number'],
    [['phone', '--number', 'me'], 'a number has 8 to 15 digits'],
    [['phone', '--number', '0900000'], 'a number has 8 to 15 digits'],
    [[], 'a command is missing'],
    [['doctor', '--wait', 'long'], 'seconds are a number'],
    [['doctor', '--ask'], '--ask needs --to'],
    [['doctor', '--ask', '--to', '0900000001'], '--ask needs a terminal'],
    [['doctor', '--ask', '--json', '--to', '0900000001'], 'do not go together'],
    [['doctor', 'a', 'b'], 'but got 2. Try'],
    [['links', 'all'], 'but got 1. Try'],
    [['dead'], 'a command is missing'],
    [['messages'], 'a command is missing'],
    [['messages', 'show'], "missing required argument 'id'"],
    [['conversation', 'show'], "missing required argument 'subscriber'"],
    [['conversation', 'show', '0900000001 '], 'a subscriber is an id of 22 characters'],
    [['conversation', 'show', '+849'], 'a subscriber is an id of 22 characters'],
    [['replay'], "missing required argument 'file'"],
    [['dead', 'lst'], "unknown command 'lst'"],
    [['dead', 'show'], "missing required argument 'id'"],
    [['dead', 'redrive'], 'either ids, or --all with --topic'],
    [['dead', 'redrive', '--all'], 'either ids, or --all with --topic'],
    [['dead', 'redrive', 'a', '--all', '--topic', 'b'], 'either ids, or --all with --topic'],
  ])('%j', (args, what) => {
    const { code, err } = mscore(args);
    expect(code).toBe(2);
    expect(err).toContain(what);
    expect(err).toContain('mscore --help');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err.length).toBeLessThanOrEqual(100);
  });
});

test('a number typed wrongly is not repeated', () => {
  const { code, err } = mscore(['phone', '--number', "0900000001 or\n0900000'002"]);
  expect(code).toBe(2);
  expect(err).toBe('mscore: --number: a number has 8 to 15 digits, for example 0900000001. Try: mscore --help\n');
});

test('a reader that has heard enough is no fault', () => {
  const ran = spawnSync('bash', ['-o', 'pipefail', '-c', `"${process.execPath}" "${command}" --help | true`], {
    encoding: 'utf8',
    timeout: 15_000,
  });
  expect([ran.stderr, ran.status]).toEqual(['', 0]);
});

test('the command asked for help gives it', () => {
  const { code, out } = mscore(['--help']);
  expect(code).toBe(0);
  for (const name of [
    'start',
    'demo',
    'phone',
    'responses',
    'links',
    'messages',
    'conversation',
    'replay',
    'doctor',
    'dead',
  ])
    expect(out).toContain(name);
});

describe('what cannot be started is refused with the reason', () => {
  test('an unknown setting', () => {
    expect(mscore(['start'], { MSCORE_DAT: 'x' })).toMatchObject({
      code: 78,
      err: 'mscore: MSCORE_DAT is no setting (did you mean MSCORE_DATA?) [MSCORE_CONFIG]\n',
    });
  });

  test('no links file', () => {
    const { code, err } = mscore(['start']);
    expect(code).toBe(78);
    expect(err.match(/links\.json/g)).toHaveLength(1);
    expect(err).toContain('mscore demo');
  });

  test('no password file, without advice about the links file', () => {
    writeFileSync(join(folder, 'links.json'), links.replace('"password":"p"', '"passwordFile":"nowhere"'), {
      mode: 0o600,
    });
    const { code, err } = mscore(['start']);
    expect(code).toBe(78);
    expect(err).toMatch(/links\.json: \/0\/passwordFile: cannot read .*nowhere \(ENOENT\) \[/);
  });

  test('a links file with a fault, by its place', () => {
    writeFileSync(join(folder, 'links.json'), links.replace('"port":9', '"port":"9"'), { mode: 0o600 });
    const { code, err } = mscore(['start']);
    expect(code).toBe(78);
    expect(err).toContain('links.json: /0/port must be integer');
  });

  test('a survey folder with a fault in the chosen survey', () => {
    writeFileSync(join(folder, 'links.json'), links, { mode: 0o600 });
    mkdirSync(join(folder, 'surveys'));
    writeFileSync(join(folder, 'surveys', 'mine.json'), '{"format":"mscore-survey/1"');
    const { code, err } = mscore(['start'], { MSCORE_SURVEYS: 'surveys', MSCORE_SURVEY: 'mine' });
    expect(code).toBe(78);
    expect(err).toContain('mine.json');
  });

  test('a keywords file with a word that answers a question', () => {
    writeFileSync(join(folder, 'links.json'), links, { mode: 0o600 });
    writeFileSync(join(folder, 'words.json'), '{"*":{"surveys":{"CHUA XONG":"health-centre"}}}');
    const { code, err } = mscore(['start'], { MSCORE_KEYWORDS: 'words.json' });
    expect(code).toBe(78);
    expect(err).toBe(
      'mscore: words.json: /*/surveys/CHUA XONG "CHUA XONG" is a reply to question q5 of survey one-stop-shop [MSCORE_KEYWORDS]\n',
    );
  });

  test.each([[['start']], [['demo', '--port', '0']]])(
    'a data folder of a newer format, which is not touched: %j',
    (args) => {
      writeFileSync(join(folder, 'links.json'), links, { mode: 0o600 });
      const data = join(folder, 'data');
      mkdirSync(data);
      writeFileSync(join(data, 'FORMAT'), 'mscore-data/2\n');
      writeFileSync(join(data, 'mscore.db'), 'of tomorrow');
      const before = statSync(join(data, 'mscore.db')).mtimeMs;
      const { code, err } = mscore(args);
      expect(code).toBe(78);
      expect(err).toContain('newer');
      expect(readdirSync(data).sort()).toEqual(['FORMAT', 'mscore.db']);
      expect(readFileSync(join(data, 'mscore.db'), 'utf8')).toBe('of tomorrow');
      expect(statSync(join(data, 'mscore.db')).mtimeMs).toBe(before);
      expect(readdirSync(folder)).not.toContain('keys');
    },
  );

  test.each([['start'], ['demo'], ['responses']])('a file where the data folder should be: %s', (name) => {
    writeFileSync(join(folder, 'links.json'), links, { mode: 0o600 });
    writeFileSync(join(folder, 'data'), '');
    const { code, err } = mscore([name]);
    expect(err).toMatch(/^mscore: MSCORE_DATA: \S+ cannot be used: \S+ is not a folder \[MSCORE_DATA_PATH\]\n$/);
    expect(code).toBe(78);
    expect(readdirSync(folder).sort()).toEqual(['data', 'links.json']);
  });

  test('keys inside the data folder', () => {
    expect(mscore(['start'], { MSCORE_KEYS: 'data/keys' })).toMatchObject({ code: 78 });
  });

  test.each([[['responses']], [['messages', 'show', 'some-id']], [['dead', 'list']], [['dead', 'redrive', 'some-id']]])(
    '%j where there is no data, without making any',
    (args) => {
      const { code, err } = mscore(args);
      expect(code).toBe(69);
      expect(err).toContain('npm start');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('links where no gateway runs', () => {
    const { code, err } = mscore(['links']);
    expect(code).toBe(69);
    expect(err).toMatch(/^mscore: no gateway runs on \S+; start it: mscore start\..* \[MSCORE_NO_GATEWAY\]\n$/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a phone where no message centre is simulated', () => {
    const { code, out, err } = mscore(['phone']);
    expect(code).not.toBe(0);
    expect(out + err).toContain('npm start');
  });
});
