import type { Problem } from '../problem';
import { placeholdersOf } from '../render';
import { requiredSystemTexts, type Survey, type Texts } from '../survey';
import { reach, targetsOf } from './targets';

/** What is known without a dossier. Everything else a text may hold would have nothing to stand for. */
const knownWithoutDossier: ReadonlySet<string> = new Set(['hotline']);

/** Texts that a walk-in meets, and the engine's own, hold no placeholder that only a dossier could fill. */
export function checkWalkIn(survey: Survey): readonly Problem[] {
  const { walkIn } = survey.entries;
  const met = walkIn === undefined ? new Set<string>() : reach(survey, [walkIn], targetsOf);
  const nodes = survey.nodes.flatMap((node, at) =>
    met.has(node.id) && 'text' in node && node.text !== undefined
      ? [{ path: `/nodes/${at}/text`, name: `node "${node.id}"`, texts: node.text }]
      : [],
  );
  const used = survey.nodes.flatMap((node) => [
    ...('invalid' in node && node.invalid !== undefined ? [node.invalid] : []),
    ...('system' in node && node.system !== undefined ? [node.system] : []),
  ]);
  const system = [...new Set<string>([...requiredSystemTexts, ...used])].flatMap((name) => {
    const texts = survey.system[name];
    return texts === undefined ? [] : [{ path: `/system/${name}`, name: `system text "${name}"`, texts }];
  });
  return [...nodes, ...system].flatMap(({ path, name, texts }) =>
    placeholdersIn(texts)
      .filter((placeholder) => !knownWithoutDossier.has(placeholder))
      .map((placeholder) => ({ path, message: `${name} is said without a dossier, so {${placeholder}} is unknown` })),
  );
}

const placeholdersIn = (texts: Texts): readonly string[] => [
  ...new Set(Object.values(texts).flatMap((text) => placeholdersOf(text))),
];
