import { joinedText } from './joined-text';
import { MessageCentre } from './message-centre';
import { link, openWorkbench, type Workbench } from './workbench';

let centre: MessageCentre;
let bench: Workbench;

async function open(changes: Parameters<typeof link>[1] = {}): Promise<void> {
  centre = await MessageCentre.open();
  bench = await openWorkbench([link(centre.port, changes)]);
}

afterEach(async () => {
  await bench.remove();
  await centre.close();
});

const vietnamese =
  'Hồ sơ của ông/bà đã được tiếp nhận tại Bộ phận Một cửa thành phố Đông Hà. Thời hạn trả kết quả là ngày 30 tháng 11. ' +
  'Khi đến nhận kết quả xin mang theo giấy hẹn và căn cước công dân. Xin cảm ơn.';
const submits = (count: number) => centre.until(() => centre.submitted.length >= count);
const parts = () => centre.submitted.map(({ pdu }) => pdu.short_message.subarray(0, 6));

test('a long text leaves in parts, one after another, and is accepted as one message', async () => {
  await open();
  await bench.start();
  await bench.request('long', { text: vietnamese, report: 'all', number: '+84900000001' });
  await bench.request('short', { number: '+84900000002' });
  await bench.settled('long', 'accepted');
  await bench.settled('short', 'accepted');
  const ofLong = centre.submitted.filter(({ pdu }) => pdu.destination_addr === '84900000001');
  expect(ofLong.length).toBe(3);
  const first = centre.submitted.indexOf(ofLong[0] as never);
  expect(centre.submitted.slice(first, first + 3)).toEqual(ofLong);
  expect(ofLong.every(({ pdu }) => pdu.esm_class === 0x40 && pdu.data_coding === 8)).toBe(true);
  expect(joinedText(ofLong.map(({ pdu }) => pdu))).toBe(vietnamese);
  expect((await bench.submission('long'))?.parts).toHaveLength(3);
  const told = (await bench.events('conversation.inbox')).filter(({ type }) => type === 'message.accepted');
  expect(told.map(({ data }) => data)).toEqual([{ request: 'long', link: 'centre', attempt: 1 }]);
});

test('a long text goes out although it has more parts than the window has slots', async () => {
  await open({ window: 1 });
  await bench.start();
  await bench.request('long', { text: vietnamese });
  await bench.settled('long', 'accepted');
  expect(joinedText(centre.submitted.map(({ pdu }) => pdu))).toBe(vietnamese);
});

test('two long texts to one number never share a reference, also across a restart', async () => {
  await open();
  await bench.start();
  await bench.request('one', { text: vietnamese });
  await bench.settled('one', 'accepted');
  await bench.stop();
  await bench.start();
  await bench.request('two', { text: vietnamese });
  await bench.settled('two', 'accepted');
  const references = parts().map((header) => header.readUInt8(3));
  expect(new Set(references).size).toBe(2);
  expect(references[3]).toBe(((references[0] ?? 0) + 1) & 0xff);
});

test('a part the network puts off is written again, those it took are not, and all keep their reference', async () => {
  await open();
  centre.answer = (_submit, index) => (index === 1 ? 0x58 : 0);
  await bench.start();
  await bench.request('long', { text: vietnamese });
  await bench.settled('long', 'accepted');
  const sequence = parts().map((header) => header.readUInt8(5));
  expect(sequence.filter((part) => part === 1)).toHaveLength(1);
  expect(sequence.filter((part) => part === 2)).toHaveLength(2);
  expect(new Set(parts().map((header) => header.readUInt8(3))).size).toBe(1);
});

test('after the line broke only the parts nobody answered are sent again', async () => {
  await open();
  centre.answer = (_submit, index) => (index === 2 ? 'hold' : 0);
  await bench.start();
  await bench.request('long', { text: vietnamese });
  await submits(3);
  while (bench.connector().links()[0]?.onWire !== 1) await new Promise(setImmediate);
  centre.cut();
  await bench.settled('long', 'accepted');
  expect(parts().map((header) => header.readUInt8(5))).toEqual([1, 2, 3, 3]);
  expect(await bench.submission('long')).toMatchObject({ attempt: 2, resends: 1 });
});

test('what the network took of a long text is not sent again by the next process either', async () => {
  await open();
  centre.answer = (_submit, index) => (index === 2 ? 'hold' : 0);
  await bench.start({ responseTimeoutMs: 200, resendAfterMs: 600_000 });
  await bench.request('long', { text: vietnamese });
  while (bench.connector().links()[0]?.unknown !== 1) await new Promise(setImmediate);
  await bench.stop();
  await bench.start();
  await bench.settled('long', 'accepted');
  expect(parts().map((header) => header.readUInt8(5))).toEqual([1, 2, 3, 3]);
});

test('a text whose last part is refused for good is rejected as a whole', async () => {
  await open();
  centre.answer = (_submit, index) => (index === 2 ? 0x45 : 0);
  await bench.start();
  await bench.request('long', { text: vietnamese });
  await bench.settled('long', 'rejected');
  const failed = (await bench.events('conversation.inbox')).find(({ type }) => type === 'message.failed');
  expect(failed?.data).toMatchObject({ request: 'long', reason: 'rejected', status: 0x45 });
});

test.each(['udh16', 'sar', 'payload'] as const)('a link that wants %s gets it', async (concatenation) => {
  await open({ profile: { ...link(0).profile, concatenation } });
  await bench.start();
  await bench.request('long', { text: vietnamese });
  await bench.settled('long', 'accepted');
  expect(joinedText(centre.submitted.map(({ pdu }) => pdu))).toBe(vietnamese);
  expect(centre.submitted).toHaveLength(concatenation === 'payload' ? 1 : 3);
});
