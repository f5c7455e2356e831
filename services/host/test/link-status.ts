import type { LinkStatus } from '@mscore/smpp-connector';

/** A link that is well, but for what is said. */
export const linkStatus = (changes: Partial<LinkStatus> = {}): LinkStatus => ({
  name: 'centre',
  group: 'centre',
  state: 'bound',
  binds: [{ type: 'transceiver', state: 'bound', boundSince: '2026-11-22T09:00:00.000Z', encrypted: true }],
  open: 3,
  window: 10,
  onWire: 2,
  waiting: 0,
  more: false,
  deferred: 0,
  unknown: 0,
  rate: { configured: 100, now: 100 },
  throttled: { submits: 0, pauses: 0 },
  roundTripMs: { p50: 12.4, p99: 80.2 },
  receipts: {
    unmatched: 0,
    matched: { same: 5, 'hex-then-decimal': 0, 'decimal-then-hex': 0, 'other-spelling': 0 },
  },
  ...changes,
});
