import { type Words, withoutMarks, wordsOf } from '@mscore/vietnam';

// Most messages carry no marks, and folding is most of the work: of plain letters nothing is left to fold but their case.
const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

/** The words of a text: letters and digits of every script; whatever else there is stands between them. */
export function tokensOf(text: string): readonly Words[] {
  if (isPlain(text)) return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((run) => ({ marked: run, folded: run }));
  const runs = wordsOf(text).marked.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return runs.map((run) => ({ marked: run, folded: withoutMarks(run) })).filter(({ folded }) => folded !== '');
}

/** A word as typed, cleaned; empty if nothing of it is a letter or a digit. */
export function wordOf(raw: string): Words {
  if (!isPlain(raw)) return wordsOf(raw);
  const word = raw.toLowerCase();
  return { marked: word, folded: word };
}
