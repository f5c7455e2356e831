import { withoutMarks } from '@mscore/vietnam';
import { budgetOf, foreignIn } from './budget';
import { septetsOf } from './segments';
import type { Survey } from './survey';

/** What placeholders stand for, by their names. */
export type Values = Readonly<Record<string, string>>;

const placeholder = /\{([A-Za-z]+)\}/g;

/** The names of the placeholders in a text. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));

/**
 * Fills the placeholders of a text.
 * @throws RangeError for one without a value.
 */
export const fill = (text: string, lookUp: (name: string) => string | undefined): string =>
  text.replace(placeholder, (_, name: string) => {
    const value = lookUp(name);
    if (value === undefined) throw new RangeError(`there is no value for {${name}}`);
    return value;
  });

/** A value as it is written in a language: without marks where they do not belong or have no room. */
export function valueIn(language: string, value: string): string {
  const composed = value.normalize('NFC');
  const plain = language === 'vi-ascii' || (budgetOf(language).gsm7 && foreignIn(composed) !== undefined);
  return plain ? withoutMarks(composed) : composed;
}

/** Placeholders declared with no length at all are put in where everything fits, or left out. */
export const isOptional = (survey: Pick<Survey, 'placeholders'>, name: string): boolean =>
  survey.placeholders[name] === 0;

/**
 * What is wrong with a value for a placeholder of a survey, or undefined. To be asked where values come in: a text is
 * measured with its placeholders at their declared length, and nothing is cut when it is written out.
 */
export function valueProblem(
  survey: Pick<Survey, 'placeholders' | 'languages'>,
  name: string,
  value: string,
): string | undefined {
  const most = survey.placeholders[name];
  // A placeholder that is not declared stands in no text.
  if (most === undefined) return undefined;
  for (const language of survey.languages) {
    const written = valueIn(language, value);
    const measured = budgetOf(language).gsm7 ? septetsOf(written) : { septets: written.length };
    if ('foreign' in measured) return `the value of {${name}} holds "${measured.foreign}", which is not in GSM-7`;
    if (most > 0 && measured.septets > most) {
      return `the value of {${name}} takes ${measured.septets} characters, and ${most} are declared`;
    }
  }
  return undefined;
}
