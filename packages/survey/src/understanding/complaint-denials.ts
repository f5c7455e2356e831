import {
  anybody,
  beforeNoExemption,
  betweenDenialAndComplaint,
  betweenDenialAndGift,
  complaintDenials,
  exemptions,
  fewness,
  holdsPhrase,
  phraseBefore,
  worries,
} from '@mscore/vietnam';
import { type Clauses, REACH } from './complaint-consequences';

/** What denies a complaint, before it. */
export interface Denial {
  /** Where it begins. */
  readonly at: number;
  /** Whether it says that something was not given, and not that nothing was asked for. */
  readonly ofGift: boolean;
}

/** The denial of the complaint at a place, in the same clause; of a gift it may say that it was not given. */
export function denialBefore({ words, clauses }: Clauses, from: number, isGift: boolean): Denial | undefined {
  const start = clauseStart(clauses, from, REACH);
  let ofGift = isGift;
  for (let end = from; end > start; ) {
    const denial = phraseBefore(complaintDenials, words, end, start);
    if (denial > 0) return { at: end - denial, ofGift };
    const exemption = phraseBefore(exemptions, words, end, start);
    if (exemption > 0) return exemptionAt(words, end - exemption, start);
    const given = isGift ? phraseBefore(betweenDenialAndGift, words, end, start) : 0;
    const between = Math.max(
      phraseBefore(betweenDenialAndComplaint, words, end, start),
      phraseBefore(worries, words, end, start),
    );
    if (given + between === 0) return undefined;
    if (between > given) ofGift = false;
    end -= Math.max(given, between);
  }
  return undefined;
}

const exemptionAt = (words: Clauses['words'], at: number, start: number): Denial | undefined =>
  phraseBefore(beforeNoExemption, words, at, start) > 0 ? undefined : { at, ofGift: false };

/** Whether a denial is said of nobody: `không có cán bộ nào không đòi tiền`. */
export function isOfNobody({ words, clauses }: Clauses, denial: number): boolean {
  const start = clauseStart(clauses, denial, REACH);
  const whoever = phraseBefore(anybody, words, denial, start);
  const end = denial - whoever;
  return whoever > 0 && (holdsPhrase(complaintDenials, words, start, end) || holdsPhrase(fewness, words, start, end));
}

/** Where the clause of the words before a place begins, or how far back it is looked into. */
export function clauseStart(clauses: readonly number[], at: number, reach: number): number {
  let start = at;
  while (start > at - reach && start > 0 && clauses[start - 1] === clauses[at]) start -= 1;
  return start;
}
