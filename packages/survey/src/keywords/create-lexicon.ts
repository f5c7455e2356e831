import { withoutMarks } from '@mscore/vietnam';
import { callOf } from './calls';
import {
  builtInSpellings,
  isForbidden,
  type Lexicon,
  lexiconOf,
  MOST_WORDS,
  type Spelling,
  squeezed,
  type Target,
  targetOf,
  wordsIn,
} from './lexicon';
import { onlyPolite, withoutPoliteness } from './polite';
import { type Keyword, mayBeGlued, takesArgument } from './spellings';
import { tokensOf } from './tokens';

/**
 * Words of one short code beside the built-in ones. One that is written with its marks counts with them or with none;
 * one that is written without counts with any.
 */
export interface LexiconWords {
  /** More spellings by keyword. */
  readonly synonyms?: Readonly<Partial<Record<Keyword, readonly string[]>>>;
  /** Words that start a certain survey, as DG starts the default one: the survey's id by word. */
  readonly surveys?: Readonly<Record<string, string>>;
}

/** Why a word can be no keyword of a short code. */
export interface LexiconProblem {
  /** As it was written. */
  readonly word: string;
  /** A sentence for the operator. */
  readonly message: string;
  /** The word or the keyword it collides with. */
  readonly collidesWith?: string;
}

export type CreatedLexicon =
  | { readonly kind: 'lexicon'; readonly lexicon: Lexicon }
  | { readonly kind: 'problems'; readonly problems: readonly LexiconProblem[] };

/** So many letters and digits at least and at most. */
const SHORTEST = 2;
const LONGEST = 30;

/**
 * Prepares the keywords of one short code. Never throws: every word that is too little for a keyword or collides with
 * another, with an answer or with a name is among the problems.
 */
export function createLexicon({ synonyms = {}, surveys = {} }: LexiconWords): CreatedLexicon {
  const configured: readonly Spelling[] = [
    ...Object.entries(synonyms).flatMap(([name, words]) =>
      words.map((word) => configuredAs(word, targetOf(name as Keyword, word))),
    ),
    ...Object.entries(surveys).map(([word, survey]) => configuredAs(word, { name: 'DG', survey })),
  ];
  const accepted = [...builtInSpellings];
  const problems: LexiconProblem[] = [];
  for (const spelling of configured) {
    const problem = problemOfForm(spelling.word) ?? collision(spelling, accepted);
    if (problem === undefined) accepted.push(spelling);
    else problems.push(problem);
  }
  return problems.length > 0 ? { kind: 'problems', problems } : { kind: 'lexicon', lexicon: lexiconOf(accepted) };
}

const configuredAs = (word: string, target: Target): Spelling =>
  withoutMarks(word) === word ? { word, target, anyMarks: true } : { word, target };

function problemOfForm(word: string): LexiconProblem | undefined {
  const length = squeezed(word).length;
  const says = (message: string) => ({ word, message: `"${word}" ${message}` });
  if (length < SHORTEST) return says(`is too short for a keyword: ${SHORTEST} letters at least`);
  if (length > LONGEST || wordsIn(word).length > MOST_WORDS) return says('is too long for a keyword');
  if (/^\p{N}+$/u.test(squeezed(word))) return says('is a number, and numbers are answers');
  if (onlyPolite(tokensOf(word)))
    return says('is only polite: such words are taken off before keywords are looked for');
  const reserved = withoutPoliteness(tokensOf(word))
    .map(({ words }) => words.map(({ folded }) => folded))
    .find((words) => isForbidden(words.join('')));
  if (reserved === undefined) return undefined;
  const collidesWith = reserved.join(' ');
  return { ...says(`can be no keyword: people mean something else by "${collidesWith}"`), collidesWith };
}

function collision(spelling: Spelling, accepted: readonly Spelling[]): LexiconProblem | undefined {
  const { word, target } = spelling;
  const other = accepted.find((one) => !sameTarget(one.target, target) && collide(spelling, one));
  if (other !== undefined) return collides(word, other.target, other.word);
  const call = callOf(word, lexiconOf(accepted));
  return call === undefined || sameTarget(call, target) ? undefined : collides(word, call);
}

function collides(word: string, { name, survey }: Target, spelling = name as string): LexiconProblem {
  const what = survey === undefined ? name : `the survey ${survey}`;
  return { word, message: `"${word}" collides with "${spelling}", which is ${what}`, collidesWith: spelling };
}

const sameTarget = (left: Target, right: Target): boolean => left.name === right.name && left.survey === right.survey;

/** Whether the same message could be read as either: alike, one before the other's words, or before a glued code. */
const collide = (left: Spelling, right: Spelling): boolean =>
  squeezed(left.word) === squeezed(right.word) || leads(left, right) || leads(right, left);

/** Whether a message that begins with the second could be the first with an argument. */
function leads(first: Spelling, second: Spelling): boolean {
  if (!takesArgument(first.target.name)) return false;
  const words = wordsIn(first.word);
  const others = wordsIn(second.word);
  const joined = words.join('');
  const separate = words.length < others.length && words.every((one, at) => one === others[at]);
  const asOne = words.length > 1 && others.length > 1 && others[0] === joined;
  return separate || asOne || (mayBeGlued(first.target.name) && isCodeBeginning(squeezed(second.word), joined));
}

/** `HSH` before a code is HS before one whose unit begins with H. */
function isCodeBeginning(word: string, glued: string): boolean {
  return word.startsWith(glued) && /^[0-9oil]*[a-z]?[0-9oil]*$/.test(word.slice(glued.length));
}
