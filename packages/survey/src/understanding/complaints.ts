import {
  asItSounds,
  beforePhrases,
  nothingToSay,
  otherwiseThanComplaints,
  particlesBehind,
  phraseAt,
  phraseBefore,
  phrasesAsTheySound,
  type Words,
  withoutMarks,
  wordsOf,
} from '@mscore/vietnam';
import { perObject } from '../remembered';
import type { Survey } from '../survey';
import type { Clauses } from './complaint-consequences';
import { isDenied } from './denied-complaints';
import { inFull, type Token, tokensOf } from './message';

interface Comment extends Clauses {
  /** The same without marks, for words that a survey gives without any. */
  readonly folded: readonly Words[];
}

/**
 * Whether a comment holds one of a survey's complaint words and does not deny it. Marks count where they are typed:
 * `đổi tiền` (change) is not `đòi tiền` (demand money).
 */
export function holdsComplaint({ complaintWords }: Pick<Survey, 'complaintWords'>, text: string): boolean {
  const { marked, unmarked } = tablesOf(complaintWords);
  const comment = commentIn(text);
  const complaintAt = (at: number) =>
    Math.max(phraseAt(marked, comment.words, at), phraseAt(unmarked, comment.folded, at));
  return comment.words.some((_, at) => {
    const length = complaintAt(at);
    return length > 0 && !isOtherwise(comment, at, length) && !isDenied(comment, at, at + length, complaintAt);
  });
}

const LONGEST_OF_NOTHING = 60;
/** `góp ý thì không có gì`. */
const WORDS_BEFORE_NOTHING = 3;

/** Whether a text that begins with a word for a complaint (`góp ý`) says that there is none. */
export function complainsOfNothing(text: string): boolean {
  const { words } = commentIn(text.slice(0, LONGEST_OF_NOTHING));
  const end = beforePhrases(particlesBehind, words, words.length);
  const nothing = phraseBefore(nothingToSay, words, end);
  return text.length <= LONGEST_OF_NOTHING && nothing > 0 && end - nothing <= WORDS_BEFORE_NOTHING;
}
const tablesOf = perObject((complaintWords: Survey['complaintWords']) => {
  const isMarked = (word: string) => withoutMarks(word) !== word;
  return {
    marked: phrasesAsTheySound(complaintWords.filter(isMarked)),
    unmarked: phrasesAsTheySound(complaintWords.filter((word) => !isMarked(word))),
  };
});

const ends: ReadonlySet<string> = new Set([',', '.', ';', '!', '?', ':']);

function commentIn(text: string): Comment {
  const tokens = inFull(sumsInFull(tokensOf(asItSounds(wordsOf(text).marked))), 'vi');
  const words: Token[] = [];
  const clauses: number[] = [];
  let clause = 0;
  for (const token of tokens) {
    if (token.kind !== 'sign') {
      words.push(token);
      clauses.push(clause);
    } else if (ends.has(token.folded)) clause += 1;
  }
  return { words, folded: words.map(({ folded }) => ({ marked: folded, folded })), clauses };
}

const thousand = wordsOf('nghìn');
const million = wordsOf('triệu');
/** Behind a number, glued to it; elsewhere `k` is a no. */
const unitsOfSums: ReadonlyMap<string, Words> = new Map([
  ['k', thousand],
  ['ng', thousand],
  ['tr', million],
]);

function sumsInFull(tokens: readonly Token[]): readonly Token[] {
  return tokens.map((token, at) => {
    const unit = token.glued && tokens[at - 1]?.kind === 'number' ? unitsOfSums.get(token.folded) : undefined;
    return unit === undefined ? token : { ...token, ...unit };
  });
}

const isOtherwise = ({ words }: Comment, at: number, length: number): boolean =>
  phraseAt(otherwiseThanComplaints, words, at) > length ||
  phraseBefore(otherwiseThanComplaints, words, at + length) > length;
