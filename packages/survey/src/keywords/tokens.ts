import { isPlain, vietnameseLetters, type Words, withoutMarks, wordsOf } from '@mscore/vietnam';

const anyRuns = /[\p{L}\p{N}\p{M}]+/gu;
const plainRuns = new RegExp(`[a-z0-9${vietnameseLetters}]+`, 'g');

/** The words of a text: letters and digits of every script; whatever else there is stands between them. */
export function tokensOf(text: string): readonly Words[] {
  if (isPlain(text)) return plainTokensOf(text.toLowerCase());
  const runs = wordsOf(text).marked.match(anyRuns) ?? [];
  return runs.map((run) => ({ marked: run, folded: withoutMarks(run) })).filter(({ folded }) => folded !== '');
}

/** The same of a text whose letters all stay in their places when they lose their marks: both forms have the same runs. */
function plainTokensOf(marked: string): readonly Words[] {
  const runs = marked.match(plainRuns) ?? [];
  const folded = withoutMarks(marked);
  if (folded === marked) return runs.map((run) => ({ marked: run, folded: run }));
  const plain = folded.match(plainRuns) ?? [];
  return runs.map((run, at) => ({ marked: run, folded: plain[at] ?? run }));
}

/** A word as typed, cleaned; empty if nothing of it is a letter or a digit. */
export function wordOf(raw: string): Words {
  if (!isPlain(raw)) return wordsOf(raw);
  const marked = raw.toLowerCase();
  return { marked, folded: withoutMarks(marked) };
}
