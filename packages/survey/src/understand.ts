import {
  asksBack,
  dossierCodeAmong,
  isNoise,
  isPerhapsWrongNumber,
  isPhrase,
  isWrongPerson,
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
import { isParticipation, type WaitingNode } from './survey';
import { agreement, candidatesIn } from './understanding/agreement';
import { atNode } from './understanding/at-node';
import { unlessCourtesy } from './understanding/courtesy';
import { duration, signsInFull } from './understanding/durations';
import { judgedScore } from './understanding/judged-scores';
import { type Message, readMessage, type Token } from './understanding/message';
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
    personal(node, withoutCode(node, text, language) ?? message) ??
    ambiguous(candidatesIn(parts)) ??
    withoutAnswer(node, text)
  );
}

function awaitedAt(node: WaitingNode, language: string): Awaited {
  return {
    textAwaited: node.kind === 'text',
    questionAsked: true,
    digitAnswers: !isParticipation(node),
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

/** Whoever got somebody else's text may quote the code in it. */
function withoutCode(node: WaitingNode, text: string, language: string): Message | undefined {
  const beside = hasCodeDigits(text) ? dossierCodeAmong(text)?.beside : undefined;
  return beside === undefined ? undefined : readMessage(signsInFull(node, beside), language);
}

/** A question back, or word that the message went to the wrong person. */
function personal(node: WaitingNode, { spelled }: Message): Verdict | undefined {
  const clauses = clausesOf(spelled);
  const asked = isParticipation(node) ? { invited: true, about: node.about } : { invited: false };
  const wordsOnly = spelled.every(({ kind }) => kind !== 'number');
  if (wordsOnly && isWrongPerson(clauses, asked)) return { kind: 'wrongPerson' };
  // Where words are awaited they are kept; anywhere else it is asked which number is meant.
  if (node.kind !== 'text' && isPerhapsWrongNumber(clauses)) return { kind: 'ambiguous', candidates: [] };
  return clauses.length > 0 && clauses.every(asksBack) ? { kind: 'question' } : undefined;
}

const ends: ReadonlySet<string> = new Set([',', '.', ';', '!', '?', '-', '\n']);

function clausesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const clauses: Token[][] = [[]];
  for (const [at, token] of tokens.entries()) {
    if (!ends.has(token.folded)) clauses.at(-1)?.push(token);
    else if (!isOfOurName(tokens, at)) clauses.push([]);
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** The hyphen of M-Score. */
const isOfOurName = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.folded === '-' && tokens[at - 1]?.folded === 'm' && tokens[at + 1]?.folded === 'score';

const ambiguous = (candidates: readonly number[]): Verdict | undefined =>
  candidates.length === 0 ? undefined : { kind: 'ambiguous', candidates };

/** At a text node an emoji is a comment too: somebody meant it. */
function withoutAnswer(node: WaitingNode, text: string): Verdict {
  if (text.trim() === '') return { kind: 'empty' };
  if (isNoise(text)) return { kind: 'noise' };
  return node.kind !== 'text' && saysNothing(text) ? { kind: 'empty' } : { kind: 'comment' };
}
