import type { LinkStatus } from '@mscore/smpp-connector';
import { notesOn } from './link-notes';
import { wrapped } from './wrapped';

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
    ...notesOn(link).flatMap((note) => wrapped(note, 2, 4)),
  ]);
  return `${[...table, ...notes].join('\n')}\n${LEGEND}`;
}

const isLong = ([name = '']: readonly string[]): boolean => name.length > LONGEST_NAME;
const fitting = (row: readonly string[]): readonly string[] => (isLong(row) ? ['', ...row.slice(1)] : row);

function rowOf(link: LinkStatus): readonly string[] {
  const { name, state, onWire, window, waiting, more, unknown, rate, throttled, roundTripMs, receipts } = link;
  return [
    name,
    // Beside a column WAITING the connector's own word would be one thing with two meanings.
    state === 'waiting' ? 'retrying' : state,
    `${onWire}/${window}`,
    `${waiting}${more ? '+' : ''}`,
    String(unknown),
    `${Math.round(rate.now)}/${rate.configured}`,
    `${throttled.submits}/${throttled.pauses}`,
    roundTripMs === undefined ? '-' : `${Math.round(roundTripMs.p50)}/${Math.round(roundTripMs.p99)}`,
    String(receipts.unmatched),
  ];
}
