import { statusName } from '@mscore/smpp';

/**
 * What happened to a message and when (epoch milliseconds): operators read it, nothing else depends on it. The record
 * holds what {@link historyOf} cannot tell from its other fields.
 */
export type HistoryEntry = readonly [at: number, what: HistoryKind, detail?: string];

/** `written`: submit_sm on the wire. `deferred`: the network said "not now". `receipt`: one came, with its stat. */
export type HistoryKind =
  | 'requested'
  | 'queued'
  | 'sending'
  | 'written'
  | 'deferred'
  | 'unanswered'
  | 'accepted'
  | 'rejected'
  | 'expired'
  | 'unknown'
  | 'withdrawn'
  | 'receipt'
  | 'delivered'
  | 'failed';

interface WithHistory {
  readonly history?: readonly HistoryEntry[];
}

/** What a submission says of its course beside its history. */
interface Recorded extends WithHistory {
  readonly order: number;
  readonly state: HistoryKind;
  readonly settledAt?: string;
  readonly status?: number;
}

/** What is kept of a history: its beginning and its end; between them a message only waits. */
const HISTORY = 40;
const BEGINNING = 8;

/** Written to the network: what the record of the attempt says from now on. */
export function written(submission: WithHistory, at: number, segments: number): readonly HistoryEntry[] {
  const { history = [] } = submission;
  const before = history.at(-1)?.[1] === 'sending' ? history.slice(0, -1) : history;
  return noted({ history: before }, segments > 1 ? [at, 'written', `${segments} segments`] : [at, 'written']);
}

/** Places in a link's order are a thousandth of a millisecond apart. */
export const ORDER_PER_MS = 1_000;

/** All that happened, oldest first: what the record says elsewhere is not noted twice. */
export function historyOf(submission: Recorded): readonly HistoryEntry[] {
  const { history = [], order, settledAt, state, status } = submission;
  const requested: HistoryEntry = [Math.floor(order / ORDER_PER_MS), 'requested'];
  const known = new Set(history.map(([, what]) => what));
  const ended = settledAt === undefined || state === 'queued' || state === 'sending' ? undefined : state;
  return [
    ...(known.has('requested') ? [] : [requested]),
    ...history,
    ...(ended === undefined || known.has(ended) ? [] : [endOf(ended, settledAt, status)]),
  ].sort(([a], [b]) => a - b);
}

function endOf(state: HistoryKind, settledAt: string | undefined, status: number | undefined): HistoryEntry {
  const at = Date.parse(settledAt ?? '');
  return state === 'rejected' && status !== undefined ? [at, state, statusName(status)] : [at, state];
}

/** The history with another entry. */
export function noted({ history = [] }: WithHistory, entry: HistoryEntry): readonly HistoryEntry[] {
  const grown = [...history, entry];
  return grown.length <= HISTORY ? grown : [...grown.slice(0, BEGINNING), ...grown.slice(BEGINNING + 1)];
}
