import type { Subscriber } from '@mscore/contracts';
import { type Collection, isoTime } from '@mscore/ports';
import type { LastSent } from './domain/last-sent';
import type { Submission } from './domain/submission';

/**
 * So far back a connector that starts looks for what was sent. What came before that, whoever writes now has long read:
 * people answer within minutes, and an equal text that follows theirs at once finds their answer's own question known.
 */
export const REMEMBERED_MS = 10 * 60_000;
/** The newest first, so that a busy gateway knows its last seconds whole and starts without a pause. */
const STEP_MS = 10_000;
const MOST_READ = 50_000;
const PAGE = 1_000;

type Accepted = readonly [request: string, submission: Submission];

/**
 * What each number was last sent by runs before this one, as the store has it: a prompt that went out before a crash is
 * known to whoever reads the reply to it after. What is under way is found by the links themselves, as they adopt it.
 * @param now epoch milliseconds
 * @param most submissions that are read at the most
 */
export async function recoverLastSent(
  submissions: Pick<Collection<Submission>, 'query'>,
  lastSent: LastSent,
  now: number,
  most = MOST_READ,
): Promise<void> {
  const found = new Map<Subscriber, Accepted>();
  let left = most;
  for (let age = STEP_MS; age <= REMEMBERED_MS && left > 0; age += STEP_MS) {
    const newer = new Set(found.keys());
    // Without an end the first step has what a clock noted that was set back since.
    const to = age === STEP_MS ? {} : { to: isoTime(now - age + STEP_MS) };
    for await (const [request, submission] of settledBetween(submissions, { from: isoTime(now - age), ...to })) {
      left -= 1;
      if (submission.state !== 'accepted' || newer.has(submission.subscriber)) continue;
      found.set(submission.subscriber, [request, submission]);
    }
  }
  const inOrder = [...found.values()].sort(([, a], [, b]) => settledAt(a) - settledAt(b));
  for (const [request, submission] of inOrder) {
    lastSent.accepted(submission.subscriber, request, settledAt(submission));
    if (submission.delivery === 'delivered') lastSent.delivered(submission.subscriber, request);
  }
}

const settledAt = (submission: Submission): number => Date.parse(submission.settledAt ?? '');

/** Oldest first. */
async function* settledBetween(
  submissions: Pick<Collection<Submission>, 'query'>,
  bounds: { readonly from: string; readonly to?: string },
): AsyncIterable<Accepted> {
  let after: string | undefined;
  do {
    const page = await submissions.query({
      index: 'settled',
      ...bounds,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const { id, document } of page.items) yield [id, document];
    after = page.next;
  } while (after !== undefined);
}
