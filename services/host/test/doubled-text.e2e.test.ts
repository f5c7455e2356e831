import { MessageCentre } from '../../smpp-connector/test/message-centre';
import { link } from '../../smpp-connector/test/workbench';
import { responses } from '../src/cli/responses';
import { type Gateway, startGateway } from '../src/gateway';
import { type Folder, makeFolder, outputOf } from './folder';

const NUMBER = '84900000001';

let folder: Folder;
let centre: MessageCentre;
let gateway: Gateway | undefined;

beforeEach(async () => {
  folder = makeFolder();
  centre = await MessageCentre.open();
  await start();
});
afterEach(async () => {
  await gateway?.stop(5_000);
  await centre.close();
  folder.remove();
});

/** Nobody is too fast here: only what was sent before can tell whose answer a text is. */
async function start(): Promise<void> {
  gateway = await startGateway({
    config: folder.config,
    links: async () => [link(centre.port, { fastReplyMs: 0 })],
    logFor: () => () => {},
    onFatal: (error) => expect(error).toBeUndefined(),
  });
  await centre.until(() => centre.standing('BOUND_TRX') === 1);
}

async function talk(...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const before = centre.submitted.length;
    await Promise.all(text.split(' + ').map((each) => centre.deliver({ from: NUMBER, text: each })));
    await centre.until(() => centre.submitted.length > before);
  }
}

test.each(['in one run', 'after a restart between the question and its answer'])(
  'a text that comes twice at once is one answer: %s',
  async (how) => {
    await talk('DG', '1');
    if (how !== 'in one run') {
      await gateway?.stop(5_000);
      await start();
    }
    await talk('8 + 8');
    // Help comes behind whatever the second of them was answered with, and behind it the question that waits.
    await talk('TG');
    await centre.until(() => centre.submitted.length >= 5);
    const { text } = await outputOf((output) => responses(folder.environment, { json: true }, output));
    const [response] = JSON.parse(text) as readonly { readonly answers: Readonly<Record<string, unknown>> }[];
    expect(Object.keys(response?.answers ?? {})).toEqual(['satisfaction']);
    const said = centre.submitted.map(({ pdu }) => pdu.short_message.toString('latin1').slice(0, 3));
    expect(said).toEqual(['M-S', '1/7', '2/7', 'Dan', '2/7']);
  },
);
