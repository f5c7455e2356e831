import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Msisdn } from '@mscore/contracts';
import { subscriberOf } from '@mscore/contracts/crypto';
import { MessageCentre } from '../../../smpp-connector/test/message-centre';
import { link } from '../../../smpp-connector/test/workbench';
import { conversationShow } from '../../src/cli/conversation';
import { replay } from '../../src/cli/replay';
import type { ConversationView } from '../../src/conversation-view';
import { type Gateway, startGateway } from '../../src/gateway';
import { readKeys } from '../../src/keys';
import { type Folder, makeFolder, outputOf } from '../folder';

const NUMBER = '+84900000001';

let folder: Folder;
let centre: MessageCentre;
let gateway: Gateway | undefined;
let archive: string;

beforeEach(async () => {
  folder = makeFolder();
  archive = join(folder.config.data, '..', 'archive.jsonl');
  centre = await MessageCentre.open();
  await start();
});
afterEach(async () => {
  await stop();
  await centre.close();
  folder.remove();
});

async function start(changes: Partial<Folder['config']> = {}): Promise<void> {
  gateway = await startGateway({
    config: { ...folder.config, ...changes },
    links: async () => [link(centre.port)],
    logFor: () => () => {},
    onFatal: (error) => expect(error).toBeUndefined(),
  });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
}

async function stop(): Promise<void> {
  await gateway?.stop(5_000);
  gateway = undefined;
}

/** Texts over the wire, each after the reply to the one before. */
async function talk(...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const before = centre.submitted.length;
    expect(await centre.deliver({ from: NUMBER.slice(1), text })).toBe(0);
    await centre.until(() => centre.submitted.length > before);
  }
}

const show = (who: string, options: { json?: true; archive?: string } = {}) =>
  outputOf((output) => conversationShow(folder.environment, who, options, output));
const replayed = () => outputOf((output) => replay(folder.environment, archive, {}, output));
const lines = () => readFileSync(archive, 'utf8').trimEnd().split('\n');
const subscriber = async () => subscriberOf(await readKeys(folder.config.keys), new Msisdn(NUMBER));

test('a conversation over the wire is shown by number, id and its beginning, and says neither number nor text', async () => {
  await talk('DG', '1', 'chung toi hai long lam', '9');
  const { code, text } = await show(NUMBER);
  expect(code).toBe(0);
  expect(text).toMatch(/survey +one-stop-shop [\w-]{8}, walk-in, in vi-ascii, agreed to/);
  expect(text).toMatch(/handled +4 events in 4 steps/);
  expect(text).not.toMatch(/84900000001|hai long/);
  const id = await subscriber();
  expect((await show(id)).text).toBe(text);
  expect((await show(id.slice(0, 8))).text).toBe(text);
  const view = JSON.parse((await show(id, { json: true })).text) as ConversationView;
  expect(view).toMatchObject({ subscriber: id, session: { tries: 0 }, handled: { events: 4 } });
  // The same without a gateway.
  await stop();
  expect((await show(NUMBER)).text).toBe(text);
});

test.each(['0900000001', '84900000001', '0900 000 001', '84-900-000-001'])(
  'a number may be typed as people write it, and is never asked for as an id: %s',
  async (typed) => {
    await talk('DG');
    expect((await show(typed)).text).toBe((await show(NUMBER)).text);
  },
);

test('digits that are no number are refused without being repeated', async () => {
  await expect(show('000000000000')).rejects.toMatchObject({
    code: 'MSCORE_CONFIG_NUMBER',
    message: 'what was typed is no number of VN; write it as +84… or 0…',
  });
});

describe('of a gateway with words of its own', () => {
  const words = () => {
    const file = join(folder.config.data, '..', 'keywords.json');
    writeFileSync(file, JSON.stringify({ '8049': { surveys: { YT: 'health-centre' } } }));
    return file;
  };
  beforeEach(async () => {
    await stop();
    await start({ keywords: words() });
    await talk('YT', '1', '2');
  });

  test('it does not start with words of a short code that no link has', async () => {
    await stop();
    const file = words();
    writeFileSync(file, JSON.stringify({ '9049': { surveys: { YT: 'health-centre' } } }));
    await expect(start({ keywords: file })).rejects.toMatchObject({
      code: 'MSCORE_KEYWORDS',
      message: expect.stringContaining('/9049 no link has this short code'),
    });
  });

  test('an archive carries them: who keeps and replays it need not know them', async () => {
    const { text } = await show(NUMBER, { archive });
    expect(text).toMatch(/survey +health-centre/);
    expect(text).toContain('3 events in 3 steps, from the first one');
    expect(await replayed()).toEqual({ code: 0, text: '3 events, 3 steps, equal byte for byte\n' });
    await talk('1');
    expect((await show(NUMBER, { archive })).text).toContain(
      '1 added, 4 events in 4 steps now; replays equal byte for',
    );
  });

  test('an archive that carries none is read with the built-in ones, and a difference says so', async () => {
    await show(NUMBER, { archive });
    const [header = '', ...others] = lines();
    const { keywords: _, ...settings } = JSON.parse(header).settings;
    const old = JSON.stringify({ ...JSON.parse(header), settings });
    writeFileSync(archive, [old, ...others].map((line) => `${line}\n`).join(''));
    const { code, text } = await replayed();
    expect(code).toBe(1);
    expect(text).toMatch(/differs first at \$\.state\..*; it names no keywords and was read with the built-in ones/);
    // The gateway still knows them.
    await talk('1');
    expect((await show(NUMBER, { archive })).text).toContain(
      '1 added, 4 events in 4 steps now; replays equal byte for',
    );
    expect((await replayed()).code).toBe(0);
  });

  test('an archive is not continued with other words, and one that names no words is refused', async () => {
    await show(NUMBER, { archive });
    await stop();
    await expect(show(NUMBER, { archive })).rejects.toThrow(/settings that decide have changed since \(\$\.keywords/);
    const [header = '', ...others] = lines();
    const named = (word: string) =>
      writeFileSync(archive, [header.replace('"YT"', word), ...others].map((line) => `${line}\n`).join(''));
    named('"DK"');
    await expect(replayed()).rejects.toThrow(/line 1 names words that cannot be used: .*"DK" collides/);
  });
});

test('its archive is replayed byte for byte, and continued when more has come', async () => {
  await talk('DG', '1', 'chung toi hai long lam', '9');
  expect((await show(NUMBER, { archive })).text).toContain('4 events in 4 steps, from the first one');
  expect(statSync(archive).mode & 0o777).toBe(0o600);
  expect(readFileSync(archive, 'utf8')).not.toMatch(/84900000001|hai long/);
  expect(await replayed()).toEqual({ code: 0, text: '4 events, 4 steps, equal byte for byte\n' });
  await talk('HUY', 'DK');
  await stop();
  expect((await show(NUMBER, { archive })).text).toContain('2 added, 6 events in 6 steps now');
  expect(await replayed()).toEqual({ code: 0, text: '6 events, 6 steps, equal byte for byte\n' });
  expect(readdirSync(join(archive, '..')).filter((name) => name.startsWith('archive'))).toEqual(['archive.jsonl']);
});

test('an archive of another version is replayed and continued where this one decides the same, and else says why not', async () => {
  await talk('DG', '1', '9');
  await show(NUMBER, { archive });
  const whole = lines();
  const written = (header: string, last: string) =>
    writeFileSync(archive, [header, ...whole.slice(1, -1), last].map((line) => `${line}\n`).join(''));
  const [header = '', last = ''] = [whole[0], whole.at(-1)];
  expect(header).toContain('"program":"0.1.0"');
  const old = header.replace('"program":"0.1.0"', '"program":"0.0.9"');
  const { document } = JSON.parse(last);
  const reversed = { ...document, state: Object.fromEntries(Object.entries(document.state).reverse()) };
  written(old, JSON.stringify({ document: Object.fromEntries(Object.entries(reversed).reverse()) }));
  expect(await replayed()).toEqual({ code: 0, text: '3 events, 3 steps, equal but for the order of properties\n' });
  await talk('8');
  expect((await show(NUMBER, { archive })).text).toContain('1 added, 4 events in 4 steps now; replays equal byte for');
  expect(lines()[0]).toBe(header);
  const decidedOtherwise = last.replace('"epoch":3', '"epoch":4');
  written(old, decidedOtherwise);
  expect((await replayed()).text).toBe(
    '3 events, 3 steps, differs first at $.state.session.epoch; it was written by version 0.0.9 of the program, this is 0.1.0\n',
  );
  await expect(show(NUMBER, { archive })).rejects.toMatchObject({
    code: 'MSCORE_ARCHIVE_OTHER',
    message: expect.stringMatching(/written by version 0\.0\.9 of the program, and 0\.1\.0 decides otherwise/),
  });
  written(header.replace('"program":"0.1.0",', ''), decidedOtherwise);
  expect((await replayed()).text).toContain('written by an earlier version of the program');
  await expect(show(NUMBER, { archive })).rejects.toThrow(/by an earlier version of the program/);
  // Of the same version nothing is to be excused.
  written(header, decidedOtherwise);
  await expect(show(NUMBER, { archive })).rejects.toThrow(/does not replay \(\$\.state\.session\.epoch\); name/);
  written(header.replace('"program":"0.1.0"', '"program":1'), last);
  await expect(replayed()).rejects.toThrow(/line 1 does not say which program wrote it/);
});

test('an archive that was altered is seen, and where', async () => {
  await talk('DG', '1', '9');
  await show(NUMBER, { archive });
  const whole = lines();
  const [header = '', first = '', second = '', third = '', last = ''] = whole;
  const seen = async (...altered: readonly string[]) => {
    writeFileSync(archive, altered.map((line) => `${line}\n`).join(''));
    return replayed().catch((error: Error) => error.message.replace(archive, 'FILE'));
  };
  const step = (line: string, number: number) => line.replace(/"step":\d+/, `"step":${number}`);
  expect(await seen(...whole)).toMatchObject({ code: 0 });
  expect(await seen(header, first, second, third.replace(/"at":"20/, '"at":"19'), last)).toMatchObject({
    code: 1,
    text: expect.stringMatching(/^3 events, 3 steps, differs first at \$\.state\./),
  });
  expect(await seen(header, first, third.replace('"step":3', '"step":2'), last)).toMatchObject({ code: 1 });
  expect(await seen(header, first, step(third, 2), step(second, 3), last)).toMatchObject({ code: 1 });
  expect(await seen(header, first, second, third, last.replace('"epoch":3', '"epoch":4'))).toMatchObject({
    text: '3 events, 3 steps, differs first at $.state.session.epoch\n',
  });
  const resealed = second.replace(
    /"text":"([^"]+)\.(.)/,
    (_, key, digit) => `"text":"${key}.${digit === 'A' ? 'B' : 'A'}`,
  );
  expect(await seen(header, first, resealed, third, last)).toMatch(/^FILE: the words of line 3 cannot be opened/);
  expect(await seen(header, first, third, last)).toBe('FILE: line 3 is not of the step before, nor of the next');
  expect(await seen(header, first, second, third)).toMatch(/^FILE: line 4 is not the document .*cut off$/);
  expect(await seen(header, first, second, third, last.slice(0, -9))).toBe(
    'FILE: line 5 is no JSON: the file was cut off',
  );
  expect(await seen('{}', last)).toBe('FILE: line 1 is no header of mscore-conversation/1');
  expect(await seen('')).toBe('FILE: line 1 is no JSON');
  expect(await seen(header, first.replace('"person":true', '"person":9'), last)).toMatch(
    /^FILE: line 2 holds no valid event/,
  );
  expect(
    await seen(
      header.replace(/"survey":"..../, '"survey":"AAAA').replace(/"surveys":\["..../, '"surveys":["AAAA'),
      ...whole.slice(1),
    ),
  ).toMatch(/^FILE: no survey of this installation is version AAAA/);
});

test('what is not replayable from its beginning is not said to be', async () => {
  await talk('DG', '1', '9');
  await stop();
  // As an upgrade finds it: notes without times.
  await folder.filled(async ({ store }) => {
    const conversations = store.scope('survey-engine').collection<{ handled: [number, string, string][] }>({
      name: 'conversations',
      indexes: { due: { order: 'dueAt' } },
    });
    const id = await subscriber();
    const stored = (await conversations.load([id])).get(id);
    if (stored === undefined) throw new Error('no conversation');
    const handled = stored.document.handled.map(([hour, marks]) => [hour, marks] as never);
    await conversations.save([{ id, expected: stored.version, document: { ...stored.document, handled } }]);
  });
  const { text } = await show(NUMBER, { archive });
  expect(text).toContain('begins with the conversation as it stands now, and holds no event');
  expect(text).toContain('noted no times');
  expect(await replayed()).toEqual({
    code: 0,
    text: '0 events, 0 steps after the document it begins with, equal byte for byte\n',
  });
  await start();
  await talk('8');
  expect((await show(NUMBER, { archive })).text).toContain('1 added, 1 event in 1 step now');
  expect((await replayed()).text).toBe('1 event, 1 step after the document it begins with, equal byte for byte\n');
});

test('a file that is something else is left alone, and so is the archive of another person', async () => {
  await talk('DG');
  writeFileSync(archive, 'notes\n');
  await expect(show(NUMBER, { archive })).rejects.toMatchObject({ code: 'MSCORE_ARCHIVE' });
  expect(readFileSync(archive, 'utf8')).toBe('notes\n');
  const others = join(folder.config.data, '..', 'others.jsonl');
  await show(NUMBER, { archive: others });
  writeFileSync(others, readFileSync(others, 'utf8').replaceAll(await subscriber(), 'q3Zt0aVvYd5rHc8yXn2LuA'));
  await expect(show(NUMBER, { archive: others })).rejects.toThrow(/another person/);
  await expect(show(NUMBER, { archive: join(others, 'x') })).rejects.toThrow(/ENOTDIR/);
});

test('nobody is found by what nobody has, and nothing is said of it', async () => {
  await talk('DG');
  await expect(show('+84900000999')).rejects.toThrow(/^there is no such conversation$/);
  await expect(show('AAAAAAAA')).rejects.toThrow(/within 48 hours/);
});

test('without its keys an installation replays nothing', async () => {
  await talk('DG');
  await show(NUMBER, { archive });
  const environment = { ...folder.environment, MSCORE_KEYS: join(folder.config.data, '..', 'nowhere') };
  await expect(outputOf((output) => replay(environment, archive, {}, output))).rejects.toMatchObject({
    code: 'MSCORE_KEYS_MISSING',
  });
  await expect(outputOf((output) => conversationShow(environment, NUMBER, {}, output))).rejects.toMatchObject({
    code: 'MSCORE_KEYS_MISSING',
  });
});
