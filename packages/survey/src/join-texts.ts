/** What stands in a joined text where words are missing. */
export const GAP = '…';

const ESCAPE = '\u001B';

/**
 * 3GPP TS 23.038 §6.2.1.1: what the septet behind an escape stands for, by the character the same septet is in the
 * default alphabet. A phone may cut between the two, and then the second part begins with the plain character.
 */
const extensionOf: Readonly<Record<string, string>> = {
  '\n': '\f',
  Λ: '^',
  '(': '{',
  ')': '}',
  '/': '\\',
  '<': '[',
  '=': '~',
  '>': ']',
  '¡': '|',
  e: '€',
};

/**
 * The text that parts in their order make up; a part without words (`undefined`) is a {@link GAP}, several in a row are
 * one. An escape at the end of a part takes the first character of the next with it, halves of a surrogate pair meet,
 * and marks that were cut from their letter find it (NFC). Nothing but gaps is `undefined`.
 */
export function joinTexts(parts: readonly (string | undefined)[]): string | undefined {
  if (parts.every((part) => part === undefined)) return undefined;
  let joined = '';
  let gap = false;
  for (const part of parts) {
    const escaped = joined.endsWith(ESCAPE);
    if (escaped) joined = joined.slice(0, -1);
    if (part === undefined) {
      if (!gap) joined += GAP;
    } else {
      joined += escaped ? unescaped(part) : part;
    }
    gap = part === undefined;
  }
  return (joined.endsWith(ESCAPE) ? joined.slice(0, -1) : joined).normalize('NFC');
}

/** A septet that extends nothing is shown as what it is without the escape, as phones do. */
const unescaped = (part: string): string => (extensionOf[part.charAt(0)] ?? part.charAt(0)) + part.slice(1);
