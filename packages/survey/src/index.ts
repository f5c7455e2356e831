export { decideAnswer, type ServiceAnswer } from './answers';
export { type Attribution, attributionOf } from './attribution';
export { canonicalForm } from './canonical';
export { completed } from './completed';
export { openState } from './copies';
export { decide, isAnswerable } from './decide';
export {
  type Context,
  type Decision,
  lexiconOf,
  type Outcome,
  type SentBefore,
  surveyOf,
  type Turn,
} from './decision';
export { dispositionOf } from './disposition';
export { dossierNamedIn } from './dossiers';
export * from './effects';
export { decideInvitation, type Invitation } from './invitations';
export { GAP, joinTexts } from './join-texts';
export {
  type Awaited,
  type CaseArgument,
  type CreatedLexicon,
  callOf,
  callWithArgument,
  callWithoutArgument,
  createLexicon,
  isComplaintText,
  isKeyword,
  type Keyword,
  type KeywordCall,
  keywords,
  type Lexicon,
  type LexiconProblem,
  type LexiconWords,
  optOutIn,
  plainLexicon,
  readCase,
} from './keywords';
export { optedOutAt, optOutsIn } from './opt-outs';
export { type ParsedSurvey, parseSurvey } from './parse';
export { type Policy, policyOf, type Reminder, type SendHours } from './policy';
export type { Problem } from './problem';
export { commentAfterEnd, type EndedResponse } from './records';
export { render } from './render';
export { surveySchema } from './schema';
export { type Measure, segmentsOf, septetsOf } from './segments';
export { decideSent, noteSent, type SentAs, type SentOutcome } from './sent';
export * from './state';
export * from './survey';
export { placeholdersOfSystemText, type ServiceName } from './system-texts';
export { decideTimer } from './timers';
export { dueOf, expiresAt, sendingEnds, type Timer } from './timing';
export { understand } from './understand';
export { type Answer, severalAnswers } from './understanding/several-answers';
export { type Values, valueProblem } from './values';
export type { AnswerFlag, Rule, Verdict } from './verdict';
