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
  optedIn: [],
  languageHowTo: [],
  languageChanged: [],
  offerLanguage: [],
  // Who we are and what can be asked.
  help: [],
  aboutUs: ['unit'],
  'aboutUs.walkIn': [],
  muchToday: ['h'],
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
  didYouMean: ['typed', 'code'],
  'didYouMean.rating': ['typed', 'code'],
  limit: ['h'],
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

/** Their names. */
export const requiredSystemTexts = Object.keys(systemTextPlaceholders) as readonly SystemText[];

/** What a system text may hold beside what is always known; undefined for texts of a survey's own. */
export const placeholdersOfSystemText = (name: string): readonly string[] | undefined =>
  Object.hasOwn(systemTextPlaceholders, name) ? systemTextPlaceholders[name as SystemText] : undefined;
