import {
  asksBack,
  isNoise,
  isPerhapsWrongNumber,
  isPhrase,
  isWrongPerson,
  isWrongPersonQuoting,
  phrasesOf,
  plainNoWords,
  saysNothing,
} from '@mscore/vietnam';
import { GAP } from './join-texts';
import {
  type Awaited,
  callAmong,
  callWithArgument,
  hasCodeDigits,
  type KeywordCall,
  type Lexicon,
  optOutAmong,
  plainLexicon,
  readingsOf,
} from './keywords';
import { perObject, remembering } from './remembered';
import { isParticipation, type ParticipationNode, type WaitingNode } from './survey';
import { agreement, candidatesIn } from './understanding/agreement';
import { isAnsweredAround } from './understanding/answered-around';
import { aroundCode } from './understanding/around-code';
import { atNode } from './understanding/at-node';
import { clausesOf } from './understanding/clauses';
import { unlessCourtesy } from './understanding/courtesy';
import { duration, signsInFull } from './understanding/durations';
import { judgedScore } from './understanding/judged-scores';
import { LONGEST_READ, type Message, readMessage } from './understanding/message';
import { partsOf } from './understanding/parts';
import { lookUp, vocabularyOf } from './understanding/vocabulary';
import type { Verdict } from './verdict';

/**
 * What a reply to a waiting node means. Pure, never throws, linear in the length of the text. Nothing is matched
 * fuzzily and nothing guessed: what is not surely an answer is asked about or kept as a comment, because a wrong answer
 * is worse than a question asked again.
 */
export function understand(
  node: WaitingNode,
  text: string,
  language: string,
  lexicon: Lexicon = plainLexicon,
): Verdict {
  const byLanguage = readersOf(lexicon)(node);
  const known = byLanguage.get(language);
  if (known !== undefined) return known(text);
  const reader = remembering((words) => read(node, words, language, lexicon));
  byLanguage.set(language, reader);
  return reader(text);
}

/** Per lexicon and node, by language: what is understood depends on nothing else. */
const readersOf = perObject((_lexicon: Lexicon) =>
  perObject((_node: WaitingNode) => new Map<string, (text: string) => Verdict>()),
);

function read(node: WaitingNode, text: string, language: string, lexicon: Lexicon): Verdict {
  const awaited = awaitedAt(node, language);
  const message = readMessage(signsInFull(node, text), language);
  const readings = readingsOf(text);
  const entry = lookUp(vocabularyOf(node, language), message.tokens);
  const sure =
    keyword(optOutAmong(readings, text, lexicon, awaited)) ??
    // A word that the node declares for skipping comes before everything but opting out.
    (entry?.kind === 'skip' ? entry : undefined) ??
    keyword(hasLetters(text) ? callWithArgument(text, lexicon, awaited) : undefined) ??
    entry ??
    unlessCourtesy(node, message, atNode(node, message));
  if (sure !== undefined) return sure;
  const parts = partsOf(node, message);
  return (
    unlessCourtesy(node, message, agreement(node, message, parts)) ??
    duration(node, message) ??
    judgedScore(node, message) ??
    keyword(callAmong(readings, text, lexicon, awaited)) ??
    personal(node, message, text) ??
    ambiguous(candidatesIn(parts)) ??
    withoutAnswer(node, text)
  );
}

function awaitedAt(node: WaitingNode, language: string): Awaited {
  return {
    textAwaited: node.kind === 'text',
    questionAsked: true,
    digitAnswers: !isParticipation(node),
    wordsKept: !isParticipation(node),
    answeredAround: (around, asking) => isAnsweredAround(node, around, language, asking),
    answers: (words) => saysNo(node, readMessage(words, language)),
  };
}

/** Whether words of a refusal say no to what a node asks, be it no answer that it has. */
function saysNo(node: WaitingNode, { language, tokens, spelled }: Message): boolean {
  const entry = lookUp(vocabularyOf(node, language), tokens);
  if (node.kind === 'consent') return entry?.kind === 'refuse';
  return entry?.kind === 'answer' || (node.kind === 'choice' && isPhrase(plainNo, spelled));
}

const plainNo = phrasesOf(plainNoWords);

/** Keywords and dossier codes hold letters; most answers are a digit. */
const hasLetters = (text: string): boolean => /\p{L}/u.test(text);

const keyword = (call: KeywordCall | undefined): Verdict | undefined => call && { kind: 'keyword', call };

/** What a text that lacks words means: whatever is left of it, nobody knows what stood beside it. */
export const understandIncomplete = (text: string): Extract<Verdict, { kind: 'comment' | 'empty' }> => ({
  kind: text.replaceAll(GAP, '').trim() === '' ? 'empty' : 'comment',
});

/** A question back, or word that the message went to the wrong person. */
function personal(node: WaitingNode, { spelled }: Message, text: string): Verdict | undefined {
  const clauses = clausesOf(spelled);
  const asked = isParticipation(node) ? { invited: true, about: node.about } : { invited: false };
  const wordsOnly = spelled.every(({ kind }) => kind !== 'number');
  if (wordsOnly && isWrongPerson(clauses, asked)) return { kind: 'wrongPerson' };
  // Where words are awaited they are kept; anywhere else it is asked which number is meant.
  if (node.kind !== 'text' && isPerhapsWrongNumber(clauses)) return { kind: 'ambiguous', candidates: [] };
  if (clauses.length > 0 && clauses.every(asksBack)) return { kind: 'question' };
  return isParticipation(node) && hasCodeDigits(text) ? quoting(node, text) : undefined;
}

/** Whoever got somebody else's text may quote the code in it. Afterwards they have said that it is theirs. */
function quoting({ about }: ParticipationNode, text: string): Verdict | undefined {
  const around = text.length > LONGEST_READ ? undefined : aroundCode(text);
  if (around === undefined) return undefined;
  if (isWrongPersonQuoting(around, about)) return { kind: 'wrongPerson' };
  return around.clauses.length > 0 && around.clauses.every(asksBack) ? { kind: 'question' } : undefined;
}

const ambiguous = (candidates: readonly number[]): Verdict | undefined =>
  candidates.length === 0 ? undefined : { kind: 'ambiguous', candidates };

/** At a text node an emoji is a comment too: somebody meant it. */
function withoutAnswer(node: WaitingNode, text: string): Verdict {
  if (text.trim() === '') return { kind: 'empty' };
  if (isNoise(text)) return { kind: 'noise' };
  return node.kind !== 'text' && saysNothing(text) ? { kind: 'empty' } : { kind: 'comment' };
}
