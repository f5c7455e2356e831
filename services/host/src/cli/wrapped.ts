/** Columns that every table and every note of the command fits. */
const COLUMNS = 100;

/**
 * A sentence in lines that fit the screen; a word that is longer than a line stands on one of its own.
 * @param indent spaces before the first line
 * @param hanging spaces before the others
 */
export function wrapped(sentence: string, indent = 0, hanging = indent): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of sentence.split(' ')) {
    const before = lines.length === 0 ? indent : hanging;
    if (line !== '' && before + line.length + 1 + word.length > COLUMNS) {
      lines.push(' '.repeat(before) + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, ' '.repeat(lines.length === 0 ? indent : hanging) + line];
}
