import { type AroundCode, dossierCodeAmong, wordsOf } from '@mscore/vietnam';
import { clausesOf } from './clauses';
import { inFull, type Token, tokensOf } from './message';

/** What is said around a code, taken apart. */
export interface Around extends AroundCode {
  readonly clauses: readonly (readonly Token[])[];
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  /** Whether there is a question mark. */
  readonly questioned: boolean;
}

/** A letter of no language that is written here: it keeps the code's place among the words. */
const HERE = '\u0195';

/** The one whole code that a text holds among its words, with what is said around it. */
export function aroundCode(text: string): (Around & { readonly code: string }) | undefined {
  const among = dossierCodeAmong(text);
  return among && { code: among.code, ...takenApart(`${among.before} ${HERE} ${among.after}`) };
}

/** The same of a text that begins with what may be the short form of a code. */
export const aroundLeadingCode = (text: string): Around =>
  aroundCode(text) ?? takenApart(text.replace(leadingCode, `${HERE} `));

/** What it may be called, and words with digits in them. */
const leadingCode = /^(?:(?:s[oố]|m[aã]|l[aà]|h[oồ]|s[oơ]|hs|tthc)[\s:.]+)*(?:[^\s\p{N}]*\p{N}\S*\s*)*/iu;
/** As people shorten it. */
const shortForDossier = /(?<![\p{L}\p{N}])hs(?![\p{L}\p{N}])/giu;

function takenApart(text: string): Around {
  const words = wordsOf(text.replace(/[\n\r]+/g, '. ').replace(shortForDossier, 'hồ sơ'));
  const tokens = inFull(tokensOf(words.marked), 'vi').filter(isSaid);
  const clauses = clausesOf(tokens);
  const at = (clause: readonly Token[]): number => clause.findIndex(({ folded }) => folded === HERE);
  const own = clauses.find((clause) => at(clause) >= 0) ?? [];
  return {
    clauses: clauses.map((clause) => clause.filter(({ folded }) => folded !== HERE)).filter(({ length }) => length > 0),
    before: own.slice(0, Math.max(at(own), 0)),
    after: own.slice(at(own) + 1).filter(({ folded }) => folded !== HERE),
    questioned: text.includes('?'),
  };
}

/** Quotes, brackets and colons around a code part nothing. */
const isSaid = ({ kind, folded }: Token): boolean => kind !== 'sign' || /[,.;!?\n-]/.test(folded);
