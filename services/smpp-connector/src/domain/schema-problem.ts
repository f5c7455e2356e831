import type { ErrorObject } from 'ajv';

/** What is wrong with a file somebody wrote by hand: the place as a JSON pointer, and what is wrong there. */
export interface Problem {
  readonly kind: 'problem';
  readonly path: string;
  readonly message: string;
}

export const problemAt = (path: string, message: string): Problem => ({ kind: 'problem', path, message });

type Parsed = { readonly kind: 'json'; readonly value: unknown };

/** The content of a file as JSON. */
export function parseJson(content: string): Parsed | Problem {
  try {
    return { kind: 'json', value: JSON.parse(content) };
  } catch (error) {
    return problemAt('/', `is no JSON: ${jsonPlace(error)}`);
  }
}

// V8 quotes the text around a fault, which may be a password; only the position is safe to repeat.
function jsonPlace(error: unknown): string {
  const at = /position \d+( \(line \d+ column \d+\))?/.exec(String(error));
  return at === null ? 'it ends too early' : `at ${at[0]}`;
}

/**
 * The problem an error of ajv names, in a sentence that tells what would be right.
 * A schema must be validated with `verbose`, so that the error knows its place in the schema; values are never quoted.
 */
export function problemOf(error: ErrorObject | undefined): Problem {
  const path = error?.instancePath || '/';
  switch (error?.keyword) {
    case 'additionalProperties': {
      const known = Object.keys((error.parentSchema?.properties ?? {}) as object);
      return problemAt(
        path,
        `has an unknown field "${error.params.additionalProperty}"; there are: ${known.join(', ')}`,
      );
    }
    case 'enum':
      return problemAt(path, `must be one of: ${error.params.allowedValues.join(', ')}`);
    case 'required':
      return problemAt(path, `must have the field "${error.params.missingProperty}"`);
    case 'pattern':
      return problemAt(path, error.parentSchema?.description ?? `must match ${error.params.pattern}`);
    case 'minItems':
      return problemAt(path, `must hold at least ${error.params.limit}`);
    case 'maxItems':
      return problemAt(path, `must hold at most ${error.params.limit}`);
    case 'uniqueItems':
      return problemAt(path, 'must not hold the same twice');
    case 'minLength':
      return problemAt(path, `must have at least ${characters(error.params.limit)}`);
    case 'maxLength':
      return problemAt(path, `must have at most ${characters(error.params.limit)}`);
    default:
      return problemAt(path, error?.message ?? 'is not valid');
  }
}

const characters = (count: number): string => `${count} character${count === 1 ? '' : 's'}`;
