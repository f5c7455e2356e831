import type { MessageTimeline, RequestView } from '../messages';
import type { TimelineEntry } from '../timeline';
import { wrapped } from './wrapped';

/** A timeline for the eye. */
export function describeTimeline({ requests, entries }: MessageTimeline): string {
  const heads = requests.map(describeRequest);
  const width = Math.max(0, ...entries.map(({ what }) => what.length));
  // With one message alone every line is about it, or about the text it answers.
  const several = requests.length > 1;
  const lines = entries.map((entry) => describeEntry(entry, width, several));
  return [...heads, ...(heads.length > 0 ? [''] : []), ...lines, ''].join('\n');
}

function describeRequest(request: RequestView): string {
  const { id, lane, link, shortCode, subscriber, state, attempt, resends, delivery, parts = [] } = request;
  const sent =
    attempt > 1 ? `, given to the network ${attempt} times${resends > 0 ? ` (${resends} in doubt)` : ''}` : '';
  const segments = parts.map(
    (part, index) =>
      `  segment ${index + 1}: ${part.messageId === undefined ? 'not accepted' : `message id ${part.messageId || '(none given)'}`}` +
      [part.delivery, part.stat, part.err && `error ${part.err}`].map((word) => (word ? `, ${word}` : '')).join(''),
  );
  return [
    `${lane} ${id}`,
    ...wrapped(
      `by ${link} from ${shortCode} to subscriber ${subscriber}: ${state}${delivery === undefined ? '' : `, ${delivery}`}${sent}`,
      2,
      4,
    ),
    ...segments,
  ].join('\n');
}

function describeEntry({ at, what, id, detail }: TimelineEntry, width: number, several: boolean): string {
  const head = `${at}  ${what.padEnd(width)}  ${several ? `${id.slice(0, 8)}  ` : ''}`;
  const [first = '', ...others] = wrapped(detail, head.length);
  return [`${head}${first.trimStart()}`.trimEnd(), ...others].join('\n');
}
