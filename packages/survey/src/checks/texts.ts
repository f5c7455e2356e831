import { withoutMarks } from '@mscore/vietnam';
import { SEGMENT_SEPTETS, septetsOf } from '../gsm7';
import type { Problem } from '../problem';
import { placeholdersOf } from '../render';
import { requiredSystemTexts, type Survey, type SurveyNode, type Texts } from '../survey';

/** Vietnamese with marks needs UCS-2 and is sent only to those who ask for it; every other language is one segment. */
const languagesOfSeveralSegments: ReadonlySet<string> = new Set(['vi']);

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

/** Every text in every language, placeholders declared, one segment each; the system texts that are used exist. */
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
  ];
}

function checkText(survey: Survey, { path, texts, sent }: PlacedText, language: string): readonly Problem[] {
  const text = texts[language];
  if (text === undefined) return [{ path, message: `the text is missing in ${language}` }];
  const place = `${path}/${language}`;
  const unknown = placeholdersOf(text).filter((name) => survey.placeholders[name] === undefined);
  if (unknown.length > 0) return [{ path: place, message: `placeholder {${unknown[0]}} is not declared` }];
  return sent && !languagesOfSeveralSegments.has(language) ? checkSegment(survey, place, text) : [];
}

function checkSegment(survey: Survey, path: string, text: string): readonly Problem[] {
  const longest = text.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => 'x'.repeat(survey.placeholders[name] ?? 0));
  const measured = septetsOf(longest);
  if ('foreign' in measured) return [{ path, message: `"${measured.foreign}" is not in the GSM-7 alphabet` }];
  if (measured.septets <= SEGMENT_SEPTETS) return [];
  return [{ path, message: `takes ${measured.septets} septets at its longest; one segment holds ${SEGMENT_SEPTETS}` }];
}
