import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { citizenOf } from '../src/citizens/citizen';
import { promptOf } from '../src/citizens/prompt';
import { LOGIN, prepareGateway, startGateway } from '../src/processes/gateway';
import { until, within } from '../src/processes/within';
import { listenForBinds } from '../src/wire/listen';
import { decodeMessage, decodeWords, encodeMessage, encodeWords } from '../src/wire/message';
import { Command, encodePdu, encodeResponse, RESPONSE } from '../src/wire/pdu';

const WAIT_MS = 15_000;
const COMMENT =
  'Cán bộ một cửa hướng dẫn tận tình, nhưng phòng chờ chật và nóng, người già phải đứng lâu. ' +
  'Đề nghị thêm ghế ngồi, thêm quạt, và gọi số thứ tự bằng loa để bà con nghe rõ. Xin cảm ơn cán bộ.';
const REFERENCE = 77;

/** A message centre that texts for one citizen and remembers what the gateway said. */
async function openCentre() {
  const acknowledged = new Set<number>();
  const prompts: (string | undefined)[] = [];
  let session: Socket | undefined;
  let sequence = 0;
  const server = await listenForBinds({
    ...LOGIN,
    onBound: (socket) => {
      session = socket;
    },
    onEnd: () => {
      session = undefined;
    },
    onRead: () => undefined,
    onMalformed: () => undefined,
    onPdu: (socket, pdu) => {
      if (pdu.command === Command.deliverSm + RESPONSE && pdu.status === 0) acknowledged.add(pdu.sequence);
      if (pdu.command !== Command.submitSm) return;
      prompts.push(promptOf(decodeWords(decodeMessage(pdu.body))));
      socket.write(encodeResponse(pdu, 0, Buffer.from('1\0', 'latin1')));
    },
  });

  /** Resolves when the gateway has acknowledged it. */
  async function deliver(from: string, dataCoding: number, bytes: Buffer, esmClass = 0): Promise<void> {
    await until(WAIT_MS, 'the bind', async () => (session === undefined ? undefined : true));
    sequence += 1;
    const sent = sequence;
    const body = encodeMessage({ from, to: '8049', esmClass, registeredDelivery: 0, dataCoding, bytes });
    session?.write(encodePdu(Command.deliverSm, 0, sent, body));
    await until(WAIT_MS, 'the acknowledgement', async () => (acknowledged.has(sent) ? true : undefined));
  }

  return {
    port: server.port,
    close: () => server.close(),
    text: (from: string, text: string) => {
      const { dataCoding, bytes } = encodeWords(text);
      return deliver(from, dataCoding, bytes);
    },
    /** Part `part` of three of the comment, in UCS-2. */
    part: (from: string, part: number) => {
      const header = Buffer.from([5, 0, 3, REFERENCE, 3, part]);
      const words = Buffer.from(COMMENT.slice((part - 1) * 67, part === 3 ? undefined : part * 67), 'utf16le').swap16();
      return deliver(from, 8, Buffer.concat([header, words]), 0x40);
    },
    said: (prompt: string) =>
      until(WAIT_MS, `the prompt ${prompt}`, async () => (prompts.includes(prompt) ? true : undefined)),
  };
}

test('a long text whose parts arrive before and after kill -9, out of order, is one whole comment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mscore-parts-'));
  const centre = await openCentre();
  try {
    const place = await prepareGateway(folder, { port: centre.port, window: 10, tps: 1_000 });
    const first = startGateway(place);
    await first.ready;
    const { number, texts, prompts } = citizenOf(3, 11);
    const comment = prompts.indexOf('q7') + 1;
    for (const [index, text] of texts.slice(0, comment).entries()) {
      await centre.text(number, text);
      await centre.said(prompts[index] ?? '');
    }
    await centre.part(number, 3);
    await centre.part(number, 1);
    await within(WAIT_MS, 'the end', first.kill('SIGKILL'));
    const second = startGateway(place);
    await second.ready;
    await centre.part(number, 2);
    await centre.said(prompts[comment] ?? '');
    await within(WAIT_MS, 'the end', second.kill('SIGTERM'));
    expect(commentsOf(place)).toEqual([{ length: COMMENT.length }]);
  } finally {
    await centre.close();
    rmSync(folder, { recursive: true });
  }
}, 60_000);

/** The comments of all coded responses, as the command prints them: without their words. */
function commentsOf(place: { readonly data: string; readonly keys: string; readonly links: string }): unknown {
  const printed = execFileSync(
    process.execPath,
    [join(__dirname, '../../services/host/bin/mscore.js'), 'responses', '--json'],
    { env: { PATH: process.env.PATH, MSCORE_DATA: place.data, MSCORE_KEYS: place.keys, MSCORE_LINKS: place.links } },
  );
  const responses = JSON.parse(printed.toString()) as { readonly comments: readonly { readonly length: number }[] }[];
  return responses.flatMap(({ comments }) => comments.map(({ length }) => ({ length })));
}
