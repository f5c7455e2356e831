import { variablesOf } from '../guard';
import type { Problem } from '../problem';
import type { Survey, SurveyNode, Variable } from '../survey';

/** Every variable is declared with the type of the node that fills it, and guards read only declared ones. */
export function checkVariables(survey: Survey): readonly Problem[] {
  return survey.nodes.flatMap((node, at) => [...checkVariable(survey, node, at), ...checkGuards(survey, node, at)]);
}

function checkVariable(survey: Survey, node: SurveyNode, at: number): readonly Problem[] {
  if (!('variable' in node) || node.variable === undefined) return [];
  const path = `/nodes/${at}/variable`;
  const declared = survey.variables[node.variable];
  const type = typeOf(node);
  if (declared === undefined) {
    return [{ path, message: `node "${node.id}": variable "${node.variable}" is not declared` }];
  }
  return declared.type === type
    ? []
    : [{ path, message: `node "${node.id}" gives a ${type}, and "${node.variable}" is declared as ${declared.type}` }];
}

function typeOf(node: SurveyNode): Variable['type'] {
  if (node.kind === 'text') return 'text';
  return node.kind === 'number' || node.kind === 'scale' ? 'number' : 'choice';
}

const checkGuards = (survey: Survey, node: SurveyNode, at: number): readonly Problem[] =>
  node.kind !== 'branch'
    ? []
    : node.cases.flatMap(({ when }, index) =>
        variablesOf(when)
          .filter((variable) => survey.variables[variable] === undefined)
          .map((variable) => ({
            path: `/nodes/${at}/cases/${index}/when`,
            message: `node "${node.id}": variable "${variable}" is not declared`,
          })),
      );
