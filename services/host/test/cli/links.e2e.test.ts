import type { LinkStatus } from '@mscore/smpp-connector';
import { describeLinks } from '../../src/cli/describe-links';
import { links } from '../../src/cli/links';
import { type Folder, makeFolder, outputOf } from '../folder';
import { linkStatus } from '../link-status';

const SLOW: readonly NonNullable<LinkStatus['slow']>[] = [
  ...(['unbound', 'throttled', 'rate', 'window', 'deferred', 'round-trip', 'store'] as const),
];

const UNBOUND = { type: 'transceiver', state: 'waiting', encrypted: false } as const;

describe('the links for the eye', () => {
  test('are a table, with the binds of each and nothing else where all is well', () => {
    const lines = describeLinks([linkStatus()]).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'LINK    STATE  WINDOW  WAITING  UNKNOWN  RATE/S   TOO FAST  ANSWERS  UNMATCHED',
      'centre  bound  2/10    0        0        100/100  0/0       12/80    0',
      '',
      'centre, group centre',
      '  transceiver bound since 2026-11-22T09:00:00Z, encrypted',
    ]);
    expect(lines[5]).toBe('');
  });

  test('fit 100 columns, however much there is to say', () => {
    const worst = SLOW.map((slow, index) =>
      linkStatus({
        name: index % 2 === 0 ? 'a-link-with-a-name-of-31-letters'.slice(0, 31) : 'fourteen-chars',
        group: 'a-link-with-a-name-of-31-letters'.slice(0, 31),
        state: 'half-bound',
        slow,
        onWire: 1_000,
        window: 1_000,
        waiting: 2_000,
        more: true,
        deferred: 20_000,
        unknown: 20_000,
        rate: { configured: 1_000, now: 512.3 },
        throttled: { submits: 12_345, pauses: 678 },
        roundTripMs: { p50: 1_234, p99: 9_876 },
        receipts: { ...linkStatus().receipts, unmatched: 12_345, proposed: 'hex-then-decimal' },
        binds: [
          { type: 'transmitter', state: 'bound', boundSince: '2026-11-22T09:00:00.000Z', encrypted: false },
          {
            ...({ type: 'receiver', state: 'refused', lastSetback: 'tls: certificate is for another host' } as const),
            ...{ since: '2026-11-22T09:00:00.000Z', nextTryAt: '2026-11-22T09:05:00.000Z', encrypted: false },
          },
          { type: 'transceiver', state: 'refused', lastSetback: 'ESME_RALYBND', encrypted: false },
        ],
      }),
    );
    const text = describeLinks(worst);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    // A long name never pushes its columns out of line.
    expect(text.split('\n')[2]).toMatch(/^ {16}half-bound {2}1000\/1000 {2}2000\+ /);
  });

  test.each(SLOW)('say why a link is slow and what to do about it: %s', (slow) => {
    const said = (status: LinkStatus) => describeLinks([status]).split('\n').slice(5, 7);
    expect(said(linkStatus())[0]).toBe('');
    if (slow === 'unbound') return;
    const [why, what] = said(linkStatus({ slow, waiting: 9 }));
    expect(why).toMatch(/because .*\.$/);
    expect(what).toMatch(/Raise|Ask|Look/);
  });

  const noted = (changes: Partial<LinkStatus>) =>
    describeLinks([linkStatus(changes)])
      .split('\n')
      .slice(4, -5)
      .join('\n');

  test('say since when a bind does not stand, why, when it is tried next, and what to look at', () => {
    const never = { ...UNBOUND, lastSetback: 'ECONNREFUSED', nextTryAt: '2026-11-22T09:00:07.123Z' };
    expect(noted({ state: 'waiting', binds: [never], slow: 'unbound', waiting: 9 })).toBe(
      [
        '  transceiver not bound since the gateway started, because of ECONNREFUSED; next try at',
        '    2026-11-22T09:00:07Z',
        '  Nothing listens there: check "host" and "port".',
        '  It is tried again by itself. To find out what to set: mscore doctor centre',
        '  Messages wait because it is not bound.',
      ].join('\n'),
    );
    const ended = { ...never, lastSetback: 'peer-closed', since: '2026-11-22T08:59:00.000Z' };
    expect(noted({ state: 'waiting', binds: [ended] })).toBe(
      [
        '  transceiver not bound since 2026-11-22T08:59:00Z, because of peer-closed; next try at',
        '    2026-11-22T09:00:07Z',
        '  It is tried again by itself. To find out what to set: mscore doctor centre',
      ].join('\n'),
    );
  });

  test('say of a bind that is refused what that means, also of one that stood before, and of two binds once', () => {
    const refused = { ...UNBOUND, state: 'refused', lastSetback: 'ESME_RINVPASWD', since: '2026-11-22T08:00:00.000Z' };
    const both = [
      { ...refused, type: 'transmitter' },
      { ...refused, type: 'receiver' },
    ] as LinkStatus['binds'];
    expect(noted({ state: 'refused', binds: both }).match(/The password is wrong/g)).toHaveLength(1);
    const vendor = { ...UNBOUND, state: 'refused', lastSetback: '0x00000401' } as const;
    expect(noted({ state: 'refused', binds: [vendor] })).toContain('something only its vendor knows');
  });

  test('call the state between two tries something else than a column', () => {
    const [, row] = describeLinks([linkStatus({ state: 'waiting', binds: [UNBOUND] })]).split('\n');
    expect(row).toMatch(/^centre {2}retrying /);
  });

  test('say what to do about messages that were put off, and about those nobody knows to be out', () => {
    expect(noted({ deferred: 7 })).toContain('7 messages were put off by the message centre');
    expect(noted({ deferred: 7, slow: 'deferred', waiting: 9 }).match(/7 /g)).toHaveLength(1);
    expect(noted({ unknown: 3 })).toMatch(/3 messages may be out.*\n(.*\n)*.*mscore messages show ID/);
  });

  test('say how to read receipts that fit no message, where that is known', () => {
    const receipts = { ...linkStatus().receipts, unmatched: 7 };
    expect(describeLinks([linkStatus({ receipts })])).toContain('  7 receipts fit no message of ours');
    expect(describeLinks([linkStatus({ receipts: { ...receipts, proposed: 'decimal-then-hex' } })])).toContain(
      '"messageIds": "decimal-then-hex"',
    );
  });

  test('say what is not known yet with a dash, and what else the store holds with a plus', () => {
    const { roundTripMs: _unknown, ...fresh } = linkStatus({ waiting: 2_000, more: true });
    expect(describeLinks([fresh]).split('\n')[1]).toMatch(/2000\+ .* - {8}0$/);
    expect(describeLinks([])).toBe('The gateway has no links.\n');
  });
});

describe('mscore links', () => {
  let folder: Folder;
  beforeEach(async () => {
    folder = makeFolder();
    await folder.filled(async () => {});
  });
  afterEach(() => folder.remove());

  test('asks the gateway that runs', async () => {
    const status = linkStatus({ slow: 'rate', waiting: 4 });
    await folder.owned(async () => {
      const json = await outputOf((output) => links(folder.environment, { json: true }, output));
      expect({ ...json, text: JSON.parse(json.text) }).toEqual({ code: 0, text: [status] });
      const { text } = await outputOf((output) => links(folder.environment, {}, output));
      expect(text).toBe(describeLinks([status]));
    }, [status]);
  });

  test('says that none runs', async () => {
    await expect(links(folder.environment, {})).rejects.toMatchObject({
      code: 'MSCORE_NO_GATEWAY',
      message: expect.stringContaining(`no gateway runs on ${folder.config.data}; start it: mscore start`),
    });
  });
});
