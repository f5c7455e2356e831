import type { Event } from '@mscore/contracts';
import type { LinkStatus } from '@mscore/smpp-connector';
import { MessageCentre } from '../../smpp-connector/test/message-centre';
import { link } from '../../smpp-connector/test/workbench';
import { deadList, deadRedrive } from '../src/cli/dead';
import { links } from '../src/cli/links';
import { messagesShow } from '../src/cli/messages';
import type { DeadGroup } from '../src/dead-letters';
import { type Gateway, startGateway } from '../src/gateway';
import type { MessageTimeline } from '../src/messages';
import { type Folder, makeFolder, outputOf } from './folder';

let folder: Folder;
let centre: MessageCentre;
let gateway: Gateway;

beforeEach(async () => {
  folder = makeFolder();
  centre = await MessageCentre.open();
  // Nobody could have sealed this: the engine sets it aside.
  const unreadable = {
    id: 'unreadable',
    type: 'message.received',
    v: 1,
    key: 'k',
    at: new Date().toISOString(),
    data: {},
  };
  await folder.filled(({ bus }) => bus.publish('conversation.inbox', [unreadable as unknown as Event]));
  gateway = await startGateway({
    // So that the network's ids are kept.
    config: { ...folder.config, replyReport: 'final' },
    links: async () => [link(centre.port)],
    logFor: () => () => {},
    onFatal: (error) => expect(error).toBeUndefined(),
  });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
});
afterEach(async () => {
  await gateway.stop(5_000);
  await centre.close();
  folder.remove();
});

const json = async <T>(command: (output: { write(text: string): void }) => Promise<number>): Promise<T> =>
  JSON.parse((await outputOf(command)).text) as T;
const metrics = async () => (await fetch(`http://127.0.0.1:${gateway.httpPort}/metrics`)).text();

test('what operators see of a gateway that runs is what happens in it', async () => {
  expect(await centre.deliver({ from: '84900000001', text: 'DG' })).toBe(0);
  await centre.until(() => centre.submitted.length === 1);

  const [status] = await json<LinkStatus[]>((output) => links(folder.environment, { json: true }, output));
  expect(status).toMatchObject({ name: 'centre', group: 'centre', state: 'bound', binds: [{ type: 'transceiver' }] });

  const [group] = await json<DeadGroup[]>((output) => deadList(folder.environment, { json: true }, output));
  expect(group).toMatchObject({ topic: 'conversation.inbox', group: 'survey-engine', open: 1 });

  const before = await metrics();
  expect(before).toContain('mscore_smpp_link_state{link="centre",state="bound"} 1');
  expect(before).toContain('mscore_dead_letters_open{topic="conversation.inbox"} 1');
  expect(before).toContain('mscore_service_ready{service="survey-engine"} 1');
  expect(before).toContain('mscore_data_fault 0');

  // It cannot be handled now either.
  const which = { ids: ['unreadable'] };
  await outputOf((output) => deadRedrive(folder.environment, { which, again: false }, output));
  const again = async () =>
    (await json<DeadGroup[]>((output) => deadList(folder.environment, { json: true }, output)))[0];
  while ((await again())?.open !== 1) await new Promise(setImmediate);
  expect((await again())?.letters).toHaveLength(1);
  expect(await metrics()).toContain('mscore_dead_letters_open{topic="conversation.inbox"} 1');
});

test('a message is told from the citizen’s text to the network’s answer, by the id the network gave it', async () => {
  await centre.deliver({ from: '84900000001', text: 'DG' });
  await centre.until(() => centre.submitted.length === 1);
  const [sent] = centre.submitted;
  const messageId = `m${sent?.inbound}`;
  const show = () =>
    json<MessageTimeline>((output) => messagesShow(folder.environment, messageId, { json: true }, output));
  // The network's answer is kept a moment after it came.
  const settled = async () => (await show().catch(() => undefined))?.requests[0]?.state === 'accepted';
  while (!(await settled())) await new Promise(setImmediate);
  const { requests, entries } = await show();
  expect(requests).toMatchObject([{ link: 'centre', lane: 'reply', parts: [{ messageId }] }]);
  expect(entries.map(({ what }) => what)).toEqual(['received', 'asked', 'written', 'accepted']);
  expect(entries[0]?.detail).toBe('by centre, [text, 2 characters, 1 segment]');
});
