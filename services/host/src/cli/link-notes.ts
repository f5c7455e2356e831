import type { BindStatus, LinkStatus } from '@mscore/smpp-connector';
import { adviceOnSetback } from '../doctor/advice';

/** What is to be said of a link beside its figures: its binds, what holds it back, and what to do. */
export const notesOn = (link: LinkStatus): readonly string[] => [
  ...link.binds.map(bindNote),
  ...whatToSet(link),
  ...whySlow(link),
  ...deferredNote(link),
  ...unknownNote(link),
  ...receiptsNote(link),
];

function bindNote({ type, state, boundSince, since, nextTryAt, lastSetback, encrypted }: BindStatus): string {
  if (boundSince !== undefined) {
    return `${type} bound since ${second(boundSince)}, ${encrypted ? 'encrypted' : 'not encrypted'}`;
  }
  const when = since === undefined ? 'not bound since the gateway started' : `not bound since ${second(since)}`;
  const why = lastSetback === undefined ? '' : `, because of ${lastSetback}`;
  const next = nextTryAt === undefined ? '' : `; next try at ${second(nextTryAt)}`;
  return `${type} ${when}${why}${state === 'connecting' ? '; being tried now' : next}`;
}

const second = (at: string): string => `${at.slice(0, 19)}Z`;

/** What is behind binds that do not stand, each reason once, and the command that finds out more. */
function whatToSet({ name, binds }: LinkStatus): readonly string[] {
  const unbound = binds.filter(({ boundSince, state }) => boundSince === undefined && state !== 'stopped');
  if (unbound.length === 0) return [];
  // Advice is about a way that never led anywhere; a session that ended comes back by itself, unless it is refused.
  const telling = unbound.filter(({ since, state }) => since === undefined || state === 'refused');
  const setbacks = new Set(telling.flatMap(({ lastSetback }) => lastSetback ?? []));
  return [
    ...[...setbacks].map(adviceOnSetback),
    `It is tried again by itself. To find out what to set: mscore doctor ${name}`,
  ];
}

function deferredNote({ slow, deferred }: LinkStatus): readonly string[] {
  if (deferred === 0 || slow === 'deferred') return [];
  return [`${deferred} messages were put off by the message centre; each is sent again by itself.`];
}

function unknownNote({ unknown }: LinkStatus): readonly string[] {
  if (unknown === 0) return [];
  return [
    `${unknown} messages may be out: no answer to them came. They are sent again until they expire, and may arrive twice.`,
    'If they become more, ask the message centre why. What happened to one: mscore messages show ID',
  ];
}

/** One sentence on what holds messages back, and one on what to do. */
function whySlow(link: LinkStatus): readonly string[] {
  const { slow, rate, window, roundTripMs } = link;
  const answers = roundTripMs === undefined ? '' : ` It answers half of them within ${Math.round(roundTripMs.p50)} ms.`;
  switch (slow) {
    case undefined:
      return [];
    case 'unbound':
      return ['Messages wait because it is not bound.'];
    case 'throttled':
      return [
        `Slow because the message centre says "too fast": ${Math.round(rate.now)} of ${rate.configured} a second go out.`,
        'Ask it for the agreed rate, or set "tps" to what it allows.',
      ];
    case 'rate':
      return [
        `Slow because the configured rate of ${rate.configured} a second is used up.`,
        'Raise "tps" if the message centre allows more.',
      ];
    case 'window':
      return [
        `Slow because all ${window} window slots wait for responses.${answers}`,
        'Raise "window" if the message centre allows more.',
      ];
    case 'deferred':
      return [
        `Slow because the message centre keeps putting messages off: ${link.deferred} wait for their next attempt.`,
        'Look at one: mscore messages show ID; ask the message centre why it answers so.',
      ];
    case 'round-trip':
      return [
        `Slow because the message centre takes its time.${answers}`,
        'Ask it why; raise "window" if it allows more.',
      ];
    case 'store':
      return ['Slow because outcomes wait for our own disk.', 'Look at the disk under MSCORE_DATA.'];
    default:
      return slow satisfies never;
  }
}

function receiptsNote({ receipts }: LinkStatus): readonly string[] {
  const { unmatched, proposed } = receipts;
  if (proposed !== undefined) {
    return [
      `Receipts spell message ids otherwise. Set "messageIds": "${proposed}" in its "overrides", and start the gateway again.`,
    ];
  }
  if (unmatched === 0) return [];
  return [`${unmatched} receipts fit no message of ours: does somebody else send with this account?`];
}
