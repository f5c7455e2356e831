import type { LinkStatus } from '@mscore/smpp-connector';

/** Longer names stand on a line of their own, so that the table fits 100 columns. */
const LONGEST_NAME = 14;

const HEAD = ['LINK', 'STATE', 'WINDOW', 'WAITING', 'UNKNOWN', 'RATE/S', 'TOO FAST', 'ANSWERS', 'UNMATCHED'];

const LEGEND = `
WINDOW: submit_sm without a response yet, of those allowed. WAITING: messages, + more in the store.
UNKNOWN: messages that may be out. RATE/S: now, of the configured. TOO FAST: such answers, and the
pauses that followed. ANSWERS: p50/p99, ms. UNMATCHED: receipts of 24 hours that fit no message.
`;

/** The links for the eye: a table, then what is to be said of each. */
export function describeLinks(links: readonly LinkStatus[]): string {
  if (links.length === 0) return 'The gateway has no links.\n';
  const rows = links.map(rowOf);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => fitting(row)[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const table = [
    line(HEAD),
    ...rows.flatMap((row) => (isLong(row) ? [row[0] ?? '', line(fitting(row))] : [line(row)])),
  ];
  const notes = links.flatMap((link) => [
    '',
    `${link.name}, group ${link.group}`,
    ...notesOn(link).map((note) => `  ${note}`),
  ]);
  return `${[...table, ...notes].join('\n')}\n${LEGEND}`;
}

const isLong = ([name = '']: readonly string[]): boolean => name.length > LONGEST_NAME;
const fitting = (row: readonly string[]): readonly string[] => (isLong(row) ? ['', ...row.slice(1)] : row);

function rowOf(link: LinkStatus): readonly string[] {
  const { name, state, onWire, window, waiting, more, unknown, rate, throttled, roundTripMs, receipts } = link;
  return [
    name,
    state,
    `${onWire}/${window}`,
    `${waiting}${more ? '+' : ''}`,
    String(unknown),
    `${Math.round(rate.now)}/${rate.configured}`,
    `${throttled.submits}/${throttled.pauses}`,
    roundTripMs === undefined ? '-' : `${Math.round(roundTripMs.p50)}/${Math.round(roundTripMs.p99)}`,
    String(receipts.unmatched),
  ];
}

function notesOn(link: LinkStatus): readonly string[] {
  return [...link.binds.map(bindNote), ...whySlow(link), ...receiptsNote(link)];
}

function bindNote({ type, state, boundSince, lastSetback, encrypted }: LinkStatus['binds'][number]): string {
  const since =
    boundSince === undefined ? '' : ` since ${boundSince.slice(0, 19)}Z, ${encrypted ? 'encrypted' : 'not encrypted'}`;
  return `${type} ${state}${since}${lastSetback === undefined ? '' : `; last setback: ${lastSetback}`}`;
}

/** One sentence on what holds messages back, and one on what to do. */
function whySlow(link: LinkStatus): readonly string[] {
  const { name, slow, rate, window, roundTripMs } = link;
  const answers = roundTripMs === undefined ? '' : ` It answers half of them within ${Math.round(roundTripMs.p50)} ms.`;
  switch (slow) {
    case undefined:
      return [];
    case 'unbound':
      return ['Messages wait because it is not bound.', `What to set: mscore doctor ${name}`];
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
        `Look at one: mscore messages show ID; ask it why it answers so. The log names its answer.`,
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
    return [`Receipts spell message ids otherwise. Set in its "overrides": "messageIds": "${proposed}"`];
  }
  if (unmatched === 0) return [];
  return [`${unmatched} receipts fit no message of ours: does somebody else send with this account?`];
}
