/**
 * The texts that the engine itself sends, each with the placeholders it can fill there. A survey without one of them is
 * refused, and so is a text with a placeholder that would have nothing to stand for. `{hotline}` is always known.
 */
export const systemTextPlaceholders = {
  // While a question waits.
  invalid: [],
  ambiguous: ['question'],
  confirmBatch: ['answers'],
  reminder: [],
  howToStop: [],
  ended: [],
  expired: [],
  wrongPerson: [],
  // Joining, leaving, languages.
  optedOut: [],
  'optedOut.alone': [],
  optedIn: [],
  languageHowTo: [],
  languageChanged: [],
  offerLanguage: [],
  // Who we are and what can be asked.
  help: [],
  'help.alone': [],
  aboutUs: ['unit'],
  'aboutUs.walkIn': [],
  muchToday: ['h'],
  muted: [],
  received: [],
  // Dossiers and their rating.
  noDossier: [],
  alreadyAnswered: [],
  status: ['code', 'status', 'date', 'unit'],
  statusLate: ['code', 'status', 'date', 'days', 'unit'],
  statusPlain: ['code', 'status'],
  statusNoDue: ['code', 'status', 'unit'],
  statusOther: ['code', 'status', 'date'],
  notFound: [],
  'notFound.alone': [],
  didYouMean: ['typed', 'code'],
  'didYouMean.rating': ['typed', 'code'],
  limit: ['h'],
  'limit.alone': ['h'],
  // Cases, rights, call-backs, scores.
  complaintHowTo: [],
  caseHowTo: [],
  caseAck: ['case', 'date'],
  caseClose: ['case'],
  caseStatus: ['case', 'date'],
  caseSolved: ['case'],
  caseReopened: ['case'],
  caseUnknown: [],
  rightsReceived: ['case', 'date'],
  callBack: ['h'],
  rankHowTo: [],
  rank: ['unit', 'q', 'sc', 'n', 'r', 'lo', 'hi'],
  noScore: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SystemText = keyof typeof systemTextPlaceholders;

/** Services beside the survey engine that citizens are told of. */
export type ServiceName = 'dossier' | 'case' | 'score';

const services: Partial<Readonly<Record<SystemText, readonly ServiceName[]>>> = {
  help: ['dossier', 'case'],
  optedOut: ['dossier'],
  notFound: ['case'],
  limit: ['case'],
};

/** The services that a system text sends people to: where one does not answer, its variant `X.alone` is said. */
export const servicesOfSystemText = (name: string): readonly ServiceName[] =>
  Object.hasOwn(services, name) ? (services[name as SystemText] ?? []) : [];

/** Their names. */
export const requiredSystemTexts = Object.keys(systemTextPlaceholders) as readonly SystemText[];

/** What a system text may hold beside what is always known; undefined for texts of a survey's own. */
export const placeholdersOfSystemText = (name: string): readonly string[] | undefined =>
  Object.hasOwn(systemTextPlaceholders, name) ? systemTextPlaceholders[name as SystemText] : undefined;
