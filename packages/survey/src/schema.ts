/** JSON Schema of `mscore-survey/1`. Published as `schema/mscore-survey-1.json`; a test keeps the two equal. */
const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
const listOf = (items: object, minItems = 0) => ({ type: 'array', items, minItems });
const mapOf = (values: object, key: object = ref('name')) => ({
  type: 'object',
  propertyNames: key,
  additionalProperties: values,
});
const shape = (required: Readonly<Record<string, object>>, optional: Readonly<Record<string, object>> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const whole = { type: 'integer', minimum: -1_000_000, maximum: 1_000_000 };
const targets = (...ways: readonly string[]) => shape(Object.fromEntries(ways.map((way) => [way, ref('id')])));

const node = (
  kind: string,
  required: Readonly<Record<string, object>>,
  optional: Readonly<Record<string, object>> = {},
) => shape({ id: ref('id'), kind: { const: kind }, ...required }, optional);

const asked = { text: ref('texts') };
const question = {
  ...asked,
  variable: ref('name'),
  skip: ref('words'),
  next: targets('answer', 'skip', 'refusal', 'tooManyTries', 'silence'),
};
const mayName = { invalid: ref('id') };

const nodes = {
  consent: node(
    'consent',
    {
      ...asked,
      accept: ref('someWords'),
      refuse: ref('someWords'),
      next: targets('agreed', 'refused', 'tooManyTries', 'silence'),
    },
    { ...mayName, variable: ref('name'), about: { enum: ['dossier', 'visit'] } },
  ),
  choice: node('choice', { ...question, options: listOf(ref('option'), 2) }, { ...mayName, unsure: ref('someWords') }),
  number: node(
    'number',
    { ...question, min: whole, max: whole },
    { ...mayName, topCode: whole, unit: ref('someWords'), words: mapOf(whole, ref('word')) },
  ),
  scale: node('scale', { ...question, min: whole, max: whole }, mayName),
  text: node('text', question, mayName),
  branch: node('branch', {
    cases: listOf(shape({ when: ref('guard'), to: ref('id') }), 1),
    otherwise: ref('id'),
  }),
  handoff: node('handoff', { request: { enum: ['follow-up'] }, next: ref('id') }),
  end: node(
    'end',
    { reason: { enum: ['completed', 'refused', 'too-many-tries', 'expired'] } },
    {
      text: ref('texts'),
      system: ref('id'),
      services: { ...listOf({ enum: ['dossier', 'case', 'score'] }, 1), uniqueItems: true },
    },
  ),
};

const guards = [
  shape({ compare: ref('name'), is: { enum: ['=', '!=', '<', '<=', '>', '>='] }, value: whole }),
  shape({ in: ref('name'), values: listOf(whole, 1) }),
  shape({ answered: ref('name') }),
  shape({ comment: { enum: ['complaint'] } }),
  shape({ and: listOf(ref('guard'), 1) }),
  shape({ or: listOf(ref('guard'), 1) }),
  shape({ not: ref('guard') }),
];

const from = (minimum: number, maximum: number) => ({ type: 'integer', minimum, maximum });
const timeOfDay = { type: 'string', pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' };
const policy = shape(
  { tries: from(1, 5) },
  {
    inviteDelayHours: from(0, 720),
    sendHours: shape({ from: timeOfDay, to: timeOfDay }),
    blockedDays: { enum: ['public-holidays', 'none'] },
    reminders: { ...listOf(shape({ afterHours: from(1, 720) })), maxItems: 3 },
    expireHoursAfterLastPrompt: from(1, 720),
    correctionSeconds: from(0, 3600),
    lateAnswerDays: from(0, 90),
    invitationLapsesDays: from(1, 90),
    invitationEveryDays: from(1, 365),
    startedPerDay: from(1, 10),
  },
);

export const surveySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'mscore-survey-1',
  title: 'mscore-survey/1: a survey as data',
  ...shape({
    format: { const: 'mscore-survey/1' },
    id: ref('id'),
    title: ref('texts'),
    languages: { ...listOf(ref('language'), 1), uniqueItems: true },
    channels: { ...listOf({ enum: ['sms'] }, 1), uniqueItems: true },
    placeholders: mapOf({ type: 'integer', minimum: 0, maximum: 160 }),
    variables: mapOf(shape({ type: { enum: ['number', 'choice', 'text'] } }, { sensitive: { type: 'boolean' } })),
    policy,
    entries: { ...shape({}, { invited: ref('id'), walkIn: ref('id') }), minProperties: 1 },
    complaintWords: ref('words'),
    nodes: listOf(
      {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        properties: { kind: { enum: Object.keys(nodes) } },
        required: ['kind'],
        oneOf: Object.keys(nodes).map((kind) => ref(kind)),
      },
      1,
    ),
    system: mapOf(ref('texts'), ref('id')),
  }),
  $defs: {
    id: { type: 'string', pattern: '^[a-z][A-Za-z0-9.-]{0,39}$' },
    name: { type: 'string', pattern: '^[a-z][A-Za-z0-9_]{0,39}$' },
    language: { type: 'string', pattern: '^[a-z]{2,3}(-[a-z]{2,8})?$' },
    texts: { ...mapOf({ type: 'string', minLength: 1, maxLength: 1000 }, ref('language')), minProperties: 1 },
    word: { type: 'string', minLength: 1, maxLength: 60 },
    words: listOf(ref('word')),
    someWords: listOf(ref('word'), 1),
    option: shape(
      { value: { ...whole, minimum: 0 }, label: ref('texts'), accept: ref('words') },
      { minutes: shape({ from: from(0, 1_000_000) }, { to: from(0, 1_000_000) }) },
    ),
    guard: { oneOf: guards },
    ...nodes,
  },
} as const;
