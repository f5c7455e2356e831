import { sealedLength } from '@mscore/contracts/crypto';
import type { Store } from '@mscore/ports';
import { historyOf } from './domain/history';
import type { Submission } from './domain/submission';
import { OWNER, submissionsSpec } from './submissions';

/** A submission as operators may see it: neither number nor text. */
export interface SubmissionView extends Omit<Submission, 'address' | 'text'> {
  /** UTF-16 units of the text, while it is kept. */
  readonly length?: number;
}

/** Reads what became of messages, by their requests' ids; those nobody knows are absent. */
export type ReadSubmissions = (requests: readonly string[]) => Promise<ReadonlyMap<string, SubmissionView>>;

/** A reader of the connector's submissions for whoever shows them. */
export function createSubmissionReader(store: Store): ReadSubmissions {
  const submissions = store.scope(OWNER).collection<Submission>(submissionsSpec);
  return async (requests) => {
    const found = await submissions.load(requests);
    return new Map([...found].map(([id, { document }]) => [id, viewOf(document)]));
  };
}

function viewOf({ address: _address, text, ...rest }: Submission): SubmissionView {
  const view = { ...rest, history: historyOf(rest) };
  return text === undefined ? view : { ...view, length: sealedLength(text) };
}
