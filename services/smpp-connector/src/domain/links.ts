import Ajv from 'ajv';
import type { LinkProfile } from './profile';

/** One link to a message centre: an entry of the links file. */
export interface LinkConfig {
  /** Names the link in topics, logs and metrics. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly systemId: string;
  readonly password?: string;
  /** A file holding the password, relative to the links file. One of `password` and `passwordFile` is required. */
  readonly passwordFile?: string;
  readonly systemType?: string;
  readonly bind: 'transceiver';
  readonly shortCodes: readonly string[];
  /** Unanswered submit_sm at most. */
  readonly window: number;
  /** PDUs per second at most. */
  readonly tps: number;
}

/** A link ready to be bound: the password read, the profile resolved, the defaults filled in. */
export interface Link extends Omit<LinkConfig, 'password' | 'passwordFile'> {
  readonly password: string;
  /** Links of one group lead to the same message centre: they share what may be redelivered, and message ids. */
  readonly group: string;
  readonly profile: LinkProfile;
}

const schema = {
  type: 'array',
  minItems: 1,
  maxItems: 64,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'host', 'port', 'systemId', 'bind', 'shortCodes'],
    oneOf: [{ required: ['password'] }, { required: ['passwordFile'] }],
    properties: {
      name: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,30}$' },
      host: { type: 'string', minLength: 1, maxLength: 253 },
      port: { type: 'integer', minimum: 1, maximum: 65535 },
      // SMPP 3.4 §4.1.5: C-octet strings of at most 16, 9 and 13 octets, the NUL included.
      systemId: { type: 'string', pattern: '^[\\x20-\\x7e]{1,15}$' },
      password: { type: 'string', pattern: '^[\\x20-\\x7e]{0,8}$' },
      passwordFile: { type: 'string', minLength: 1 },
      systemType: { type: 'string', pattern: '^[\\x20-\\x7e]{0,12}$' },
      bind: { enum: ['transceiver'] },
      shortCodes: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[0-9A-Za-z]{1,20}$' },
      },
      window: { type: 'integer', minimum: 1, maximum: 1000, default: 10 },
      tps: { type: 'number', exclusiveMinimum: 0, maximum: 100_000, default: 100 },
    },
  },
} as const;

export type ParsedLinks =
  | { readonly kind: 'links'; readonly links: readonly LinkConfig[] }
  | { readonly kind: 'problem'; readonly path: string; readonly message: string };

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: false, useDefaults: true }).compile(schema);

/** Reads the content of a links file. The path of a problem is a JSON pointer, its message never quotes a password. */
export function parseLinks(content: string): ParsedLinks {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    return { kind: 'problem', path: '/', message: `is no JSON: ${jsonPlace(error)}` };
  }
  if (!validate(value)) return problemIn(value);
  const links = value as unknown as readonly LinkConfig[];
  const twice = links.findIndex((link, index) => links.findIndex((other) => other.name === link.name) !== index);
  if (twice >= 0) return { kind: 'problem', path: `/${twice}/name`, message: 'is the name of an earlier link' };
  return { kind: 'links', links };
}

function problemIn(value: unknown): ParsedLinks {
  const error = validate.errors?.[0];
  const path = error?.instancePath || '/';
  if (error?.keyword === 'oneOf' || validate.errors?.some((one) => one.keyword === 'oneOf')) {
    return { kind: 'problem', path, message: 'must have either "password" or "passwordFile"' };
  }
  if (error?.keyword === 'additionalProperties') {
    const name = String((error.params as { additionalProperty?: unknown }).additionalProperty);
    return { kind: 'problem', path, message: `has an unknown field "${name}"` };
  }
  if (error?.keyword === 'enum') {
    const allowed = (error.params as { allowedValues?: readonly unknown[] }).allowedValues ?? [];
    return { kind: 'problem', path, message: `must be one of: ${allowed.join(', ')}` };
  }
  if (Array.isArray(value) && path.endsWith('/password')) {
    return { kind: 'problem', path, message: 'must be at most 8 printable ASCII characters (SMPP 3.4 §5.2.2)' };
  }
  return { kind: 'problem', path, message: error?.message ?? 'is not valid' };
}

// V8 quotes the text around a fault, which may be a password; only the position is safe to repeat.
function jsonPlace(error: unknown): string {
  const at = /position \d+( \(line \d+ column \d+\))?/.exec(String(error));
  return at === null ? 'it ends too early' : `at ${at[0]}`;
}
