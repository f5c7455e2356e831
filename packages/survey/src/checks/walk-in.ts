import type { Problem } from '../problem';
import type { Survey, SurveyNode, Texts } from '../survey';
import { placeholdersOfSystemText } from '../system-texts';
import { placeholdersOf } from '../values';
import { reach, targetsOf } from './targets';

/** What is always known. */
const always = ['hotline'];
/** What is known beside it of the dossier that somebody was invited for: where it was handled, and when it came in. */
const ofDossier = ['unit', 'd'];

/** No text holds a placeholder that has nothing to stand for where the text is said. */
export function checkWalkIn(survey: Survey): readonly Problem[] {
  return [...checkNodes(survey), ...checkSystemTexts(survey)];
}

/** A walk-in has no dossier. */
function checkNodes(survey: Survey): readonly Problem[] {
  const { walkIn } = survey.entries;
  const metByWalkIns = walkIn === undefined ? new Set<string>() : reach(survey, [walkIn], targetsOf);
  return survey.nodes.flatMap((node, at) => {
    const unfilled = metByWalkIns.has(node.id)
      ? { known: always, where: 'is said without a dossier' }
      : { known: [...always, ...ofDossier], where: 'is said about a dossier' };
    return unknownIn(textOf(node), unfilled.known).map((name) => ({
      path: `/nodes/${at}/text`,
      message: `node "${node.id}" ${unfilled.where}, so {${name}} is unknown`,
    }));
  });
}

/** The engine fills its own texts with what they are about, and those of a node with what is always known. */
const checkSystemTexts = (survey: Survey): readonly Problem[] =>
  Object.entries(survey.system).flatMap(([name, texts]) => {
    const own = placeholdersOfSystemText(name);
    return unknownIn(texts, [...always, ...(own ?? [])]).map((placeholder) => ({
      path: `/system/${name}`,
      message: `system text "${name}" has nothing to put for {${placeholder}}`,
    }));
  });

const textOf = (node: SurveyNode): Texts => ('text' in node ? (node.text ?? {}) : {});

function unknownIn(texts: Texts, known: readonly string[]): readonly string[] {
  const used = new Set(Object.values(texts).flatMap((text) => placeholdersOf(text)));
  return [...used].filter((name) => !known.includes(name));
}
