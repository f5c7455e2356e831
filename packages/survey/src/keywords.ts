import { callOf } from './keywords/calls';
import { type Lexicon, plainLexicon } from './keywords/lexicon';

export { type CaseArgument, hasCodeDigits, readCase } from './keywords/arguments';
export {
  type Awaited,
  callAmong,
  callOf,
  callWithArgument,
  callWithoutArgument,
  isComplaintText,
  type KeywordCall,
  optOutAmong,
  optOutIn,
} from './keywords/calls';
export { type CreatedLexicon, createLexicon, type LexiconProblem, type LexiconWords } from './keywords/create-lexicon';
export { type Lexicon, plainLexicon } from './keywords/lexicon';
export { complainsBesideCode } from './keywords/looking-up';
export { readingsOf } from './keywords/readings';
export { type Keyword, keywords } from './keywords/spellings';

/** Whether a word of a definition would be taken for a keyword. */
export const isKeyword = (word: string, lexicon: Lexicon = plainLexicon): boolean =>
  callOf(word, lexicon) !== undefined;
