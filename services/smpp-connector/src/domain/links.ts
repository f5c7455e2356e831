import Ajv from 'ajv';
import type { LinkProfile, PartialProfile } from './profile';
import { problemOfOverrides } from './profile-schema';
import { type Problem, parseJson, problemAt, problemOf } from './schema-problem';

/** The `tls` of a links file's entry; with it, even empty, the link is encrypted. */
export interface TlsConfig {
  /** A file with the certificates that are trusted, PEM; the system's own without it. */
  readonly ca?: string;
  /** SHA-256 of the message centre's certificate in hex, or of its public key in Base64. */
  readonly pin?: string;
  /** The name its certificate must have; `host` without it. */
  readonly servername?: string;
  /** Files with our own certificate and its key, PEM, where the message centre asks for one. */
  readonly cert?: string;
  readonly key?: string;
}

/** TLS ready to be used: certificates and key as PEM. */
export interface LinkTls extends TlsConfig {}

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
  /** `pair`: a transmitter and a receiver session, for message centres without transceivers. */
  readonly bind: 'transceiver' | 'pair';
  readonly shortCodes: readonly string[];
  /** Carriers, as numbers are said to belong to them: messages that we start to their numbers go by this link. */
  readonly carriers?: readonly string[];
  /** Milliseconds after this network took a question within which nobody can have answered it. */
  readonly fastReplyMs?: number;
  /** Unanswered submit_sm at most. */
  readonly window: number;
  /** PDUs per second at most. */
  readonly tps: number;
  /** The name of a shipped profile, or a file ending in `.json`, relative to the links file. */
  readonly profile: string;
  /** What is different from that profile on this link. */
  readonly overrides?: PartialProfile;
  /** Links of one group lead to the same message centre; the link's own name without it. */
  readonly group?: string;
  readonly tls?: TlsConfig;
}

/** A link ready to be bound: the password read, the profile resolved, the defaults filled in. */
export interface Link extends Omit<LinkConfig, 'password' | 'passwordFile' | 'profile' | 'overrides' | 'tls'> {
  readonly password: string;
  /** Links of one group lead to the same message centre: they share what may be redelivered, and message ids. */
  readonly group: string;
  readonly profile: LinkProfile;
  readonly tls?: LinkTls;
}

const name = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9-]{0,30}$',
  description: 'must be 1 to 31 small letters, digits and hyphens',
} as const;
const path = { type: 'string', minLength: 1 } as const;

/** The fields of one entry. */
export const linkFields = {
  name,
  group: name,
  host: { type: 'string', minLength: 1, maxLength: 253 },
  port: { type: 'integer', minimum: 1, maximum: 65535 },
  // SMPP 3.4 §4.1.5: C-octet strings of at most 16, 9 and 13 octets, the NUL included.
  systemId: {
    type: 'string',
    pattern: '^[\\x20-\\x7e]{1,15}$',
    description: 'must be 1 to 15 printable ASCII characters (SMPP 3.4 §5.2.1)',
  },
  password: {
    type: 'string',
    pattern: '^[\\x20-\\x7e]{0,8}$',
    description: 'must be at most 8 printable ASCII characters (SMPP 3.4 §5.2.2)',
  },
  passwordFile: path,
  systemType: {
    type: 'string',
    pattern: '^[\\x20-\\x7e]{0,12}$',
    description: 'must be at most 12 printable ASCII characters (SMPP 3.4 §5.2.3)',
  },
  bind: { enum: ['transceiver', 'pair'] },
  shortCodes: {
    type: 'array',
    minItems: 1,
    uniqueItems: true,
    items: {
      type: 'string',
      pattern: '^[0-9A-Za-z]{1,20}$',
      description: 'must be 1 to 20 letters and digits',
    },
  },
  carriers: { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1, maxLength: 40 } },
  fastReplyMs: { type: 'integer', minimum: 0, maximum: 60_000 },
  window: { type: 'integer', minimum: 1, maximum: 1000, default: 10 },
  tps: { type: 'number', exclusiveMinimum: 0, maximum: 100_000, default: 100 },
  profile: {
    type: 'string',
    pattern: '^[a-z0-9-]+$|\\.json$',
    default: 'generic',
    description: 'must be the name of a shipped profile, or a file ending in .json',
  },
  // Judged by itself, so that its problems read like those of a profile's file.
  overrides: { type: 'object' },
  tls: {
    type: 'object',
    additionalProperties: false,
    properties: {
      ca: path,
      pin: {
        type: 'string',
        pattern: '^([0-9a-fA-F]{2}(:?[0-9a-fA-F]{2}){31}|[A-Za-z0-9+/]{43}=)$',
        description: 'must be a SHA-256: of the certificate in hex, or of its public key in Base64',
      },
      servername: { type: 'string', minLength: 1, maxLength: 253 },
      cert: path,
      key: path,
    },
    dependencies: { cert: ['key'], key: ['cert'] },
  },
} as const;

const schema = {
  type: 'array',
  minItems: 1,
  maxItems: 64,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['name', 'host', 'port', 'systemId', 'bind', 'shortCodes'],
    oneOf: [{ required: ['password'] }, { required: ['passwordFile'] }],
    properties: linkFields,
  },
} as const;

export type ParsedLinks = { readonly kind: 'links'; readonly links: readonly LinkConfig[] } | Problem;

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: false, useDefaults: true, verbose: true });
const validate = ajv.compile<readonly LinkConfig[]>(schema);

/** Reads the content of a links file. The path of a problem is a JSON pointer, its message never quotes a password. */
export function parseLinks(content: string): ParsedLinks {
  const parsed = parseJson(content);
  if (parsed.kind === 'problem') return parsed;
  const links = parsed.value;
  if (!validate(links)) return problemIn();
  const twice = links.findIndex((link, index) => links.findIndex((other) => other.name === link.name) !== index);
  if (twice >= 0) return problemAt(`/${twice}/name`, 'is the name of an earlier link');
  for (const [index, { overrides }] of links.entries()) {
    const problem = overrides && problemOfOverrides(overrides);
    if (problem !== undefined)
      return problemAt(`/${index}/overrides${problem.path.replace(/^\/$/, '')}`, problem.message);
  }
  return { kind: 'links', links };
}

function problemIn(): Problem {
  const errors = validate.errors ?? [];
  const unclear = errors.find(({ keyword }) => keyword === 'oneOf');
  if (unclear !== undefined) return problemAt(unclear.instancePath, 'must have either "password" or "passwordFile"');
  return problemOf(errors[0]);
}
