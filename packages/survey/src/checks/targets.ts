import type { Problem } from '../problem';
import { isParticipation, isSilent, type Survey, type SurveyNode } from '../survey';

/** Each way out of a node: where in the definition it is written, and the node it leads to. */
export function waysOutOf(node: SurveyNode): readonly { readonly path: string; readonly to: string }[] {
  switch (node.kind) {
    case 'end':
      return [];
    case 'branch':
      return [
        ...node.cases.map(({ to }, at) => ({ path: `cases/${at}/to`, to })),
        { path: 'otherwise', to: node.otherwise },
      ];
    case 'handoff':
      return [{ path: 'next', to: node.next }];
    case 'consent':
    case 'choice':
    case 'number':
    case 'scale':
    case 'text':
      return Object.entries(node.next).map(([way, to]) => ({ path: `next/${way}`, to }));
    default:
      return node satisfies never;
  }
}

/** Ids are unique, every target and entry exists, and no circle of silent nodes runs without waiting. */
export function checkTargets(survey: Survey): readonly Problem[] {
  const ids = new Set(survey.nodes.map(({ id }) => id));
  return [
    ...survey.nodes.flatMap((node, at) => [
      ...(survey.nodes.findIndex(({ id }) => id === node.id) === at
        ? []
        : [{ path: `/nodes/${at}/id`, message: `there is another node "${node.id}"` }]),
      ...waysOutOf(node)
        .filter(({ to }) => !ids.has(to))
        .map(({ path, to }) => ({
          path: `/nodes/${at}/${path}`,
          message: `node "${node.id}" leads to "${to}", and there is no such node`,
        })),
      ...(isSilent(node) && leadsBackTo(survey, node.id)
        ? [{ path: `/nodes/${at}`, message: `node "${node.id}" leads back to itself with no question between` }]
        : []),
    ]),
    ...Object.entries(survey.entries)
      .filter(([, id]) => !ids.has(id))
      .map(([entry, id]) => ({ path: `/entries/${entry}`, message: `there is no node "${id}"` })),
  ];
}

const leadsBackTo = (survey: Survey, start: string): boolean =>
  reach(survey, waysFrom(survey, start), (node) => (isSilent(node) ? targetsOf(node) : [])).has(start);

/** Every sensitive item lies behind the consent to the survey, on every way in. */
export function checkConsentFirst(survey: Survey): readonly Problem[] {
  return Object.entries(survey.entries).flatMap(([entry, start]) => {
    const withoutConsent = reach(survey, [start], (node) =>
      isParticipation(node) ? [node.next.refused, node.next.tooManyTries, node.next.silence] : targetsOf(node),
    );
    return survey.nodes.flatMap((node, at) =>
      withoutConsent.has(node.id) && isSensitive(survey, node)
        ? [
            {
              path: `/nodes/${at}`,
              message: `sensitive node "${node.id}" can be reached from entry ${entry} without consent`,
            },
          ]
        : [],
    );
  });
}

/** A case shows people who somebody is: it is opened for those alone who agreed to an item that asks for it. */
export function checkHandoffs(survey: Survey): readonly Problem[] {
  return Object.entries(survey.entries).flatMap(([entry, start]) => {
    const unasked = reach(survey, [start], (node) =>
      node.kind === 'consent' && !isParticipation(node)
        ? [node.next.refused, node.next.tooManyTries, node.next.silence]
        : targetsOf(node),
    );
    return survey.nodes.flatMap((node, at) =>
      node.kind === 'handoff' && unasked.has(node.id)
        ? [
            {
              path: `/nodes/${at}`,
              message: `handoff "${node.id}" can be reached from entry ${entry} with nobody having agreed to it`,
            },
          ]
        : [],
    );
  });
}

const isSensitive = (survey: Survey, node: SurveyNode): boolean =>
  'variable' in node && node.variable !== undefined && survey.variables[node.variable]?.sensitive === true;

/** The nodes that follow a node in any way. */
export const targetsOf = (node: SurveyNode): readonly string[] => waysOutOf(node).map(({ to }) => to);

const waysFrom = (survey: Survey, id: string): readonly string[] =>
  survey.nodes.filter((node) => node.id === id).flatMap(targetsOf);

/** Every node that can be reached from the starts, where `onward` says which of a node's targets count. */
export function reach(
  survey: Survey,
  starts: readonly string[],
  onward: (node: SurveyNode) => readonly string[],
): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = survey.nodes.find((candidate) => candidate.id === id);
    if (node !== undefined) open.push(...onward(node));
  }
  return reached;
}
