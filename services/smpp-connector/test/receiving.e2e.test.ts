import { problemOf } from '@mscore/contracts';
import { openAddress, openText } from '@mscore/contracts/crypto';
import { GatewayError, isoTime } from '@mscore/ports';
import { settled, submissionOf } from '../src/domain/submission';
import { submissionsSpec } from '../src/submissions';
import { MessageCentre } from './message-centre';
import { keys, link, openWorkbench, requested, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;

beforeEach(async () => {
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port)]);
});

afterEach(async () => {
  await bench.remove();
  await centre.close();
});

const bound = () => centre.until(() => centre.events.some((event) => event.kind === 'bound'));
const boundAgain = (times: number) =>
  centre.until(() => centre.binds === times && centre.session.session.state === 'BOUND_TRX');

describe('a text from the network', () => {
  test('is in the journal, sealed, when it is answered', async () => {
    await bench.start();
    await bound();
    expect(await centre.deliver({ from: '84900000007', text: 'DG' })).toBe(0);
    const [text] = await bench.texts();
    expect(text?.data).toMatchObject({ link: 'centre', shortCode: '8049', country: 'VN', person: true });
    expect(text?.key).toBe(text?.data.subscriber);
    expect(text && openAddress(keys, text.data.address)).toBe('+84900000007');
    expect(text?.data.text && openText(keys, text.id, text.data.text)).toBe('DG');
  });

  test('leaves neither number nor words in clear on disk', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ from: '84900000007', text: 'can bo nhiet tinh' });
    const bytes = (await bench.bytesOnDisk()).toString('latin1');
    expect(bytes).toContain('message.received');
    expect(bytes).not.toContain('900000007');
    expect(bytes).not.toContain('nhiet tinh');
  });

  test('is refused with a temporary error when the journal fails, and the link lives on', async () => {
    const journal = bench.embedded().journal;
    let failures = 1;
    await bench.start({
      journal: {
        tail: (topic, seconds) => journal.tail(topic, seconds),
        last: (type, key) => journal.last(type, key),
        append: (topic, events) => {
          if (failures-- > 0) return Promise.reject(new GatewayError('MSCORE_DISK_FULL', 'no space', { retry: true }));
          return journal.append(topic, events);
        },
      },
    });
    await bound();
    expect(await centre.deliver({ text: '1' })).toBe(0x08);
    expect(await bench.texts()).toHaveLength(0);
    expect(await centre.deliver({ text: '1' })).toBe(0);
    expect(await bench.texts()).toHaveLength(1);
  });

  test('that may come twice is counted when that cannot be saved, and the link binds again', async () => {
    const journal = bench.embedded().journal;
    const counted: string[] = [];
    await bench.start({
      journal: {
        tail: (topic, seconds) => journal.tail(topic, seconds),
        last: (type, key) => journal.last(type, key),
        append: (topic, events) => {
          if (topic !== 'smpp.links') return journal.append(topic, events);
          return Promise.reject(new GatewayError('MSCORE_DISK_FULL', 'no space', { retry: true }));
        },
      },
      metrics: { count: (name) => void counted.push(name), gauge: () => {} },
    });
    await bound();
    centre.deafen();
    void centre.deliver({ text: '1' });
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    centre.cut();
    await boundAgain(2);
    expect(counted).toContain('mscore_smpp_suspects_unsaved_total');
  });

  test('whose bytes fit no alphabet is kept as it came', async () => {
    await bench.start();
    await bound();
    expect(await centre.deliver({ dataCoding: 8, body: Buffer.from([0xd8, 0x00, 0x41]) })).toBe(0);
    const [text] = await bench.texts();
    expect(text?.data.text).toBeUndefined();
    expect(text?.data.undecoded?.dataCoding).toBe(8);
    expect(text?.data.undecoded && openText(keys, text.id, text.data.undecoded.body)).toBe('d80041');
  });

  test('from a sender name is kept, and marked as no person', async () => {
    await bench.start();
    await bound();
    expect(await centre.deliver({ from: 'BANK', text: 'OTP' })).toBe(0);
    expect((await bench.texts())[0]?.data.person).toBe(false);
  });

  test('says what its writer had last been sent', async () => {
    await bench.start();
    await bound();
    await bench.request('r1', { number: '+84900000001' });
    await bench.settled('r1', 'accepted');
    await centre.deliver({ from: '84900000001', text: '1' });
    await centre.deliver({ from: '84900000002', text: '1' });
    const [known, stranger] = await bench.texts();
    expect(known?.data.seen).toMatchObject({ request: 'r1', delivered: false });
    expect(known?.data.underway).toBeUndefined();
    expect(stranger?.data.seen).toBeUndefined();
  });

  test('says what its writer was being sent, until the network has taken it or refused it', async () => {
    const answers = [0, 'hold', 0x0b] as const;
    centre.answer = (_submit, index) => answers[index] ?? 0;
    await bench.start();
    await bound();
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    const written = Date.now();
    await bench.request('r2');
    await centre.until(() => centre.submitted.length === 2);
    await centre.deliver({ text: '1' });
    if (centre.submitted[1]) centre.respond(centre.submitted[1]);
    await bench.settled('r2', 'accepted');
    await centre.deliver({ text: '2' });
    await bench.request('r3');
    await bench.settled('r3', 'rejected');
    await centre.deliver({ text: '3' });
    const [early, late, last] = await bench.texts();
    expect(early?.data).toMatchObject({ seen: { request: 'r1' }, underway: { request: 'r2' } });
    expect(Date.parse(early?.data.underway?.submittedAt ?? '')).toBeGreaterThanOrEqual(written);
    for (const text of [late, last]) {
      expect(text?.data.seen?.request).toBe('r2');
      expect(text?.data.underway).toBeUndefined();
    }
  });

  test('says what its writer may have been sent while nobody knows, over attempts and restarts, until a resend settles it', async () => {
    centre.answer = (_submit, index) => (index < 2 ? 'hold' : 0);
    await bench.start({ resendAfterMs: 600_000 });
    await bound();
    await bench.request('r1');
    await centre.until(() => centre.submitted.length === 1);
    centre.cut();
    await boundAgain(2);
    await centre.deliver({ text: '1' });
    await bench.stop();
    await bench.start();
    await boundAgain(3);
    await centre.deliver({ text: '2' });
    await centre.until(() => centre.submitted.length === 2);
    await centre.deliver({ text: '3' });
    if (centre.submitted[1]) centre.respond(centre.submitted[1]);
    await bench.settled('r1', 'accepted');
    await centre.deliver({ text: '4' });
    const texts = await bench.texts();
    expect(texts.map(({ data }) => data.underway?.request)).toEqual(['r1', 'r1', 'r1', undefined]);
    expect(texts.map(({ data }) => data.seen?.request)).toEqual([undefined, undefined, undefined, 'r1']);
  });

  test('that is a receipt goes to the receipts', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ esmClass: 0x04, text: 'id:1f stat:DELIVRD err:000' });
    expect(await bench.texts()).toHaveLength(0);
    expect(await bench.events('smpp.receipts')).toHaveLength(1);
  });

  test('with malformed neighbours is answered all the same', async () => {
    await bench.start();
    await bound();
    // A deliver_sm of 20 bytes: the body ends within its first fields (SMPP 3.4 §4.6.1).
    centre.write(Buffer.from('000000140000000500000000000000630041424344'.slice(0, 40), 'hex'));
    expect(await centre.deliver({ text: '1' })).toBe(0);
    expect(bench.lines.map(({ event }) => event)).toContain('pdu-malformed');
  });
});

describe('a text whose destination is none of ours', () => {
  test.each(['80491', 'x'.repeat(20)])('(%j) is filed under the first short code', async (destination) => {
    await bench.start();
    await bound();
    expect(await centre.deliver({ text: 'DG', destination })).toBe(0);
    const [text] = await bench.texts();
    expect(text?.data.shortCode).toBe('8049');
    expect(problemOf(text)).toBeUndefined();
  });
});

test('a text without any destination, from a sender of one letter, is an event that every reader accepts', async () => {
  await bench.start();
  await bound();
  // Raw octets overtake what the session has not flushed: an answered text shows that the bind's answer is out.
  await centre.deliver({ text: 'w' });
  // deliver_sm with empty addresses (SMPP 3.4 §4.6.1), which our own encoder refuses to write.
  const body = Buffer.from('00' + '0000' + '00' + '0000' + '00' + '000000' + '0000' + '00000000' + '01' + '31', 'hex');
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + body.length, 0);
  head.writeUInt32BE(5, 4);
  head.writeUInt32BE(99, 12);
  centre.write(Buffer.concat([head, body]));
  expect(await centre.deliver({ text: 'x' })).toBe(0);
  const texts = await bench.texts();
  expect(texts.map(({ data }) => [data.shortCode, data.person]).sort()).toEqual([
    ['8049', false],
    ['8049', true],
    ['8049', true],
  ]);
  expect(texts.map(problemOf)).toEqual([undefined, undefined, undefined]);
});

describe('a text that comes again', () => {
  test('is a repetition when the line was cut before our answer was proven read', async () => {
    await bench.start();
    await bound();
    void centre.deliver({ text: '5' });
    await bench.embedded().journal.append('conversation.inbox', []);
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    centre.cut();
    await boundAgain(2);
    expect(await centre.deliver({ text: '5' })).toBe(0);
    const [first, second] = await bench.texts();
    expect(second?.data.repeatOf).toBe(first?.id);
  });

  test('is an honest answer when ours had been proven read', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ text: '5' });
    // The peer answers a request written after our response: the stream is ordered, so it read the response.
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    centre.cut();
    await boundAgain(2);
    await centre.deliver({ text: '5' });
    expect((await bench.texts()).map(({ data }) => data.repeatOf)).toEqual([undefined, undefined]);
  });

  test('is a repetition only once: the third equal text is honest', async () => {
    await bench.start();
    await bound();
    void centre.deliver({ text: '5' });
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    centre.cut();
    await boundAgain(2);
    await centre.deliver({ text: '5' });
    await bench.request('r1');
    await bench.settled('r1', 'accepted');
    await centre.deliver({ text: '5' });
    const [first, second, third] = await bench.texts();
    expect(second?.data.repeatOf).toBe(first?.id);
    expect(third?.data.repeatOf).toBeUndefined();
  });

  test('two equal texts in one session are two answers', async () => {
    await bench.start();
    await bound();
    await Promise.all([centre.deliver({ text: '5' }), centre.deliver({ text: '5' })]);
    expect((await bench.texts()).map(({ data }) => data.repeatOf)).toEqual([undefined, undefined]);
  });

  test('is recognised by a process started after a crash', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ text: '5' });
    const [first] = await bench.texts();
    // The next process finds the text in the last seconds of the log, and no reply to it that was accepted.
    const second = await openSecondCentre();
    await second.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data.repeatOf).toBe(first?.id);
    await second.close();
  });

  test('is honest after a crash when a reply to the first had been accepted', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ text: '5' });
    const [first] = await bench.texts();
    await bench
      .embedded()
      .store.scope('smpp-connector')
      .collection(submissionsSpec)
      .save([
        {
          id: 'reply',
          expected: 'new',
          document: settled(
            submissionOf(requested('reply', { cause: first?.id ?? '' }), 1),
            { kind: 'accepted' },
            isoTime(Date.now()),
          ),
        },
      ]);
    const second = await openSecondCentre();
    await second.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data.repeatOf).toBeUndefined();
    await second.close();
  });

  test('is honest after an orderly goodbye, also to the next process', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ text: '5' });
    await bench.stop();
    const second = await openSecondCentre();
    await second.deliver({ text: '5' });
    expect((await bench.texts()).map(({ data }) => data.repeatOf)).toEqual([undefined, undefined]);
    await second.close();
  });

  test('is a repetition in doubt once a reply to the first was accepted on a later session', async () => {
    await bench.start();
    await bound();
    void centre.deliver({ text: '5' });
    while ((await bench.texts()).length === 0) await new Promise(setImmediate);
    centre.cut();
    await boundAgain(2);
    const [first] = await bench.texts();
    await bench.request('reply', { cause: first?.id ?? '' });
    await bench.settled('reply', 'accepted');
    await centre.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data).toMatchObject({ repeatOf: first?.id, doubtful: true });
    // What was in doubt stays in doubt: when the line breaks again, and when the process does.
    void centre.deliver({ text: '6' });
    while ((await bench.texts()).length < 3) await new Promise(setImmediate);
    centre.cut();
    await boundAgain(3);
    await centre.deliver({ text: '5' });
    const second = await openSecondCentre();
    await second.deliver({ text: '5' });
    const doubtful = (await bench.texts()).map(({ data }) => [data.repeatOf === first?.id, data.doubtful]);
    expect(doubtful.slice(3)).toEqual([
      [true, true],
      [true, true],
    ]);
    await second.close();
  });

  test('is a repetition after two crashes in a row', async () => {
    await bench.start();
    await bound();
    await centre.deliver({ text: '5' });
    const [first] = await bench.texts();
    // The second process finds the text in the log's last seconds; the third must find it wherever the log ends.
    await (await openSecondCentre()).close();
    const [record] = (await bench.events('smpp.links')).slice(-1);
    expect(record?.data).toMatchObject({ through: first?.id, suspects: [{ id: first?.id }] });
    const third = await openSecondCentre();
    await third.deliver({ text: '5' });
    expect((await bench.texts())[1]?.data.repeatOf).toBe(first?.id);
    await third.close();
  });
});

/** The same data under a connector that never knew the first one. */
async function openSecondCentre(): Promise<MessageCentre> {
  const second = await MessageCentre.open();
  await bench.start({ links: [link(second.port)] });
  await second.until(() => second.events.some((event) => event.kind === 'bound'));
  return second;
}
