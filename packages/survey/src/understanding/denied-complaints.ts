import {
  beforeNoDenial,
  betweenDenialAndComplaint,
  complaintDenials,
  consequences,
  harmless,
  noConsequences,
  phraseAt,
  phraseBefore,
  turnsOfSpeech,
  type Words,
  whoRefuses,
} from '@mscore/vietnam';

/** The words of a comment without its signs, each with the number of its clause. */
export interface Clauses {
  readonly words: readonly Words[];
  readonly clauses: readonly number[];
}

/** So many words before it a denial may begin, and so many behind it a consequence; more is another thought. */
const REACH = 12;

/** How many words of a complaint begin at a place; 0 when none does. */
type ComplaintAt = (at: number) => number;

/**
 * Whether the complaint in the words from one place to before another is denied (`không thấy ai đòi tiền`). When in
 * doubt it is not: a call offered too often costs less than a bribe nobody hears of.
 */
export function isDenied(comment: Clauses, from: number, to: number, complaintAt: ComplaintAt): boolean {
  return denialBefore(comment, from) && !hasConsequence(comment, to, complaintAt);
}

function denialBefore({ words, clauses }: Clauses, from: number): boolean {
  const start = clauseStart(clauses, from);
  for (let end = from; end > start; ) {
    const denial = phraseBefore(complaintDenials, words, end, start);
    if (denial > 0) return phraseBefore(beforeNoDenial, words, end - denial, start) === 0;
    const between = phraseBefore(betweenDenialAndComplaint, words, end, start);
    if (between === 0) return false;
    end -= between;
  }
  return false;
}

function clauseStart(clauses: readonly number[], at: number): number {
  let start = at;
  while (start > at - REACH && clauses[start - 1] === clauses[at]) start -= 1;
  return start;
}

function hasConsequence(comment: Clauses, from: number, complaintAt: ComplaintAt): boolean {
  const { words, clauses } = comment;
  const clause = clauses[from - 1];
  let at = from;
  while (at < from + REACH && clauses[at] === clause) {
    if (phraseAt(turnsOfSpeech, words, at) > 0) return false;
    const other = phraseAt(noConsequences, words, at);
    if (other === 0 && phraseAt(consequences, words, at) > 0) return true;
    if (other === 0 && refuses(comment, at, complaintAt)) return true;
    at += Math.max(other, 1);
  }
  const who = phraseAt(whoRefuses, words, at);
  return who > 0 && refuses(comment, at + who, complaintAt);
}

/** Whether a denial at a place denies something else than another complaint: `họ không làm`. */
function refuses({ words, clauses }: Clauses, from: number, complaintAt: ComplaintAt): boolean {
  const denial = phraseAt(complaintDenials, words, from);
  if (denial === 0) return false;
  for (let at = from + denial; clauses[at] === clauses[from]; ) {
    if (complaintAt(at) > 0 || phraseAt(harmless, words, at) > 0) return false;
    const between = phraseAt(betweenDenialAndComplaint, words, at);
    if (between === 0) return true;
    at += between;
  }
  return false;
}
