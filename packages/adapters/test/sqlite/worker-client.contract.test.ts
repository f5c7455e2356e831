import { Worker } from 'node:worker_threads';
import type { GatewayError } from '@mscore/ports';
import { WorkerClient } from '../../src/sqlite/worker-client';

/** A thread that opens, answers reads and dies of commits. */
const mortal = `
  const { parentPort } = require('node:worker_threads');
  parentPort.postMessage({ id: 0, result: { topics: [], offsets: [] } });
  parentPort.on('message', ({ id, kind }) => {
    if (kind === 'commit') throw new Error('a crash');
    if (kind === 'query') parentPort.postMessage({ id, fault: { code: 'MSCORE_STORE_IO', message: 'bad sector', retry: true } });
    else parentPort.postMessage({ id, result: kind });
    if (kind === 'close') parentPort.close();
  });
`;

describe('the database thread’s client', () => {
  const start = async (): Promise<{ client: WorkerClient; deaths: GatewayError[] }> => {
    const client = new WorkerClient(new Worker(mortal, { eval: true }));
    const deaths: GatewayError[] = [];
    client.onDeath((error) => deaths.push(error));
    await client.opened;
    return { client, deaths };
  };
  const commit = { events: [], documents: [], offsets: [], calls: [] };

  it('rejects every waiter when the thread dies, and whoever comes later', async () => {
    const { client, deaths } = await start();
    const waiting = [client.request('commit', commit), client.request('load', { table: 1, ids: [] })];
    for (const one of await Promise.allSettled(waiting)) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'MSCORE_STORE_WORKER', retry: false } });
    }
    await expect(client.request('commit', commit)).rejects.toMatchObject({ code: 'MSCORE_STORE_WORKER' });
    expect(deaths.map(({ code, retry }) => [code, retry])).toEqual([['MSCORE_STORE_WORKER', false]]);
    await client.close();
  });

  it('hands faults on as errors and lives', async () => {
    const { client, deaths } = await start();
    const query = { table: 1, index: 'due', limit: 1 };
    await expect(client.request('query', query)).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'MSCORE_STORE_IO',
      retry: true,
    });
    expect(await client.request('load', { table: 1, ids: [] })).toBe('load');
    await client.close();
    expect(deaths).toEqual([]);
  });
});
