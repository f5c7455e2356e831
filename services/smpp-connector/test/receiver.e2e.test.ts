import { openText } from '@mscore/contracts/crypto';
import { GatewayError } from '@mscore/ports';
import { genericProfile } from '../src';
import type { PartialProfile } from '../src/domain/profile';
import { withOverrides } from '../src/domain/profile-schema';
import { MessageCentre } from './message-centre';
import { keys, link, openWorkbench, type Workbench } from './workbench';

let centre: MessageCentre;
let second: MessageCentre | undefined;
let bench: Workbench;

/** A link whose message centre has these peculiarities. */
async function open(overrides: PartialProfile): Promise<void> {
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port, { profile: withOverrides(genericProfile, overrides) })]);
}

async function start(changes: Parameters<Workbench['start']>[0] = {}): Promise<void> {
  await bench.start(changes);
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
}

afterEach(async () => {
  await bench.remove();
  await centre.close();
  await second?.close();
  second = undefined;
});

const wordsOf = async () =>
  (await bench.texts()).map(({ id, data }) => (data.text === undefined ? undefined : openText(keys, id, data.text)));
const repeats = async () => (await bench.texts()).map(({ data }) => data.repeatOf);

describe('what the profile says of texts', () => {
  test('data_coding 0 is the alphabet it names', async () => {
    await open({ defaultAlphabet: 'latin1' });
    await start();
    await centre.deliver({ body: Buffer.from([0x63, 0x61, 0x66, 0xe9]) });
    expect(await wordsOf()).toEqual(['café']);
  });

  test('a text the journal does not take is refused with the status on which it comes again', async () => {
    await open({ refuseWith: 'ESME_RTHROTTLED' });
    const full = new GatewayError('MSCORE_DISK_FULL', 'no space', { retry: true });
    const { journal } = bench.embedded();
    await start({
      journal: {
        tail: (topic, seconds) => journal.tail(topic, seconds),
        last: (type, key) => journal.last(type, key),
        append: () => Promise.reject(full),
      },
    });
    expect(await centre.deliver({ text: '1' })).toBe(0x58);
  });
});

test('the short last part of a long text is read as it is declared', async () => {
  await open({});
  await start();
  const parts = [Buffer.from('write to me'), Buffer.from([0x00, 0x61])];
  for (const [at, body] of parts.entries()) {
    const udh = Buffer.from([5, 0, 3, 7, parts.length, at + 1]);
    await centre.deliver({ esmClass: 0x40, body: Buffer.concat([udh, body]) });
  }
  expect(await wordsOf()).toEqual(['write to me', '@a']);
});

test('what the journal refused is not what the links are judged by', async () => {
  await open({});
  const { journal } = bench.embedded();
  let refusing = false;
  await start({
    journal: {
      tail: (topic, seconds) => journal.tail(topic, seconds),
      last: (type, key) => journal.last(type, key),
      append: (topic, events) =>
        refusing && topic === 'conversation.inbox'
          ? Promise.reject(new GatewayError('MSCORE_DISK_FULL', 'no space', { retry: true }))
          : journal.append(topic, events),
    },
  });
  await centre.deliver({ text: '1' });
  refusing = true;
  expect(await centre.deliver({ text: '2' })).toBe(0x08);
  centre.cut();
  await centre.until(() => centre.binds === 2 && centre.standing('BOUND_TRX') === 1);
  const [text] = await bench.texts();
  const [record] = (await bench.events('smpp.links')).slice(-1);
  expect(record?.data).toMatchObject({ through: text?.id });
});

describe('a text that reads like a receipt', () => {
  const text = 'id:0123456789 sub:001 dlvrd:001 submit date:2611220102 stat:DELIVRD err:000';

  test('is a text, because anybody can type one', async () => {
    await open({});
    await start();
    await centre.deliver({ text });
    expect(await wordsOf()).toEqual([text]);
  });

  test('is a receipt where the profile says so', async () => {
    await open({ receiptsByText: true });
    await start();
    await centre.deliver({ text });
    await centre.deliver({ text: text.toUpperCase() });
    await centre.deliver({ text: 'id: what is the stat of my dossier' });
    expect(await bench.events('smpp.receipts')).toHaveLength(2);
    expect(await wordsOf()).toEqual(['id: what is the stat of my dossier']);
  });
});

describe('the network’s own id of a text, where it is trusted', () => {
  const TAG = 0x1500;
  const named = (id: string) => ({ text: '5', tlvs: [{ tag: TAG, value: Buffer.from(id) }] });

  test('tells a redelivery on a session that never broke, however often it comes', async () => {
    await open({ deliveryIdTlv: TAG });
    await start();
    for (const id of ['x1', 'x1', 'x1', 'x2']) expect(await centre.deliver(named(id))).toBe(0);
    const [first] = await bench.texts();
    expect(await repeats()).toEqual([undefined, first?.id, first?.id, undefined]);
  });

  test('tells a redelivery without doubt, whatever was answered since', async () => {
    await open({ deliveryIdTlv: TAG });
    await start();
    await centre.deliver(named('x1'));
    const [first] = await bench.texts();
    await bench.request('reply', { cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    await centre.deliver(named('x1'));
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id });
    expect((await bench.texts())[1]?.data.doubtful).toBeUndefined();
  });

  test('tells an honest text after a broken line, although its bytes are those of the lost one', async () => {
    await open({ deliveryIdTlv: TAG });
    await start();
    void centre.deliver(named('x1'));
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    centre.cut();
    await centre.until(() => centre.binds === 2 && centre.standing('BOUND_TRX') === 1);
    await centre.deliver(named('x2'));
    await centre.deliver(named('x1'));
    const [first] = await bench.texts();
    expect(await repeats()).toEqual([undefined, undefined, first?.id]);
  });

  test('tells a redelivery to the process after a crash, and a text without one is told by its bytes', async () => {
    await open({ deliveryIdTlv: TAG });
    await start();
    await centre.deliver(named('x1'));
    await centre.deliver({ text: '6' });
    const next = await MessageCentre.open();
    second = next;
    const profile = withOverrides(genericProfile, { deliveryIdTlv: TAG });
    await bench.start({ links: [link(next.port, { profile })] });
    await next.until(() => next.standing('BOUND_TRX') === 1);
    for (const delivery of [named('x2'), named('x1'), { text: '6' }, { text: '6' }]) await next.deliver(delivery);
    const [first, other] = await bench.texts();
    expect((await repeats()).slice(2)).toEqual([undefined, first?.id, other?.id, undefined]);
  });

  test('means nothing where the profile does not trust it', async () => {
    await open({});
    await start();
    await centre.deliver(named('x1'));
    await centre.deliver(named('x1'));
    expect(await repeats()).toEqual([undefined, undefined]);
  });
});
