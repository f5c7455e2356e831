import { withoutMarks } from '@mscore/vietnam';
import { aloneOf } from '../alone';
import { budgetOf, budgetProblem } from '../budget';
import type { Problem } from '../problem';
import { requiredSystemTexts, type Survey, type SurveyNode, type Texts } from '../survey';
import { fill, placeholdersOf } from '../values';

/** A text of the definition with its place. `sent` is false for what is never a message of its own. */
interface PlacedText {
  readonly path: string;
  readonly texts: Texts;
  readonly sent: boolean;
}

const labelsOf = (node: SurveyNode): readonly Texts[] =>
  node.kind === 'choice' ? node.options.map(({ label }) => label) : [];

function placedTexts(survey: Survey): readonly PlacedText[] {
  return [
    { path: '/title', texts: survey.title, sent: false },
    ...survey.nodes.flatMap((node, at) => [
      ...('text' in node && node.text !== undefined
        ? [{ path: `/nodes/${at}/text`, texts: node.text, sent: true }]
        : []),
      ...labelsOf(node).map((texts, option) => ({ path: `/nodes/${at}/options/${option}/label`, texts, sent: false })),
    ]),
    ...Object.entries(survey.system).map(([name, texts]) => ({ path: `/system/${name}`, texts, sent: true })),
  ];
}

/** The same definition with `vi-ascii` derived from `vi` wherever it is wanted and not written out. */
export function withDerivedTexts(survey: Survey): Survey {
  const derive = (texts: Texts): Texts =>
    survey.languages.includes('vi-ascii') && texts['vi-ascii'] === undefined && texts.vi !== undefined
      ? { ...texts, 'vi-ascii': withoutMarks(texts.vi) }
      : texts;
  const deriveNode = (node: SurveyNode): SurveyNode => {
    const derived = 'text' in node && node.text !== undefined ? { ...node, text: derive(node.text) } : node;
    return derived.kind === 'choice'
      ? { ...derived, options: derived.options.map((option) => ({ ...option, label: derive(option.label) })) }
      : derived;
  };
  return {
    ...survey,
    title: derive(survey.title),
    nodes: survey.nodes.map(deriveNode),
    system: Object.fromEntries(Object.entries(survey.system).map(([name, texts]) => [name, derive(texts)])),
  };
}

/** Every text in every language, placeholders declared, within the budget of its language; the system texts that are used exist. */
export function checkTexts(survey: Survey): readonly Problem[] {
  return [
    ...placedTexts(survey).flatMap((placed) =>
      survey.languages.flatMap((language) => checkText(survey, placed, language)),
    ),
    ...requiredSystemTexts
      .filter((name) => survey.system[name] === undefined)
      .map((name) => ({ path: '/system', message: `system text "${name}" is missing` })),
    ...survey.nodes.flatMap((node, at) =>
      (['invalid', 'system'] as const).flatMap((use) => {
        const name = use in node ? (node as Partial<Record<typeof use, string>>)[use] : undefined;
        return name === undefined || survey.system[name] !== undefined
          ? []
          : [
              {
                path: `/nodes/${at}/${use}`,
                message: `node "${node.id}" uses system text "${name}", which is missing`,
              },
            ];
      }),
    ),
    ...survey.nodes.flatMap((node, at) => {
      if (node.kind !== 'end' || node.services === undefined || survey.system[aloneOf(node.id)] !== undefined)
        return [];
      const message = `node "${node.id}" sends people to services: system text "${aloneOf(node.id)}" is missing`;
      return [{ path: `/nodes/${at}/services`, message }];
    }),
  ];
}

function checkText(survey: Survey, { path, texts, sent }: PlacedText, language: string): readonly Problem[] {
  const text = texts[language];
  if (text === undefined) return [{ path, message: `the text is missing in ${language}` }];
  const place = `${path}/${language}`;
  const unknown = placeholdersOf(text).filter((name) => survey.placeholders[name] === undefined);
  if (unknown.length > 0) return [{ path: place, message: `placeholder {${unknown[0]}} is not declared` }];
  if (text !== text.normalize('NFC')) return [{ path: place, message: 'is not composed: write it in NFC' }];
  const problem = sent ? budgetProblem(atItsLongest(survey, text, language), language) : undefined;
  return problem === undefined ? [] : [{ path: place, message: problem }];
}

/** With every placeholder at its declared length. Where marks belong a value may hold them, and one is enough for UCS-2. */
const atItsLongest = (survey: Survey, text: string, language: string): string =>
  fill(text, (name) => (budgetOf(language).gsm7 ? 'x' : 'ạ').repeat(survey.placeholders[name] ?? 0));
