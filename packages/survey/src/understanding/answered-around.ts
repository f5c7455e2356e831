import { beforePhrases, phraseAt, phraseBefore, phrasesOf } from '@mscore/vietnam';
import type { WaitingNode } from '../survey';
import { agreement } from './agreement';
import type { Around } from './around-code';
import { atNode } from './at-node';
import { joined, readMessage, type Token } from './message';
import { partsOf } from './parts';
import { lookUp, vocabularyOf } from './vocabulary';

/** What a code is called by, where nothing else stands beside it. */
const naming = phrasesOf([
  'hồ sơ',
  'hs',
  'mã',
  'mã số',
  'số',
  'tthc',
  'kq',
  'mã hồ sơ',
  'hồ sơ số',
  'của tôi',
  'của em',
]);
/** Who is spoken to: without marks `cô ơi` begins like có. */
const calling = phrasesOf(['ơi', 'à', 'hỡi']);
/** They begin a question as often as they agree. */
const civil = phrasesOf(['dạ', 'thưa', 'dạ thưa', 'dạ vâng', 'vâng', 'vâng ạ', 'dạ em', 'ok', 'ừ', 'à']);
const respectful = phrasesOf(['dạ', 'thưa', 'dạ thưa', 'dạ em', 'à']);
/** A word by itself that asks, or is a part of what does. */
const partial = phrasesOf(['chưa', 'có', 'không', 'được', 'rồi', 'đúng', 'xong']);

/**
 * Whether a clause of its own beside a code is a word or a number that a node takes: `1. HS …`, `không đồng ý. …`. What
 * it means then is for the rules of answers.
 * @param asking whether anything is asked about the code.
 */
export function isAnsweredAround(node: WaitingNode, around: Around, language: string, asking: boolean): boolean {
  const { clauses, before, after } = around;
  const answers = (words: readonly Token[]): boolean =>
    words.length > 0 && !isCivil(words, asking) && answersAlone(node, joined(words).marked, language);
  const named = before.slice(0, beforePhrases(naming, before, before.length));
  // Directly before the code a word may as well begin what is asked, but not a number.
  if (
    asking ? isNumber(named) && answers(named) : [named, after].some((words) => !isPartial(words) && answers(words))
  ) {
    return true;
  }
  const own = [...before, ...after];
  return (
    clauses.length <= MOST_CLAUSES &&
    clauses.some((clause) => !clause.every((word, at) => word === own[at]) && answers(clause))
  );
}

const isNumber = (words: readonly Token[]): boolean => words.every(({ kind }) => kind === 'number');
const isPartial = (words: readonly Token[]): boolean => phraseAt(partial, words, 0) === words.length;

function isCivil(words: readonly Token[], asking: boolean): boolean {
  if (phraseBefore(calling, words, words.length) > 0 && words.length > 1) return true;
  return phraseAt(asking ? civil : respectful, words, 0) === words.length;
}

/** Whoever says more tells something, and the work is bounded. */
const MOST_CLAUSES = 6;
/** A score too high for a question is one still; beyond it there stand dates and numbers of phones. */
const HIGHEST_TYPED = 10;

function answersAlone(node: WaitingNode, words: string, language: string): boolean {
  const message = readMessage(words, language);
  const verdict =
    lookUp(vocabularyOf(node, language), message.tokens) ??
    atNode(node, message) ??
    agreement(node, message, partsOf(node, message));
  switch (verdict?.kind) {
    case 'answer':
    case 'refuse':
    case 'skip':
      return true;
    case 'outOfRange':
      return verdict.value <= HIGHEST_TYPED;
    default:
      return false;
  }
}
