import { type StatusName, statuses } from '@mscore/smpp';
import Ajv from 'ajv';
import { genericProfile, type LinkProfile, type PartialProfile } from './profile';
import { type Problem, parseJson, problemAt, problemOf } from './schema-problem';

const alphabet = { enum: ['gsm7', 'latin1', 'ucs2', 'ascii'] } as const;
const octet = { type: 'integer', minimum: 0, maximum: 255 } as const;
/** Milliseconds, up to a day. */
const wait = { type: 'integer', minimum: 1, maximum: 86_400_000 } as const;

/** The fields of a profile, every one optional: what a profile leaves out is as in the generic one. */
export const profileFields = {
  description: { type: 'string', minLength: 1, maxLength: 200 },
  defaultAlphabet: alphabet,
  dataCodings: { type: 'object', additionalProperties: alphabet },
  alphabets: {
    type: 'array',
    minItems: 1,
    maxItems: 4,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['alphabet', 'dataCoding'],
      properties: { alphabet, dataCoding: octet },
    },
  },
  concatenation: { enum: ['udh8', 'udh16', 'sar', 'payload'] },
  messageIds: { enum: ['same', 'hex-then-decimal', 'decimal-then-hex'] },
  receiptsByText: { type: 'boolean' },
  errors: {
    type: 'object',
    additionalProperties: { enum: ['throttle', 'temporary', 'bind', 'credentials', 'final'] },
  },
  refuseWith: { enum: ['ESME_RSYSERR', 'ESME_RMSGQFUL', 'ESME_RTHROTTLED', 'ESME_RX_T_APPN'] },
  // A tag is two octets; 0 is reserved (SMPP 3.4 §5.3.2).
  deliveryIdTlv: { type: 'integer', minimum: 1, maximum: 0xffff },
  addresses: {
    type: 'object',
    additionalProperties: false,
    properties: {
      sourceTon: octet,
      sourceNpi: octet,
      destinationTon: octet,
      destinationNpi: octet,
      destinationFormat: { enum: ['international', 'plus', 'national'] },
    },
  },
  // SMPP 3.4 §5.2.11: a C-octet string of at most 6 octets, the NUL included.
  serviceType: {
    type: 'string',
    pattern: '^[\\x21-\\x7e]{0,5}$',
    description: 'must be at most 5 printable ASCII characters (SMPP 3.4 §5.2.11)',
  },
  timers: {
    type: 'object',
    additionalProperties: false,
    properties: {
      connectMs: wait,
      bindMs: wait,
      responseMs: wait,
      enquireMs: wait,
      alreadyBoundMs: wait,
      credentialsMs: wait,
    },
  },
} as const;

const ajv = new Ajv({ strict: true, allErrors: false, verbose: true });
const object = { type: 'object', additionalProperties: false, properties: profileFields } as const;
const validateFile = ajv.compile<PartialProfile>({ ...object, required: ['description'] });
const validateOverrides = ajv.compile<PartialProfile>(object);

export type ParsedProfile = { readonly kind: 'profile'; readonly profile: LinkProfile } | Problem;

/** Reads the content of a profile's file; it must say what it is. */
export function parseProfile(content: string): ParsedProfile {
  const parsed = parseJson(content);
  if (parsed.kind === 'problem') return parsed;
  if (!validateFile(parsed.value)) return problemOf(validateFile.errors?.[0]);
  return problemBeyondSchema(parsed.value) ?? { kind: 'profile', profile: withOverrides(genericProfile, parsed.value) };
}

/** What is wrong with the `overrides` of a links file's entry; paths begin at the overrides. */
export function problemOfOverrides(overrides: unknown): Problem | undefined {
  return validateOverrides(overrides) ? problemBeyondSchema(overrides) : problemOf(validateOverrides.errors?.[0]);
}

/** A profile with some fields changed: objects are merged, lists and values replaced. */
export function withOverrides(profile: LinkProfile, overrides: PartialProfile): LinkProfile {
  return {
    ...profile,
    ...overrides,
    dataCodings: { ...profile.dataCodings, ...overrides.dataCodings },
    errors: { ...profile.errors, ...overrides.errors },
    addresses: { ...profile.addresses, ...overrides.addresses },
    timers: { ...profile.timers, ...overrides.timers },
  };
}

/** What the schema cannot say in words that help. */
function problemBeyondSchema({ dataCodings = {}, errors = {}, alphabets }: PartialProfile): Problem | undefined {
  const dataCoding = Object.keys(dataCodings).find((name) => !/^(0|[1-9]\d{0,2})$/.test(name) || Number(name) > 255);
  if (dataCoding !== undefined) return problemAt(`/dataCodings/${dataCoding}`, 'is no data_coding: 0 to 255');
  const status = Object.keys(errors).find((name) => !isStatus(name));
  if (status !== undefined) {
    const message = 'is no command_status: write its name in SMPP, like ESME_RSUBMITFAIL, or its code, like 0x400';
    return problemAt(`/errors/${status}`, message);
  }
  if (alphabets === undefined) return undefined;
  // Behind ucs2 nothing is ever chosen; without it some texts could not be written at all.
  if (alphabets.findIndex((one) => one.alphabet === 'ucs2') !== alphabets.length - 1) {
    return problemAt('/alphabets', 'must end with ucs2, and hold it once: it alone can write every text');
  }
  return undefined;
}

const isStatus = (name: string): boolean =>
  Object.hasOwn(statuses, name) ? (name as StatusName) !== 'ESME_ROK' : /^0x(?!0+$)[0-9a-fA-F]{1,8}$/.test(name);
