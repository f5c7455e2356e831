import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbedded } from '@mscore/adapters';
import type { Event } from '@mscore/contracts';
import { type Collection, type Metrics, PoisonEvents, systemClock } from '@mscore/ports';
import { createResultsAggregator, type ResultsAggregator } from '../src';
import type { ResultDocument } from '../src/domain/response-document';
import { handleBatch } from '../src/handle-batch';
import { openResponses } from '../src/responses';
import { fact, wholeResponse } from './facts';

type Embedded = Awaited<ReturnType<typeof openEmbedded>>;

let folder: string;
let embedded: Embedded;
let aggregator: ResultsAggregator;
let counted: string[];
let wake: () => void;

/** Metrics tell the test that something was folded. */
const metrics: Metrics = {
  count: (name, labels = {}) => {
    counted.push([name, ...Object.values(labels)].join(' '));
    wake();
  },
  gauge: () => {},
};

beforeEach(async () => {
  counted = [];
  wake = () => {};
  folder = mkdtempSync(join(tmpdir(), 'mscore-results-'));
  embedded = await openEmbedded({ folder, clock: systemClock });
  const { bus, store } = embedded;
  aggregator = createResultsAggregator({ bus, store, clock: systemClock, log: () => {}, metrics });
});
afterEach(async () => {
  await aggregator.stop(1_000);
  await embedded.close();
  rmSync(folder, { recursive: true });
});

async function folded(count: number): Promise<void> {
  while (counted.filter((name) => name.startsWith('mscore_results_facts_total')).length < count) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

const publish = (facts: readonly Event[]) => embedded.bus.publish('survey.facts', facts);
const late = (response: string) => fact('response.invited', response, 1, {}, '2026-11-22T09:00:00.000Z');

test('responses are listed in the order they began, page by page', async () => {
  await aggregator.start();
  await publish([
    late('late'),
    ...wholeResponse('early'),
    fact('response.invited', 'middle', 1, {}, '2026-11-22T05:00:00.000Z'),
  ]);
  await folded(7);
  const first = await aggregator.responses({ limit: 2 });
  expect(first.items.map(({ id }) => id)).toEqual(['early', 'middle']);
  const rest = await aggregator.responses({ limit: 2, ...(first.next === undefined ? {} : { after: first.next }) });
  expect(rest.items.map(({ id }) => id)).toEqual(['late']);
  expect(counted).toContain('mscore_results_responses_total partial');
});

test('an invitation that was dropped is counted, and is no response', async () => {
  await aggregator.start();
  await publish([fact('invitation.dropped', 'nobody', 1, { reason: 'no-mobile' }), late('somebody')]);
  await folded(2);
  expect((await aggregator.responses({ limit: 10 })).items.map(({ id }) => id)).toEqual(['somebody']);
  expect(counted).toContain('mscore_results_dropped_total no-mobile');
});

test('replaying the topic into an empty store rebuilds the same documents', async () => {
  await aggregator.start();
  const facts = [...wholeResponse('a'), late('b'), ...wholeResponse('c')];
  await publish(facts);
  await folded(facts.length);
  const replayed = openResponses(embedded.store.scope('replay'));
  for await (const event of embedded.journal.tail('survey.facts', 1_000_000))
    await handleBatch(replayed, metrics, [event]);
  const documents = (page: { readonly items: readonly { readonly document: ResultDocument }[] }) =>
    page.items.map(({ document }) => document);
  expect(documents(await replayed.query({ index: 'begun', limit: 10 }))).toEqual(
    documents(await aggregator.responses({ limit: 10 })),
  );
});

test('a fact behind a gap goes to the dead letters and holds up no other response', async () => {
  await aggregator.start();
  const [first, , third] = wholeResponse('torn');
  await publish([first, third, late('whole')].filter((each) => each !== undefined));
  await folded(2);
  expect((await aggregator.responses({ limit: 10 })).items.map(({ id }) => id)).toEqual(['torn', 'whole']);
  const dead: unknown[] = [];
  for await (const event of embedded.journal.tail('survey.facts.dead', 1_000_000)) dead.push(event.data);
  expect(dead).toMatchObject([{ group: 'results-aggregator', event: { id: 'torn-3' } }]);
});

test('what is no valid fact is named, and the rest of the batch waits for the next call', async () => {
  const responses = openResponses(embedded.store);
  const invalid = { ...late('x'), at: 'yesterday' };
  const attempt = handleBatch(responses, metrics, [late('y'), invalid]);
  await expect(attempt).rejects.toBeInstanceOf(PoisonEvents);
  await expect(attempt).rejects.toMatchObject({ ids: [invalid.id] });
  expect((await responses.load(['y'])).size).toBe(0);
});

test('a response that changed under the fold is read and folded again', async () => {
  const responses = openResponses(embedded.store);
  const facts = wholeResponse('r');
  await handleBatch(responses, metrics, facts.slice(0, 1));
  let meddle = true;
  const contended: Collection<ResultDocument> = {
    load: (ids) => responses.load(ids),
    query: (query) => responses.query(query),
    save: async (writes) => {
      if (meddle) {
        meddle = false;
        await handleBatch(responses, metrics, facts.slice(1, 3));
      }
      return responses.save(writes);
    },
  };
  await handleBatch(contended, metrics, facts.slice(1));
  expect((await responses.load(['r'])).get('r')?.document.applied).toBe(5);
});

test('health says why there are no results', async () => {
  expect(aggregator.health()).toEqual({ ready: false, reasons: ['the aggregator is not running'] });
  await aggregator.start();
  expect(aggregator.health().ready).toBe(true);
});
