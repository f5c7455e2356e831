import { requiredSystemTexts, type Survey, type Texts } from './survey';

/**
 * A version that was published before the engine had some of its texts, with those of the version in force: an open
 * response finishes on the version it began with, and must hear them too. The very same object where nothing is missing.
 */
export function completed(older: Survey, inForce: Survey | undefined): Survey {
  const missing = requiredSystemTexts.filter((name) => older.system[name] === undefined);
  if (inForce === undefined || missing.length === 0) return older;
  const lent = missing.flatMap((name): readonly (readonly [string, Texts])[] => {
    const texts = inForce.system[name];
    return texts === undefined ? [] : [[name, inLanguagesOf(older, texts, inForce.languages[0])]];
  });
  return {
    ...older,
    placeholders: { ...inForce.placeholders, ...older.placeholders },
    system: { ...Object.fromEntries(lent), ...older.system },
  };
}

/** A language that is spoken no more is answered in the default one. */
const inLanguagesOf = ({ languages }: Survey, texts: Texts, otherwise: string): Texts =>
  Object.fromEntries(
    languages.flatMap((language) => {
      const text = texts[language] ?? texts[otherwise];
      return text === undefined ? [] : [[language, text]];
    }),
  );
