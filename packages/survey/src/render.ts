import type { SurveyHash } from '@mscore/contracts';
import type { TextReference } from './effects';
import { fitsSegment } from './gsm7';
import { nodeOf, type Survey, type Texts } from './survey';

/** What placeholders stand for. */
export type Values = Readonly<Record<string, string>>;

const placeholder = /\{([A-Za-z]+)\}/g;

/** The names of the placeholders in a text. */
export const placeholdersOf = (text: string): readonly string[] =>
  [...text.matchAll(placeholder)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));

/**
 * The text a reference names, with its placeholders filled; a prefix stands before it and a hint behind where they fit one segment.
 * @throws RangeError for a survey, node, text, language or value that is not there: references are made by `decide`
 * from the same definitions, so this is a bug.
 */
export function render(surveys: ReadonlyMap<SurveyHash, Survey>, reference: TextReference, values: Values): string {
  const survey = surveys.get(reference.survey);
  if (survey === undefined) throw new RangeError(`there is no survey ${reference.survey}`);
  const known = reference.values === undefined ? values : { ...values, ...reference.values };
  const system = (name: string | undefined): string | undefined => {
    const texts = name === undefined ? undefined : survey.system[name];
    return texts === undefined ? undefined : fill(inLanguage(texts, reference), known);
  };
  let text = fill(inLanguage(textsOf(survey, reference), reference), known);
  const prefix = system(reference.prefix);
  if (prefix !== undefined && fitsSegment(`${prefix} ${text}`)) text = `${prefix} ${text}`;
  const hint = system(reference.hint);
  return hint !== undefined && fitsSegment(`${text} ${hint}`) ? `${text} ${hint}` : text;
}

/** Fills the placeholders of a text. */
export const fill = (text: string, values: Values): string =>
  text.replace(placeholder, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`there is no value for {${name}}`);
    return value;
  });

function textsOf(survey: Survey, { of, name }: TextReference): Texts | undefined {
  if (of === 'system') return survey.system[name];
  const node = nodeOf(survey, name);
  return 'text' in node ? node.text : undefined;
}

function inLanguage(texts: Texts | undefined, { name, language }: TextReference): string {
  const text = texts?.[language];
  if (text === undefined) throw new RangeError(`text ${name} is not there in ${language}`);
  return text;
}
