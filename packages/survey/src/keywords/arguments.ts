import { isFullDossierCode, languageNamed, phraseAt, phrasesOf, sameWords, type Words, wordsOf } from '@mscore/vietnam';
import { onlyPolite } from './polite';
import type { KeywordWithArgument } from './spellings';
import { tokensOf } from './tokens';

/** A dossier code has that many digits at least in its shortest form: no sentence has them by chance. */
const CODE_DIGITS = 10;
/** Fewer words say that there is a complaint, not which. */
const COMPLAINT_WORDS = 3;

/** Whether what stands behind a keyword is what belongs there. */
export function isArgument(keyword: KeywordWithArgument, argument: string): boolean {
  switch (keyword) {
    case 'HS':
    case 'DG':
      return isCodeLike(argument) || isBareCode(argument);
    case 'PA':
      return wordCount(argument, COMPLAINT_WORDS) && saysSomething(argument);
    case 'VV':
      return readCase(argument) !== undefined;
    case 'XH':
      return isUnit(tokensOf(argument)) && saysSomething(argument);
    case 'NN':
      return languageNamed(argument) !== undefined;
    default:
      return keyword satisfies never;
  }
}

/** Behind `xep hang`, which is to queue as well: how long that took. */
const queueing = phrasesOf(['lâu', 'cả', 'chờ', 'đợi', 'mất', 'quá', 'rất', 'hơn', 'gần', 'nửa', 'mấy']);
/** Mặt trận is an office. */
const notQueueing = phrasesOf(['mặt trận']);

/** The name of an office holds a word, and begins with none that tells of a queue. */
function isUnit(tokens: readonly Words[]): boolean {
  if (/^[0-9]/.test(tokens[0]?.folded ?? '')) return false;
  if (phraseAt(queueing, tokens, 0) > 0 && phraseAt(notQueueing, tokens, 0) === 0) return false;
  return tokens.some(({ folded }) => /^\p{L}+$/u.test(folded));
}

/** Whether there are words beside polite ones. Long texts are not taken apart: nobody is that polite. */
export const saysSomething = (text: string): boolean =>
  text.length > 100 ? true : text !== '' && !onlyPolite(tokensOf(text));

const wordCount = (text: string, least: number): boolean => {
  const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
  for (let count = 0; count < least; count += 1) if (word.exec(text) === null) return false;
  return true;
};

/** What may stand between the keyword and the code. */
const leads: readonly Words[] = ['số', 'mã', 'hồ', 'sơ', 'hs', 'tthc', 'là'].map(wordsOf);
/** So much of an argument is searched for a code, spaces and all. */
const LONGEST_SEARCHED = 100;

/**
 * Whether an argument begins with something shaped like a code, if need be after `số` or `mã`: groups with digits in
 * them, ten digits at least. A code that is none is told so; a sentence that holds ten digits further on is a sentence.
 */
function isCodeLike(argument: string): boolean {
  const tokens = tokensOf(argument.slice(0, LONGEST_SEARCHED));
  const from = tokens.findIndex((token) => !isLead(token));
  if (from < 0) return false;
  const groups = tokens.slice(from).map(({ marked }) => marked);
  const end = groups.findIndex((group, at) => !isOfCode(group, groups[at + 1]));
  return digitsIn(groups.slice(0, end < 0 ? groups.length : end).join('')) >= CODE_DIGITS;
}

const isLead = (token: Words): boolean => leads.some((lead) => sameWords(token, lead));

/** Digits, or the letters people type for zeros, or the unit's letter apart from its digits. */
const isOfCode = (group: string, next = ''): boolean =>
  /[0-9]/.test(group) || /^o{2,3}$/.test(group) || (/^[a-z]$/.test(group) && /^[0-9oil]{2}$/.test(next));

const digitsIn = (text: string): number => text.replace(/[^0-9]+/g, '').length;

/** Whether a text has as many digits as a code, wherever they stand. */
export const hasCodeDigits = (text: string): boolean => digitsIn(wordsOf(text).folded) >= CODE_DIGITS;

/** Glued to a keyword only a code itself is read, so that no word is taken apart. */
export const isGluedCode = (rest: string): boolean =>
  hasCodeDigits(rest) && /^[0-9oil]*[a-z]?[0-9oil]+$/.test(wordsOf(rest).folded.replace(/[^\p{L}\p{N}]+/gu, ''));

/** A dossier code that needs no keyword. */
export const isBareCode = isFullDossierCode;

/** A case as somebody wrote about it. */
export interface CaseArgument {
  /** Its code in capitals. */
  readonly case: string;
  /** What the citizen says of the answer: 1 solved, 2 not. */
  readonly verdict?: 'solved' | 'unsolved';
}

/** Letters, digits and hyphens, 3 to 14 of them, as a case code has; then a verdict, if any. */
const caseAndVerdict = /^([a-z0-9][a-z0-9-]{1,12}[a-z0-9])(?:[\s.,:;=/()-]+([12]))?$/;

/** Reads what stands behind VV: a case code, perhaps followed by 1 (solved) or 2 (not). */
export function readCase(argument: string): CaseArgument | undefined {
  if (argument.length > 60) return undefined;
  const match = caseAndVerdict.exec(wordsOf(argument).folded);
  const code = match?.[1];
  if (code === undefined || !/[0-9]/.test(code)) return undefined;
  const verdict = match?.[2];
  if (verdict === undefined) return { case: code.toUpperCase() };
  return { case: code.toUpperCase(), verdict: verdict === '1' ? 'solved' : 'unsolved' };
}
