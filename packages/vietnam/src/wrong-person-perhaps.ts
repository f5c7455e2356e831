import type { Words } from './fold';
import { afterPhrases, beforePhrases, combined, type Phrases, phraseAt, phraseBefore, phrasesOf } from './phrases';

/** What a code is called by. */
const naming = phrasesOf([
  ...[
    'hồ sơ',
    'hs',
    'tthc',
    'tt',
    'kq',
    'mã',
    'mã số',
    'số',
    'mã hồ sơ',
    'mã hs',
    'hồ sơ số',
    'hồ sơ mã số',
    'có mã',
    'này',
  ],
]);

/** From where to where a clause says anything else. */
export function unnamed(clause: readonly Words[]): readonly [from: number, end: number] {
  const from = afterPhrases(naming, clause, 0);
  return [from, beforePhrases(naming, clause, clause.length, from)];
}

const speakers = phrasesOf(['tôi', 'em', 'mình', 'tui', 'cháu', 'con', 'anh', 'chị', 'tau', 'mệ', 'i']);
/** Behind these `no` without its mark is nỏ (not); behind `em`, `con` it is nó: they did it, whoever that is. */
const oneself = phrasesOf(['tôi', 'tui', 'tau', 'mình']);
const notKnown = phrasesOf([
  ...combined(['không', 'chẳng', 'chả', 'nỏ', 'đâu có'], ['biết', 'biết gì', 'biết gì về', 'biết chi', 'rõ']),
  ...combined(['không biết ai', 'không biết của ai', 'nỏ biết ai'], ['nộp', 'làm']),
  ...['don t know', 'do not know', 'dont know', 'don t know about', 'know nothing about'],
]);
/** Of the dossier whose code stands beside it. */
const disclaiming = phrasesOf([
  ...combined(['đâu có', 'nỏ có', 'không có', 'chưa từng', 'không hề', 'nỏ'], ['nộp', 'làm', 'gửi', 'hồ sơ']),
  ...combined(['did not', 'didn t', 'didnt', 'never', 'have not', 'haven t'], ['apply', 'apply for', 'applied for']),
  ...['never applied', 'not mine', 'is not mine', 'isn t mine', 'isnt mine', 'not my', 'is not my', 'isn t my'],
]);
const behindIt = phrasesOf([
  ...[
    'gì',
    'chi',
    'mô',
    'đâu',
    'nào',
    'cả',
    'hết',
    'này',
    'đó',
    'nớ',
    'ni',
    'ạ',
    'a',
    'nhé',
    'nha',
    'hè',
    'rứa',
    'bạn',
  ],
  ...[
    'hồ sơ',
    'mã',
    'mã số',
    'số',
    'hs',
    'thủ tục',
    'for',
    'about',
    'dossier',
    'file',
    'code',
    'this',
    'the',
    'of',
    'it',
  ],
]);

/** Whether a clause is one of some phrases, with whoever speaks and what a dossier is called. */
const isAllOf =
  (phrases: Phrases) =>
  (clause: readonly Words[]): boolean => {
    const [from] = unnamed(clause);
    return [...(from === 0 ? [] : [from]), 0].some((start) => {
      const speaker = start + phraseAt(speakers, clause, start);
      const said = phraseAt(phrases, clause, speaker);
      if (clause[speaker]?.marked === 'no' && phraseBefore(oneself, clause, speaker) === 0) return false;
      return said > 0 && afterPhrases(behindIt, clause, speaker + said) === clause.length;
    });
  };

/** Whether a clause says of the code beside it that its writer handed in no such thing. */
export const disclaims = isAllOf(disclaiming);
const knowsNothing = isAllOf(notKnown);
/** Whether a clause may say of the code beside it that it is somebody else's. */
export const isPerhapsNotMine = (clause: readonly Words[]): boolean => disclaims(clause) || knowsNothing(clause);
