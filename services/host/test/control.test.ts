import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, controlSocket } from '../src/control';

const PATIENCE_MS = 100;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-control-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function answering<T>(listener: RequestListener, work: () => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(controlSocket(folder));
  await once(server, 'listening');
  try {
    return await work();
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

describe('a question to the gateway', () => {
  test('is not waited for any longer when its process stands still', async () => {
    await answering(
      () => {},
      () =>
        expect(ask(folder, { path: '/links' }, PATIENCE_MS)).rejects.toMatchObject({
          code: 'MSCORE_CONTROL',
          message: 'the gateway does not answer; look at its process',
        }),
    );
  });

  test('is waited for while the gateway says that it is there', async () => {
    let alive = 0;
    let answer: () => void = () => {};
    const found = await answering(
      ({ url }, outgoing) => {
        if (url === '/links') answer = () => outgoing.end('["found"]');
        else outgoing.end('true');
        if (url === '/alive' && ++alive === 4) answer();
      },
      () => ask(folder, { path: '/links' }, PATIENCE_MS),
    );
    expect(found).toEqual(['found']);
  });

  test('has no answer where no gateway runs', async () => {
    expect(await ask(folder, { path: '/links' }, PATIENCE_MS)).toBeUndefined();
  });

  test('that it could not answer is an error', async () => {
    await answering(
      (_incoming, outgoing) => outgoing.writeHead(500).end(),
      () => expect(ask(folder, { path: '/links' })).rejects.toThrow('the gateway answered 500'),
    );
  });
});
