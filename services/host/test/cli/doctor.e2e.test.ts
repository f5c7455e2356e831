import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { statuses } from '@mscore/smpp';
import { CertificateAuthority } from '../../../../packages/smpp/test/certificates';
import { MessageCentre } from '../../../smpp-connector/test/message-centre';
import { type Choose, chooseOn, type DoctorOptions, doctor } from '../../src/cli/doctor';
import type { Examination, SentProbe } from '../../src/doctor/examine';
import { type Folder, makeFolder, outputOf } from '../folder';

const NUMBER = '+84900000001';

let folder: Folder;
let centre: MessageCentre;
let environment: Record<string, string>;

beforeEach(async () => {
  folder = makeFolder();
  centre = await MessageCentre.open();
  environment = { ...folder.environment, MSCORE_LINKS: join(folder.config.data, '..', 'links.json') };
  mkdirSync(folder.config.data, { recursive: true });
  write([{}]);
});
afterEach(async () => {
  await centre.close();
  folder.remove();
});

/** Writes the links file: links to the message centre but for what is said. */
function write(links: readonly Record<string, unknown>[]): void {
  const base = { name: 'centre', host: '127.0.0.1', port: centre.port, systemId: 'us', password: 'secret' };
  const entries = links.map((changes) => ({ ...base, bind: 'transceiver', shortCodes: ['8049'], ...changes }));
  writeFileSync(environment.MSCORE_LINKS ?? '', JSON.stringify(entries), { mode: 0o600 });
}

const run = (options: Partial<DoctorOptions> = {}, choose?: Choose) =>
  outputOf((output) => doctor(environment, { wait: 0, ...options }, output, choose));

/** As JSON, with the probes as they are there. */
type Shown = Omit<Examination, 'probes'> & {
  readonly probes: (Pick<SentProbe, 'outcome' | 'messageIds'> & { readonly name: string; readonly octets: string[] })[];
};
async function shown(options: Partial<DoctorOptions> = {}): Promise<Shown[]> {
  return JSON.parse((await run({ ...options, json: true })).text) as Shown[];
}

/** What stands in the text to be set, as a links file would read it. */
function overridesIn(text: string): unknown {
  const [overrides = ''] = /"overrides": \{[\s\S]*?^ {4}\}$/m.exec(text) ?? [];
  return (JSON.parse(`{${overrides}}`) as { overrides?: unknown }).overrides;
}

/** A table or a note that is wider does not fit the screens it is read on. */
function expectToFit(text: string): void {
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
}

describe('the doctor binds as the link would', () => {
  test('and says who answered, how fast, and that nothing is wrong', async () => {
    const { code, text } = await run();
    expect(code).toBe(0);
    expect(text).toMatch(
      /^link centre at 127\.0\.0\.1:\d+\n {2}bound as transceiver in \d+ ms, not encrypted\n {2}centre speaks SMPP 3\.4, answers in \d+ ms\n\n$/,
    );
    expect(centre.submitted).toEqual([]);
    await centre.until(() => centre.events.some(({ kind }) => kind === 'closed'));
    expect(centre.events.map(({ kind }) => kind)).toContain('unbind-requested');
  });

  test('but not where words are for a short code that no link has', async () => {
    const file = join(folder.config.data, '..', 'keywords.json');
    writeFileSync(file, JSON.stringify({ '9049': { surveys: { YT: 'health-centre' } } }));
    const mistyped = { ...environment, MSCORE_KEYWORDS: file };
    await expect(outputOf((output) => doctor(mistyped, { wait: 0 }, output))).rejects.toMatchObject({
      code: 'MSCORE_KEYWORDS',
      message: 'keywords.json: /9049 no link has this short code (there are: 8049)',
    });
    expect(centre.binds).toBe(0);
  });

  test('with every link of the file, or the one that is named', async () => {
    write([{ name: 'a' }, { name: 'b' }]);
    expect((await shown()).map(({ link }) => link)).toEqual(['a', 'b']);
    expect((await shown({ link: 'b' })).map(({ link }) => link)).toEqual(['b']);
    await expect(run({ link: 'c' })).rejects.toMatchObject({
      code: 'MSCORE_LINKS_UNKNOWN',
      message: expect.stringMatching(/^there is no link c in .*links\.json; there are: a, b$/),
    });
  });

  test('and says what to do where there is no links file', async () => {
    await expect(
      outputOf((output) => doctor({ ...environment, MSCORE_LINKS: 'nowhere.json' }, { wait: 0 }, output)),
    ).rejects.toMatchObject({
      code: 'MSCORE_LINKS_MISSING',
      message: expect.stringMatching(/nowhere\.json .*Write one as the README shows, or try: mscore demo$/),
    });
  });

  test('as transmitter and as receiver where the link is a pair', async () => {
    write([{ bind: 'pair' }]);
    const [{ binds } = { binds: [] }] = await shown();
    expect(binds.map(({ type, outcome }) => [type, outcome.kind])).toEqual([
      ['transmitter', 'bound'],
      ['receiver', 'bound'],
    ]);
  });

  test.each([
    ['ESME_RINVPASWD', 'The password is wrong'],
    ['ESME_RINVSYSID', 'set "systemId"'],
    ['ESME_RALYBND', 'Somebody else is bound with this account'],
    ['ESME_RINVBNDSTS', 'set "bind": "pair"'],
    ['ESME_RINVNUMDESTS', 'It says: invalid number of destinations'],
  ] as const)('and says of %s what it means', async (status, advice) => {
    centre.bindStatus = statuses[status].code;
    const { code, text } = await run();
    expect(code).toBe(1);
    expect(text).toContain(`  reached, and refused as transceiver: ${status}\n    `);
    expect(text.replace(/\n +/g, ' ')).toContain(advice);
    expectToFit(text);
  });

  test('and says that the gateway holds the only bind when it runs', async () => {
    centre.bindStatus = statuses.ESME_RALYBND.code;
    const { text } = await folder.owned(() => run());
    expect(text.replace(/\n +/g, ' ')).toContain('stop the gateway first');
    expectToFit(text);
  });

  test('and says where it got no further', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(rude, 'listening');
    const portOf = (server: typeof mute) => (server.address() as AddressInfo).port;
    const impatient = { overrides: { timers: { bindMs: 1_000 } } };
    write([
      { name: 'gone', port },
      { name: 'mute', port: portOf(mute), ...impatient },
      { name: 'rude', port: portOf(rude) },
      { name: 'not-tls', tls: {} },
    ]);
    const found = await shown();
    const outcomes = found.map(({ link, binds }) => [link, binds[0]?.outcome.kind]);
    expect(outcomes).toEqual(['gone', 'mute', 'rude', 'not-tls'].map((link) => [link, 'unreachable']));
    const advice = found.map(({ binds: [bind] }) =>
      bind?.outcome.kind === 'unreachable' ? bind.outcome.advice : undefined,
    );
    expect(advice[0]).toBe('Nothing listens there: check "host" and "port".');
    expect(advice[1]).toContain('takes the connection and says nothing');
    expect(advice[2]).toContain('hangs up at once');
    expect(advice[3]).toContain('does not speak TLS there');
    for (const server of [mute, rude]) server.close();
  });
});

describe('the doctor over TLS', () => {
  let authority: CertificateAuthority;
  let secure: MessageCentre;

  beforeAll(async () => {
    authority = new CertificateAuthority();
    secure = await MessageCentre.open(authority.issue('centre', 'IP:127.0.0.1'));
  });
  afterAll(async () => {
    await secure.close();
    authority.remove();
  });

  test('is bound where the certificate is trusted, and says that it is encrypted', async () => {
    writeFileSync(join(folder.config.data, '..', 'ca.pem'), authority.cert);
    write([{ port: secure.port, tls: { ca: 'ca.pem' } }]);
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining(' ms, encrypted\n') });
  });

  test.each([
    ['nobody vouches for the certificate', {}, '"ca" or "pin"'],
    ['the key is another', { pin: 'ab'.repeat(32) }, 'before you change the pin'],
  ])('says what is wrong where %s', async (_what, tls, advice) => {
    write([{ port: secure.port, tls }]);
    const binds = secure.binds;
    expect(await run()).toMatchObject({ code: 1, text: expect.stringContaining(advice) });
    expect(secure.binds).toBe(binds);
  });
});

describe('the doctor sends probes to a test number', () => {
  /** The message centre names messages in hexadecimal, and sends receipts of them in decimal. */
  function receipts(esmClass: number): void {
    centre.answer = ({ inbound, pdu }, index) => {
      const id = 0xabc0 + index;
      setImmediate(() => {
        centre.session.respond(inbound, { status: 0, message_id: id.toString(16).toUpperCase() });
        void centre.deliver({
          from: pdu.destination_addr,
          destination: pdu.source_addr,
          esmClass,
          text: `id:${id} sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:DELIVRD err:000 text:`,
        });
      });
      return 'hold';
    };
  }

  test('one per alphabet, numbered, with a receipt asked for, and a long one in two segments', async () => {
    const [{ probes } = { probes: [] }] = await shown({ to: '0900000001' });
    expect(probes.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['GSM-7 under data_coding 0', 'accepted'],
      ['Latin-1 under data_coding 0', 'accepted'],
      ['Latin-1 under data_coding 3', 'accepted'],
      ['UCS-2 under data_coding 8', 'accepted'],
      ['a text of 2 segments by udh8', 'accepted'],
    ]);
    const sent = centre.submitted.map(({ pdu }) => pdu);
    expect(sent.map(({ data_coding }) => data_coding)).toEqual([0, 0, 3, 8, 0, 0]);
    expect(sent.map(({ esm_class }) => esm_class)).toEqual([0, 0, 0, 0, 0x40, 0x40]);
    expect(new Set(sent.map(({ destination_addr }) => destination_addr))).toEqual(new Set(['84900000001']));
    expect(new Set(sent.map(({ source_addr }) => source_addr))).toEqual(new Set(['8049']));
    expect(sent.every(({ registered_delivery }) => registered_delivery === 1)).toBe(true);
    expect(sent.map(({ short_message }) => short_message.toString('hex'))).toEqual(
      probes.flatMap(({ octets }) => octets),
    );
    expect(sent[2]?.short_message.toString('latin1')).toBe('3: @ £ $ é ñ Ü { } [ ] ~');
  });

  test('and says how the handset may show each, and what that means', async () => {
    const { text } = await run({ to: NUMBER });
    expect(text).toContain('  1. GSM-7 under data_coding 0: accepted\n     1) 1: @ £ $ é ñ Ü { } [ ] € ~\n');
    expect(text).toContain('        data_coding 0 is taken for ASCII\n');
    expect(text).toContain('  probes sent to the number ending in 001:\n');
    expect(text).toContain('no receipt came for 6 segments');
  });

  test('and never repeats the number, however it was typed', async () => {
    receipts(0x04);
    for (const to of [NUMBER, '0900000001', '84900000001']) {
      for (const json of [{}, { json: true } as const]) {
        const { text } = await run({ to, ...json });
        expect(text).not.toMatch(/900000001/);
      }
    }
  });

  test('and reads from receipts how ids are spelled', async () => {
    receipts(0x04);
    const { code, text } = await run({ to: NUMBER, wait: 20 });
    expect(code).toBe(0);
    expect(text).toContain('  6 receipts for 6 segments, of state DELIVRD\n');
    expect(text).toContain('  ids are spelled "hex-then-decimal": ABC0 in submit_sm_resp, 43968 in the receipt\n');
    expect(text).toContain('start the gateway\n  again:\n');
    expect(overridesIn(text)).toEqual({ messageIds: 'hex-then-decimal' });
  });

  test('and says so when receipts are none but by their text', async () => {
    receipts(0x00);
    const [{ overrides } = { overrides: {} }] = await shown({ to: NUMBER, wait: 20 });
    expect(overrides).toEqual({ messageIds: 'hex-then-decimal', receiptsByText: true });
  });

  test('and puts off what belongs to the gateway: citizens’ texts, and receipts of other messages', async () => {
    const answers: (number | 'closed')[] = [];
    centre.answer = (submit, index) => {
      if (index !== 0) return 0;
      void Promise.all([
        centre.deliver({ from: '84900000002', text: 'DG' }),
        centre.deliver({ from: '84900000002', text: 'id:77 stat:DELIVRD', esmClass: 0x04 }),
      ]).then((all) => {
        answers.push(...all);
        centre.respond(submit);
      });
      return 'hold';
    };
    const [{ receipts: seen } = { receipts: undefined }] = await shown({ to: NUMBER });
    expect(answers).toEqual([statuses.ESME_RSYSERR.code, statuses.ESME_RSYSERR.code]);
    expect(seen).toEqual([]);
  });

  test('and says which of them the message centre refuses', async () => {
    centre.answer = ({ pdu }) => (pdu.data_coding === 3 ? statuses.ESME_RINVDCS.code : 0);
    const { code, text } = await run({ to: NUMBER });
    expect(code).toBe(1);
    expect(text).toContain('  3. Latin-1 under data_coding 3: ESME_RINVDCS (leave this out of "alphabets")\n');
  });

  test('and asks what the handset shows, and says what to set', async () => {
    centre.answer = ({ pdu }) => (pdu.data_coding === 3 ? statuses.ESME_RINVDCS.code : 0);
    const asked: string[] = [];
    // A message centre that takes data_coding 0 for Latin-1 and loses the header of long texts.
    const seen = [1, 0, 0, 1];
    const { text } = await run({ to: NUMBER, ask: true }, async (question, choices) => {
      asked.push(question);
      // Nobody looks at a handset while the message centre waits.
      await centre.until(() => centre.events.some(({ kind }) => kind === 'closed'));
      expect(choices.length).toBeGreaterThan(seen[asked.length - 1] ?? 0);
      return seen[asked.length - 1];
    });
    expect(asked.map((question) => /\d+/.exec(question)?.[0])).toEqual(['1', '2', '4', '5']);
    expect(overridesIn(text)).toEqual({
      alphabets: [
        { alphabet: 'latin1', dataCoding: 0 },
        { alphabet: 'ucs2', dataCoding: 8 },
      ],
      defaultAlphabet: 'latin1',
      concatenation: 'sar',
    });
    expectToFit(text);
  });

  test('and says so when no text in UCS-2 arrived, or none in any alphabet', async () => {
    centre.answer = ({ pdu }) => (pdu.data_coding === 8 ? statuses.ESME_RINVDCS.code : 0);
    const withoutUcs2 = await run({ to: NUMBER, ask: true }, async () => 0);
    expect(withoutUcs2.text).toContain('No text in UCS-2 arrived');
    expect(withoutUcs2.text).not.toContain('"overrides"');
    const withoutAny = await run({ to: NUMBER, ask: true }, async () => undefined);
    expect(withoutAny.text).toContain('No probe arrived as it should');
    for (const { text } of [withoutUcs2, withoutAny]) expect(text).not.toContain('nothing to set');
  });

  test('and says what to do about ids that are no known spelling of ours', async () => {
    centre.answer = (submit) => {
      const { pdu } = submit;
      const text = 'id:elsewhere stat:DELIVRD err:000 text:';
      void centre
        .deliver({ from: pdu.destination_addr, destination: pdu.source_addr, esmClass: 0x04, text })
        .then(() => centre.respond(submit));
      return 'hold';
    };
    const { text } = await run({ to: NUMBER, wait: 20 });
    expect(text).toContain('their ids are no known spelling of ours');
    expect(text).toContain('Ask the message centre how');
  });

  test.each(['12', 'abc0901000001', '0901000001abc', '0901000001 ext 5'])(
    'that was typed wrongly is refused without repeating it: %s',
    async (to) => {
      await expect(run({ to })).rejects.toMatchObject({
        code: 'MSCORE_CONFIG_NUMBER',
        message: expect.not.stringContaining(to),
      });
      expect(centre.binds).toBe(0);
    },
  );
});

describe('on a terminal', () => {
  test.each([
    ['2\n', 1],
    ['nonsense\n9\n3\n', 2],
    ['0\n', undefined],
    ['', undefined],
  ])('%j is understood', async (typed, choice) => {
    const input = new PassThrough();
    const output = new PassThrough();
    input.end(typed);
    expect(await chooseOn(input, output)('What?', ['a', 'b', 'c'])).toBe(choice);
    expect(String(output.read())).toContain('What? 1 to 3, 0 for none of them: ');
  });
});
