import { wordsOf } from '@mscore/vietnam';
import { callOf } from './keywords/calls';
import { type Lexicon, plainLexicon } from './keywords/lexicon';
import type { Keyword } from './keywords/spellings';

export { type CaseArgument, readCase } from './keywords/arguments';
export {
  type Awaited,
  callOf,
  callWithArgument,
  callWithoutArgument,
  isComplaintText,
  type KeywordCall,
  optOutIn,
} from './keywords/calls';
export { type CreatedLexicon, createLexicon, type LexiconProblem, type LexiconWords } from './keywords/create-lexicon';
export { type Lexicon, plainLexicon } from './keywords/lexicon';
export { type Keyword, keywords } from './keywords/spellings';

/** Whether a word of a definition would be taken for a keyword. */
export const isKeyword = (word: string, lexicon: Lexicon = plainLexicon): boolean =>
  callOf(word, lexicon) !== undefined;

/** The keywords that conversations act on by themselves. */
const own = ['HUY', 'THOI', 'DK', 'DG', 'TG'] as const satisfies readonly Keyword[];
export type OwnKeyword = (typeof own)[number];

/** Which of the keywords that conversations act on by themselves a message is. */
export function keywordOf(text: string): OwnKeyword | undefined {
  const name = callOf(text, plainLexicon)?.name;
  return own.find((keyword) => keyword === name);
}

/** Services people may have heard of and no part of this installation answers yet: look-up, complaint, case, rank, call back. */
const services = ['HS', 'PA', 'VV', 'XH', 'GOI'] as const;
export type Service = (typeof services)[number];

/** Which of those services a message asks for: by its first word, or a dossier code glued to HS. */
export function serviceAsked(text: string): Service | undefined {
  const first = wordsOf(text).folded.split(/[^\p{L}\p{N}]/u, 1)[0] ?? '';
  return /^hs\d/.test(first) ? 'HS' : services.find((service) => service.toLowerCase() === first);
}
