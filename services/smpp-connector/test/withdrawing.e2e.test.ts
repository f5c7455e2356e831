import { outboxTopic } from '@mscore/contracts';
import { isoTime } from '@mscore/ports';
import { MessageCentre } from './message-centre';
import { link, openWorkbench, requested, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;

beforeEach(async () => {
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port, { window: 1 })]);
});

afterEach(async () => {
  await bench.remove();
  await centre.close();
});

/** Takes back what was asked for. */
async function withdraw(request: string, number = '+84900000001'): Promise<void> {
  const { key } = requested('x', { number });
  await bench
    .embedded()
    .bus.publish(outboxTopic('centre'), [
      { id: `withdrawn-${request}`, type: 'message.withdrawn', v: 1, key, at: isoTime(Date.now()), data: { request } },
    ]);
}

const submittedTexts = () => centre.submitted.map(({ pdu }) => pdu.short_message.toString('latin1'));

test('a message that still waits is not sent, and nobody behind it is held up', async () => {
  centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
  await bench.start();
  await bench.request('first', { number: '+84900000002' });
  await centre.until(() => centre.submitted.length === 1);
  await bench.request('bulk', { lane: 'bulk' });
  await bench.request('next', { lane: 'bulk' });
  await withdraw('bulk');
  await bench.settled('bulk', 'withdrawn');
  const first = centre.submitted[0];
  if (first) centre.respond(first);
  await bench.settled('next', 'accepted');
  expect(submittedTexts()).toEqual(['text of first', 'text of next']);
  expect(await bench.submission('bulk')).not.toHaveProperty('text');
});

test('a message that is on its way cannot be taken back', async () => {
  centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
  await bench.start();
  await bench.request('first');
  await centre.until(() => centre.submitted.length === 1);
  await withdraw('first');
  await bench.request('next', { number: '+84900000002' });
  const first = centre.submitted[0];
  if (first) centre.respond(first);
  await bench.settled('next', 'accepted');
  expect(await bench.submission('first')).toMatchObject({ state: 'accepted' });
});

test('what the network put off can still be taken back', async () => {
  centre.answer = () => 0x400;
  await bench.start();
  await bench.request('first');
  while (bench.connector().links()[0]?.deferred !== 1) await new Promise(setImmediate);
  await withdraw('first');
  await bench.settled('first', 'withdrawn');
  centre.answer = () => 0;
  await bench.request('next');
  await bench.settled('next', 'accepted');
  expect(await bench.submission('first')).toMatchObject({ state: 'withdrawn' });
});

test('what nobody asked for is ignored', async () => {
  await bench.start();
  await withdraw('never-asked-for');
  await bench.request('next');
  await bench.settled('next', 'accepted');
});

test('what waits behind it for the same number is sent', async () => {
  centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0);
  await bench.start();
  await bench.request('first');
  await centre.until(() => centre.submitted.length === 1);
  await bench.request('taken-back');
  await bench.request('behind');
  await withdraw('taken-back');
  await bench.settled('taken-back', 'withdrawn');
  const first = centre.submitted[0];
  if (first) centre.respond(first);
  await bench.settled('behind', 'accepted');
  expect(submittedTexts()).toEqual(['text of first', 'text of behind']);
});

test('of a message that may be out, and was put off since, the asker hears that nobody knows', async () => {
  centre.answer = (_submit, index) => (index === 0 ? 'hold' : 0x64);
  await bench.start({ responseTimeoutMs: 200, resendAfterMs: 100 });
  await bench.request('first');
  while (bench.connector().links()[0]?.deferred !== 1) await new Promise(setImmediate);
  await withdraw('first');
  await bench.settled('first', 'unknown');
  const failed = (await bench.events('conversation.inbox')).find(({ type }) => type === 'message.failed');
  expect(failed?.data).toMatchObject({ request: 'first', reason: 'unknown' });
});

test('of a message that may be out no further copy is sent', async () => {
  centre.answer = () => 'hold';
  await bench.start({ responseTimeoutMs: 200, resendAfterMs: 600_000 });
  await bench.request('first');
  while (bench.connector().links()[0]?.unknown !== 1) await new Promise(setImmediate);
  await withdraw('first');
  await bench.settled('first', 'unknown');
  expect(centre.submitted).toHaveLength(1);
});
