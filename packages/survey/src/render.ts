import type { SurveyHash } from '@mscore/contracts';
import { fits } from './budget';
import type { TextReference } from './effects';
import { nodeOf, type Survey, type Texts } from './survey';
import { fill, isOptional, placeholdersOf, type Values, valueIn } from './values';

/**
 * The text a reference names, with its placeholders filled from `values` and its own values, which come first. A prefix
 * goes before and a hint behind it where everything keeps within the budget of the language.
 * @throws RangeError for a survey, node, text, language or value that is not there: references are made by `decide`
 * from the same definitions, so this is a bug.
 */
export function render(surveys: ReadonlyMap<SurveyHash, Survey>, reference: TextReference, values: Values): string {
  const survey = surveys.get(reference.survey);
  if (survey === undefined) throw new RangeError(`there is no survey ${reference.survey}`);
  const { language } = reference;
  const all = { ...values, ...reference.values, ...questionOf(survey, reference) };
  const write = (texts: Texts | undefined, name: string) =>
    written(survey, language, textIn(texts, name, language), all);
  const part = (name: string | undefined) => (name === undefined ? undefined : write(survey.system[name], name));
  const text = write(textsOf(survey, reference), reference.name);
  const prefixed = joined([part(reference.prefix), text], language) ?? text;
  return joined([prefixed, part(reference.hint)], language) ?? prefixed;
}

/** The end of the waiting question that fits behind a text: what may be answered stands in its last sentences. */
function questionOf(survey: Survey, reference: TextReference): Values {
  if (reference.question === undefined) return {};
  const { language } = reference;
  const text = textIn(textsOf(survey, reference), reference.name, language);
  const asked = textIn(textsOf(survey, { of: 'node', name: reference.question }), reference.question, language);
  const sentences = asked.split(/(?<=[.?!]) +/u);
  for (let from = 0; from < sentences.length; from += 1) {
    const question = sentences.slice(from).join(' ');
    if (placeholdersOf(question).length === 0 && fits(text.replace('{question}', question), language))
      return { question };
  }
  return {};
}

/** Texts in a row where they keep within the budget of the language. */
function joined(parts: readonly (string | undefined)[], language: string): string | undefined {
  const whole = parts.filter((part) => part !== undefined).join(' ');
  return fits(whole, language) ? whole : undefined;
}

function written(survey: Survey, language: string, text: string, values: Values): string {
  const optional = (name: string) => isOptional(survey, name);
  const lookUp = (name: string) => {
    const value = values[name] ?? (optional(name) ? '' : undefined);
    return value === undefined ? undefined : valueIn(language, value);
  };
  const whole = fill(text, lookUp);
  if (!placeholdersOf(text).some(optional)) return whole;
  const without = () => fill(text, (name) => (optional(name) ? '' : lookUp(name)));
  return (fits(whole, language) ? whole : without()).trimEnd();
}

function textsOf(survey: Survey, { of, name }: Pick<TextReference, 'of' | 'name'>): Texts | undefined {
  if (of === 'system') return survey.system[name];
  const node = nodeOf(survey, name);
  return 'text' in node ? node.text : undefined;
}

function textIn(texts: Texts | undefined, name: string, language: string): string {
  const text = texts?.[language];
  if (text === undefined) throw new RangeError(`text ${name} is not there in ${language}`);
  return text;
}
