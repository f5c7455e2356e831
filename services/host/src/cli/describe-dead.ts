import type { DeadGroup, DeadLetter, Redriven } from '../dead-letters';
import { wrapped } from './wrapped';

/** Letters shown of one group; all of them are in `--json`. */
const SHOWN = 10;

/** Dead letters for the eye, newest cause first. */
export function describeDeadGroups(groups: readonly DeadGroup[]): string {
  if (groups.length === 0) return 'No dead letters.\n';
  const open = groups.reduce((sum, group) => sum + group.open, 0);
  const next =
    open === 0
      ? 'None is open.'
      : `${open} open. Why: mscore dead show ID. Once the cause is mended: mscore dead redrive ID…\n` +
        `or all of a topic: mscore dead redrive --all --topic ${groups.find((group) => group.open > 0)?.topic}`;
  return `${groups.map(describeGroup).join('\n')}\n${next}\n`;
}

function describeGroup({ topic, group, stack, error, open, first, last, letters }: DeadGroup): string {
  const redriven = letters.length - open;
  const newest = letters.slice(-SHOWN);
  const left = letters.length - newest.length;
  return [
    `${topic}, read by ${group}: ${open} open${redriven > 0 ? `, ${redriven} redriven` : ''}`,
    `  ${error}`,
    `  stack ${stack}, ${minute(first)}${letters.length > 1 ? ` to ${minute(last)}` : ''}`,
    ...(left > 0 ? [`    ${left} older (all of them: --json)`] : []),
    ...newest.map((letter) => `    ${describeLetter(letter)}`),
    '',
  ].join('\n');
}

const describeLetter = ({ id, type, key, at, redrivenAt }: DeadLetter): string =>
  `${id}  ${type}  ${key}  ${redrivenAt === undefined ? minute(at) : `redriven at ${minute(redrivenAt)}`}`;

const minute = (at: string): string => `${at.slice(0, 16)}Z`;

/** What became of each, and how many went out. */
export function describeRedriven(results: readonly Redriven[]): string {
  if (results.length === 0) return 'Nothing to send: no open dead letter of this topic.\n';
  const [first] = results;
  if (first?.kind === 'no-topic') return `${describeUnsent(first)}\n`;
  const sent = results.filter(({ kind }) => kind === 'redriven').length;
  const others = results.filter(({ kind }) => kind !== 'redriven').map(describeUnsent);
  return [...others, `${sent} of ${results.length} sent again.`, ''].join('\n');
}

function describeUnsent(result: Redriven): string {
  switch (result.kind) {
    case 'redriven':
      return `${result.id}  sent to ${result.topic}`;
    case 'already':
      return `${result.id}  was redriven at ${minute(result.redrivenAt)}; to send it once more: --again`;
    case 'unknown':
      return `${result.id}  is no dead letter`;
    case 'no-topic':
      return wrapped(`${result.id} is no topic; there are: ${result.topics.join(', ')}`, 0, 2).join('\n');
    default:
      return result satisfies never;
  }
}
