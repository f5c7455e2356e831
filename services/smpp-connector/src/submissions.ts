import type { CollectionSpec } from '@mscore/ports';
import type { Submission } from './domain/submission';

/** The connector's part of the store. */
export const OWNER = 'smpp-connector';

/** Every message to be sent, and what became of it. */
export const submissionsSpec: CollectionSpec<Submission> = {
  name: 'submissions',
  indexes: {
    queued: { equals: 'queue', order: 'order' },
    open: { equals: 'open', order: 'order' },
    settled: { order: 'settledAt' },
    receiptsDue: { order: 'receiptsDue' },
  },
};

/** How long outcomes are kept; an assumption: longer than any look back at what became of a message. */
export const KEPT_DAYS = 30;
