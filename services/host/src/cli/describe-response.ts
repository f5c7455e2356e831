import type { GivenAnswer, ResponseDocument } from '@mscore/results-aggregator';

/** Width of the names before the values, unless one is longer. */
const NAME_WIDTH = 16;

/** A response for the eye: what was answered, coded; comments stay sealed. */
export function describeResponse(document: ResponseDocument): string {
  const end = document.reason === undefined ? 'open' : `${document.reason}, ${document.disposition}`;
  const head = `${document.response}  ${document.surveyId}  ${document.origin}  ${document.begunAt.slice(0, 16)}Z  ${end}`;
  const answers = Object.entries(document.answers).map(([variable, answer]): [string, string] => [
    variable,
    [answer, ...(answer.corrected ?? []).toReversed()].map(describeAnswer).join(', before: '),
  ]);
  const comments = document.comments.map(({ variable, length }): [string, string] => [
    variable in document.answers ? `${variable} (comment)` : variable,
    `${length} characters, sealed`,
  ]);
  const rows = [...answers, ...comments];
  const width = Math.max(NAME_WIDTH, ...rows.map(([name]) => name.length + 2));
  return `${[head, ...rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`)].join('\n')}\n\n`;
}

function describeAnswer({ value, how, flags }: GivenAnswer): string {
  const marks = flags.length > 0 ? ` (${flags.join(', ')})` : '';
  return `${value ?? `- ${how}`}${marks}`;
}
