import { type Event, problemOf } from '@mscore/contracts';
import { type Collection, GatewayError, type Metrics, PoisonEvents, type Versioned, type Write } from '@mscore/ports';
import { type Fact, fold, isFact } from './domain/fold';
import type { ResultDocument } from './domain/response-document';

/** This subscription alone writes responses, so more conflicts in a row than this mean that something else does. */
const MOST_RELOADS = 5;

/**
 * Folds a batch of facts: loads every response at once, folds in order, saves all at once.
 * Throws `PoisonEvents` for what is no valid fact and for facts behind a gap.
 */
export async function handleBatch(
  responses: Collection<ResultDocument>,
  metrics: Metrics,
  batch: readonly Event[],
): Promise<void> {
  const invalid = batch.filter((event) => problemOf(event) !== undefined || !isFact(event));
  if (invalid.length > 0) throw new PoisonEvents(idsOf(invalid), 'no valid survey fact');
  let open = groupByResponse(batch.filter(isFact));
  for (let round = 0; open.size > 0; round += 1) {
    if (round > MOST_RELOADS) {
      throw new GatewayError('MSCORE_RESPONSE_CONTENTION', 'responses keep changing under the fold', { retry: true });
    }
    open = await foldOnce(responses, metrics, open);
  }
}

type Groups = ReadonlyMap<string, readonly Fact[]>;

/** One round; returns the groups whose response changed meanwhile. */
async function foldOnce(responses: Collection<ResultDocument>, metrics: Metrics, groups: Groups): Promise<Groups> {
  const stored = await responses.load([...groups.keys()]);
  const folds = [...groups].map(([id, facts]) => foldGroup(id, stored.get(id), facts));
  const gaps = folds.flatMap(({ behindGap }) => behindGap);
  if (gaps.length > 0) throw new PoisonEvents(idsOf(gaps), 'facts of a response are missing before this one');
  const changed = folds.flatMap(({ write, applied }) => (write === undefined ? [] : [{ write, applied }]));
  if (changed.length === 0) return new Map();
  const outcomes = await responses.save(changed.map(({ write }) => write));
  const again = new Map<string, readonly Fact[]>();
  for (const [at, { write, applied }] of changed.entries()) {
    if (outcomes[at]?.kind === 'saved') count(metrics, applied);
    else again.set(write.id, groups.get(write.id) ?? []);
  }
  return again;
}

interface GroupFold {
  readonly write?: Write<ResultDocument>;
  readonly applied: readonly Fact[];
  readonly behindGap: readonly Fact[];
}

function foldGroup(id: string, stored: Versioned<ResultDocument> | undefined, facts: readonly Fact[]): GroupFold {
  let document = stored?.document;
  const applied: Fact[] = [];
  for (const [at, fact] of facts.entries()) {
    const folded = fold(document, fact);
    if (folded.kind === 'gap') return { applied: [], behindGap: facts.slice(at) };
    if (folded.kind === 'known') continue;
    document = folded.document;
    applied.push(fact);
  }
  if (document === undefined || applied.length === 0) return { applied, behindGap: [] };
  return { write: { id, expected: stored?.version ?? 'new', document }, applied, behindGap: [] };
}

function groupByResponse(facts: readonly Fact[]): Groups {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const group = groups.get(fact.data.response);
    if (group === undefined) groups.set(fact.data.response, [fact]);
    else group.push(fact);
  }
  return groups;
}

function count(metrics: Metrics, applied: readonly Fact[]): void {
  for (const fact of applied) {
    metrics.count('mscore_results_facts_total', { type: fact.type });
    if (fact.type === 'response.ended') {
      metrics.count('mscore_results_responses_total', { disposition: fact.data.disposition });
    }
    if (fact.type === 'invitation.dropped') {
      metrics.count('mscore_results_dropped_total', { reason: fact.data.reason });
    }
  }
}

const idsOf = (events: readonly Event[]): readonly string[] => events.map(({ id }) => id);
