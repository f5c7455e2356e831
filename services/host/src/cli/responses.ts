import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { openAdapters } from '@mscore/adapters';
import { GatewayError, type Page, systemClock } from '@mscore/ports';
import { createResultsAggregator, type ResponseDocument } from '@mscore/results-aggregator';
import { type Config, type Environment, readConfig } from '../config';
import { askForResponses } from '../control';

const PAGE = 500;

/** `mscore responses`: from the running gateway, or from the folder when none runs. Resolves to the exit code. */
export async function responses(environment: Environment, options: { readonly json?: true }): Promise<number> {
  const config = readConfig(environment, process.cwd());
  let printed = 0;
  const print = (document: ResponseDocument): void => {
    const before = options.json ? (printed === 0 ? '[\n' : ',\n') : '';
    process.stdout.write(before + (options.json ? JSON.stringify(document) : describe(document)));
    printed += 1;
  };
  await forEachResponse(config, print);
  if (options.json) process.stdout.write(printed === 0 ? '[]\n' : '\n]\n');
  else if (printed === 0) process.stdout.write('No responses yet. Text DG from a handset: mscore phone\n');
  return 0;
}

async function forEachResponse(config: Config, print: (document: ResponseDocument) => void): Promise<void> {
  const first = await askForResponses(config.data, undefined);
  if (first !== undefined) return pages(first, (after) => runningPage(config, after), print);
  await openedHere(config, print);
}

async function runningPage(config: Config, after: string): Promise<Page<ResponseDocument>> {
  const page = await askForResponses(config.data, after);
  if (page === undefined) {
    throw new GatewayError('MSCORE_CONTROL', 'the gateway stopped while it was asked; try again', { retry: true });
  }
  return page;
}

/** Nobody owns the folder: it is opened for the reading, and never made. */
async function openedHere(config: Config, print: (document: ResponseDocument) => void): Promise<void> {
  try {
    await access(join(config.data, 'FORMAT'));
  } catch {
    throw new GatewayError('MSCORE_DATA_MISSING', `there is no data in ${config.data}; start the gateway: npm start`, {
      retry: false,
    });
  }
  const embedded = await openAdapters({ bus: config.bus, store: config.store }, { clock: systemClock });
  try {
    const quiet = { log: () => {}, metrics: { count: () => {}, gauge: () => {}, observe: () => {} } };
    const { responses: read } = createResultsAggregator({ ...embedded, ...quiet, clock: systemClock });
    await pages(await read({ limit: PAGE }), (after) => read({ after, limit: PAGE }), print);
  } finally {
    await embedded.close();
  }
}

async function pages(
  first: Page<ResponseDocument>,
  nextPage: (after: string) => Promise<Page<ResponseDocument>>,
  print: (document: ResponseDocument) => void,
): Promise<void> {
  for (let page = first; ; page = await nextPage(page.next)) {
    for (const { document } of page.items) print(document);
    if (page.next === undefined) return;
  }
}

/** A response for the eye: what was answered, coded; comments stay sealed. */
function describe(document: ResponseDocument): string {
  const end = document.reason === undefined ? 'open' : `${document.reason}, ${document.disposition}`;
  const head = `${document.response}  ${document.surveyId}  ${document.origin}  ${document.begunAt.slice(0, 16)}Z  ${end}`;
  const answers = Object.entries(document.answers).map(([variable, answer]) => {
    const flags = answer.flags?.length ? ` (${answer.flags.join(', ')})` : '';
    return `  ${variable.padEnd(16)}${answer.value ?? `- ${answer.how}`}${flags}`;
  });
  const comments = document.comments.map(
    ({ variable, length }) => `  ${variable.padEnd(16)}${length} characters, sealed`,
  );
  return `${[head, ...answers, ...comments].join('\n')}\n\n`;
}
