import { cpSync, rmSync } from 'node:fs';
import { openEmbedded } from '@mscore/adapters';
import type { Event } from '@mscore/contracts';
import { type Collection, systemClock } from '@mscore/ports';
import type { StoredResponse } from './check-aggregate';
import type { Fact } from './recompute';

/** What the gateway's own folder says after it stopped. */
export interface StoredEvidence {
  readonly facts: readonly Fact[];
  readonly responses: readonly StoredResponse[];
  /** Replies the gateway lists as sent again. */
  readonly resends: number;
}

interface StoredSubmission {
  readonly resends: number;
}

/** Reads a copy of a data folder, which is removed again: the original stays as the gateway left it. */
export async function readEvidence(data: string): Promise<StoredEvidence> {
  const folder = `${data}-copy`;
  // Sockets of the living are no data, and cannot be copied.
  cpSync(data, folder, { recursive: true, filter: (source) => !source.endsWith('.sock') });
  const embedded = await openEmbedded({ folder, clock: systemClock });
  try {
    const facts: Fact[] = [];
    for await (const event of embedded.journal.tail('survey.facts', Number.POSITIVE_INFINITY)) {
      if (isFact(event)) facts.push(event);
    }
    const responses = embedded.store
      .scope('results-aggregator')
      .collection<StoredResponse>({ name: 'responses', indexes: { begun: { order: 'begunAt' } } });
    const submissions = embedded.store.scope('smpp-connector').collection<StoredSubmission>({
      name: 'submissions',
      indexes: {
        queued: { equals: 'queue', order: 'order' },
        open: { equals: 'open', order: 'order' },
        settled: { order: 'settledAt' },
      },
    });
    let resends = 0;
    for await (const submission of all(submissions, 'settled')) resends += submission.resends;
    const stored: StoredResponse[] = [];
    for await (const response of all(responses, 'begun')) stored.push(response);
    return { facts, responses: stored, resends };
  } finally {
    await embedded.close();
    rmSync(folder, { recursive: true });
  }
}

const isFact = (event: Event): event is Fact =>
  event.type.startsWith('response.') ||
  event.type === 'invitation.dropped' ||
  event.type === 'answer.recorded' ||
  event.type === 'comment.recorded';

const PAGE = 1_000;

async function* all<T>(collection: Collection<T>, index: string): AsyncGenerator<T> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await collection.query({ index, limit: PAGE, ...(after === undefined ? {} : { after }) });
    for (const { document } of page.items) yield document;
    after = page.next;
    more = after !== undefined;
  }
}
