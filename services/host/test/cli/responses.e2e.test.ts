import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@mscore/ports';
import { createResultsAggregator, type ResponseDocument } from '@mscore/results-aggregator';
import { demo } from '../../src/cli/demo';
import { forEachResponse, responses } from '../../src/cli/responses';
import { type Config, readConfig } from '../../src/config';
import { createControlApp, listenForControl } from '../../src/control';
import { openData } from '../../src/data';
import { startGateway } from '../../src/gateway';
import { createOperations, type ReadResponses } from '../../src/operations';
import { givenBy } from '../folder';
import { factsOf } from '../response-facts';

const NAMES = ['first', 'second', 'third', 'fourth', 'fifth'];
const silent = () => {};

let folder: string;
let environment: Record<string, string>;
let config: Config;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mscore-responses-'));
  environment = {
    MSCORE_DATA: join(folder, 'data'),
    MSCORE_KEYS: join(folder, 'keys'),
    MSCORE_HTTP: '127.0.0.1:0',
  };
  config = readConfig(environment, folder);
  await record();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Publishes the facts of five responses and waits until all have ended. */
async function record(): Promise<void> {
  const { embedded } = await openData(config, { clock: systemClock });
  let ended = 0;
  await new Promise<void>((resolve, reject) => {
    const count = (name: string): void => {
      if (name === 'mscore_results_responses_total') ended += 1;
      if (ended === NAMES.length) resolve();
    };
    const metrics = { count, gauge: silent };
    const aggregator = createResultsAggregator({ ...embedded, metrics, log: silent, clock: systemClock });
    const facts = NAMES.flatMap((name, index) => factsOf(name, index));
    aggregator
      .start()
      .then(() => embedded.bus.publish('survey.facts', facts))
      .catch(reject);
  });
  await embedded.close();
}

const gateway = () =>
  startGateway({ config, links: async () => [], logFor: () => silent, onFatal: (error) => expect(error).toBeFalsy() });

/** What the command writes. */
async function written(options: { readonly json?: true }): Promise<string> {
  let text = '';
  const output = {
    write: (chunk: string) => {
      text += chunk;
    },
  };
  expect(await responses(environment, options, output)).toBe(0);
  return text;
}

async function paged(pageSize: number): Promise<string[]> {
  const seen: string[] = [];
  await forEachResponse(config, ({ response }) => seen.push(response), pageSize);
  return seen;
}

describe('responses', () => {
  test('are the same from a gateway that runs and from its folder when it is stopped', async () => {
    const stopped = [await written({}), await written({ json: true })];
    const running = await gateway();
    const fromIt = [await written({}), await written({ json: true })];
    expect(await running.stop(5_000)).toBe(true);
    expect(fromIt).toEqual(stopped);
  });

  test('as JSON are one array, in the order they began', async () => {
    const documents = JSON.parse(await written({ json: true })) as ResponseDocument[];
    expect(documents.map(({ response }) => response)).toEqual(NAMES);
    expect(documents[0]?.answers.attitude).toMatchObject({ value: 8, corrected: [{ value: 7 }] });
  });

  test('for the eye show answers in codes and comments sealed, those beside an answer as such', async () => {
    const [first] = (await written({})).split('\n\n');
    expect(first?.split('\n')).toEqual([
      'first  one-stop-shop  walk-in  2026-11-22T09:00Z  completed, partial',
      '  attitude            8 (correction), before: 7',
      '  attitude (comment)  3 characters, sealed',
      '  comment             12 characters, sealed',
    ]);
  });

  test('are read from the folder page by page', async () => {
    expect(await paged(2)).toEqual(NAMES);
  });

  test('are read from the gateway page by page', async () => {
    const { embedded } = await openData(config, { clock: systemClock });
    const operations = createOperations(embedded, systemClock, [], givenBy(config));
    const asked: (string | undefined)[] = [];
    const read: ReadResponses = (query) => {
      asked.push(query.after);
      return operations.responses(query);
    };
    const app = createControlApp({ ...operations, responses: read }, () => [], 2);
    const control = await listenForControl(app, config.data);
    const seen = await paged(100);
    await control.close();
    await embedded.close();
    expect(seen).toEqual(NAMES);
    expect(asked).toHaveLength(3);
  });
});

describe('the demo', () => {
  test('on a folder another gateway runs on says so', async () => {
    const running = await gateway();
    await expect(demo(environment, 0)).rejects.toMatchObject({
      code: 'MSCORE_DATA_LOCKED',
      message: `a gateway already runs on the data folder ${config.data}`,
    });
    await running.stop(5_000);
  });

  test('on a port that is taken says which and how to choose another, and lets go of the folder', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(demo(environment, port)).rejects.toMatchObject({
      code: 'MSCORE_LISTEN',
      message: `port ${port} is taken; choose another: mscore demo --port N`,
    });
    taken.close();
    expect(await paged(2)).toEqual(NAMES);
  });
});
