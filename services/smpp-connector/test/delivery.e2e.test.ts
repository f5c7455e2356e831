import type { EventOf } from '@mscore/contracts';
import { MessageCentre } from './message-centre';
import { link, openWorkbench, type Workbench } from './workbench';

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

const RECEIPT = 0x04;
const receipt = (id: string, stat = 'DELIVRD') =>
  centre.deliver({ esmClass: RECEIPT, text: `id:${id} sub:001 dlvrd:001 done date:2611221230 stat:${stat} err:000` });

async function told(type: 'message.delivered' | 'message.failed'): Promise<EventOf<typeof type>> {
  for (;;) {
    const found = (await bench.events('conversation.inbox')).find((event) => event.type === type);
    if (found !== undefined) return found as EventOf<typeof type>;
    await new Promise(setImmediate);
  }
}

test('a receipt of a message that was to be reported reaches its asker, and the next text of that number says so', async () => {
  await bench.start();
  await bench.request('r1', { report: 'final' });
  await bench.settled('r1', 'accepted');
  expect(centre.submitted[0]?.pdu.registered_delivery).toBe(1);
  const id = (await bench.submission('r1'))?.parts?.[0]?.messageId ?? '';
  expect(await receipt(id)).toBe(0);
  expect((await told('message.delivered')).data).toEqual({ request: 'r1', link: 'centre' });
  while ((await bench.submission('r1'))?.delivery !== 'delivered') await new Promise(setImmediate);
  await centre.deliver({ text: '8' });
  expect((await bench.texts()).at(-1)?.data.seen).toMatchObject({ request: 'r1', delivered: true });
  expect(bench.connector().links()[0]?.receipts).toMatchObject({ unmatched: 0, matched: { same: 1 } });
});

test('a receipt that comes before the response to its submit_sm is not lost', async () => {
  centre.answer = () => 'hold';
  await bench.start();
  await bench.request('r1', { report: 'final' });
  await centre.until(() => centre.submitted.length === 1);
  const submit = centre.submitted[0];
  expect(await receipt(`m${submit?.inbound}`, 'UNDELIV')).toBe(0);
  while (bench.connector().links()[0]?.receipts.unmatched !== 1) await new Promise(setImmediate);
  if (submit) centre.respond(submit);
  expect((await told('message.failed')).data).toMatchObject({ request: 'r1', reason: 'undelivered', stat: 'UNDELIV' });
});

test('a receipt nobody waits for is acknowledged, kept and counted', async () => {
  await bench.start();
  await centre.until(() => centre.binds === 1);
  expect(await receipt('somebody-elses')).toBe(0);
  while (bench.connector().links()[0]?.receipts.unmatched !== 1) await new Promise(setImmediate);
});
