import { GatewayError } from '@mscore/ports';
import type { ResponseDocument } from '@mscore/results-aggregator';
import { type Config, type Environment, readConfig } from '../config';
import { ask, PAGE } from '../control';
import { checkFolder } from '../folders';
import type { ReadResponses } from '../operations';
import { type Output, withFolder } from './data-folder';
import { describeResponse } from './describe-response';

/** `mscore responses`: from the running gateway, or from the folder when none runs. Resolves to the exit code. */
export async function responses(
  environment: Environment,
  options: { readonly json?: true },
  output: Output = process.stdout,
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  await checkFolder('MSCORE_DATA', config.data);
  let printed = 0;
  await forEachResponse(config, (document) => {
    const before = options.json ? (printed === 0 ? '[\n' : ',\n') : '';
    output.write(before + (options.json ? JSON.stringify(document) : describeResponse(document)));
    printed += 1;
  });
  if (options.json) output.write(printed === 0 ? '[]\n' : '\n]\n');
  else if (printed === 0) output.write('No responses yet. Text DG from a handset: mscore phone\n');
  return 0;
}

/**
 * Hands over every response in the order they began.
 * @throws GatewayError MSCORE_DATA_MISSING, MSCORE_CONTROL when the gateway goes away while it is asked, and those of
 * opening the data folder.
 */
export async function forEachResponse(
  config: Config,
  take: (document: ResponseDocument) => void,
  pageSize = PAGE,
): Promise<void> {
  const first = await askForResponses(config, undefined);
  if (first === undefined) return withFolder(config, ({ responses: read }) => readAll(read, take, pageSize));
  await readAll(
    ({ after }) => (after === undefined ? Promise.resolve(first) : nextPage(config, after)),
    take,
    pageSize,
  );
}

/** A page of responses from the running gateway; undefined when none runs on this folder. */
function askForResponses(
  config: Config,
  after: string | undefined,
): Promise<Awaited<ReturnType<ReadResponses>> | undefined> {
  return ask(config.data, {
    path: after === undefined ? '/responses' : `/responses?after=${encodeURIComponent(after)}`,
  });
}

async function nextPage(config: Config, after: string): ReturnType<ReadResponses> {
  const page = await askForResponses(config, after);
  if (page !== undefined) return page;
  throw new GatewayError('MSCORE_CONTROL', 'the gateway stopped while it was asked; try again', { retry: true });
}

async function readAll(
  read: ReadResponses,
  take: (document: ResponseDocument) => void,
  pageSize: number,
): Promise<void> {
  let page = await read({ limit: pageSize });
  for (;;) {
    for (const { document } of page.items) take(document);
    if (page.next === undefined) return;
    page = await read({ after: page.next, limit: pageSize });
  }
}
