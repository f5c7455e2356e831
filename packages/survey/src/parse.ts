import type { SurveyHash } from '@mscore/contracts';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { canonicalForm } from './canonical';
import { checkInvitedWords } from './checks/invited-words';
import { checkPolicy } from './checks/policy';
import { checkConsentFirst, checkHandoffs, checkTargets } from './checks/targets';
import { checkTexts, withDerivedTexts } from './checks/texts';
import { checkVariables } from './checks/variables';
import { checkWalkIn } from './checks/walk-in';
import { checkWords } from './checks/words';
import type { Problem } from './problem';
import { surveySchema } from './schema';
import type { LoadedSurvey, Survey } from './survey';

export type ParsedSurvey =
  | ({ readonly kind: 'survey' } & LoadedSurvey)
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

const checks = [
  checkTargets,
  checkPolicy,
  checkVariables,
  checkWords,
  checkInvitedWords,
  checkTexts,
  checkConsentFirst,
  checkHandoffs,
  checkWalkIn,
];

/** So many faults of shape are named at most: after that the file is another thing altogether. */
const MOST_PROBLEMS = 50;

/**
 * Checks a definition and names it by the hash of its canonical form. Never throws: what is wrong is in the answer,
 * each problem with its place.
 * @param digest a cryptographic hash of the canonical form, as text; the pure package has none of its own.
 */
export function parseSurvey(json: unknown, digest: (canonical: string) => string): ParsedSurvey {
  const shape = problemsOfShape(json);
  if (shape.length > 0) return { kind: 'problems', problems: shape };
  const survey = withDerivedTexts(json as Survey);
  const problems = checks.flatMap((check) => check(survey));
  if (problems.length > 0) return { kind: 'problems', problems };
  return { kind: 'survey', survey, hash: digest(canonicalForm(json)) as SurveyHash };
}

let validator: ValidateFunction | undefined;

function problemsOfShape(json: unknown): readonly Problem[] {
  // Definitions are written by the operator, who wants to see every fault at once.
  validator ??= new Ajv2020({ strict: true, allErrors: true, discriminator: true }).compile(surveySchema);
  if (validator(json)) return [];
  return withoutGuardNoise((validator.errors ?? []).filter(({ keyword }) => keyword !== 'oneOf'))
    .slice(0, MOST_PROBLEMS)
    .map((error) => ({ path: error.instancePath, message: messageOf(error) }));
}

const guardPath = /^\/nodes\/\d+\/cases\/\d+\/when/;

/** A wrong guard fails every shape a guard can have, at every level: only the deepest fault is the real one. */
function withoutGuardNoise(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const deepest = new Map<string, ErrorObject>();
  for (const error of errors) {
    const guard = guardPath.exec(error.instancePath)?.[0];
    if (guard === undefined) continue;
    const known = deepest.get(guard);
    if (known === undefined || error.instancePath.length > known.instancePath.length) deepest.set(guard, error);
  }
  return errors.filter((error) => {
    const guard = guardPath.exec(error.instancePath)?.[0];
    return guard === undefined || deepest.get(guard) === error;
  });
}

function messageOf({ instancePath, keyword, message, params }: ErrorObject): string {
  const text = message ?? 'is not valid';
  const shapeless = keyword === 'required' || keyword === 'additionalProperties';
  if (shapeless && guardPath.test(instancePath)) return 'is no condition the format knows';
  if (keyword === 'additionalProperties') return `${text}: "${params.additionalProperty}"`;
  if (keyword === 'enum') return `${text}: ${params.allowedValues.join(', ')}`;
  if (keyword === 'const') return `${text}: ${JSON.stringify(params.allowedValue)}`;
  return text;
}
