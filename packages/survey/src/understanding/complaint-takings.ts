import {
  addedCharges,
  askings,
  beforeSums,
  chargings,
  elsewhere,
  fees,
  holdsPhrase,
  moneyUnits,
  noFees,
  noTakings,
  phraseAt,
  pieces,
  refusedForMore,
  sums,
  takings,
  tooLittle,
  type Words,
} from '@mscore/vietnam';
import { perObject } from '../remembered';
import { type Clauses, REACH } from './complaint-consequences';
import { clauseStart, denialBefore } from './complaint-denials';

/** So many words behind what is denied something else may be told to have been taken. */
const FAR = 24;

/**
 * Whether something was taken in place of what is denied before a place: money, a thing or a favour (`không đòi tiền,
 * đòi rượu`), also behind a turn of speech. Where a gift was refused, also that it was too small.
 */
export function hasTaking(comment: Clauses, from: number, refused: boolean): boolean {
  const known = foundIn(comment);
  const end = Math.min(comment.words.length, from + FAR);
  for (let at = from; at < end; ) {
    const found = known.get(at) ?? foundAt(comment, at);
    known.set(at, found);
    if (found.taken || (refused && found.more)) return true;
    at += found.length;
  }
  return false;
}

interface Found {
  /** Whether something was taken, which counts behind whatever is denied. */
  readonly taken: boolean;
  /** Whether more was asked for, which counts behind a gift that was refused. */
  readonly more: boolean;
  /** How many words are looked at no further. */
  readonly length: number;
}
const nothing: Found = { taken: false, more: false, length: 1 };

/** What was found at each place so far: complaints that stand close look at the same words. */
const foundIn = perObject((_comment: Clauses) => new Map<number, Found>());

function foundAt(comment: Clauses, at: number): Found {
  const other = phraseAt(noTakings, comment.words, at);
  if (other > 0) return { ...nothing, length: other };
  const taken = isTakenAt(comment, at);
  const more = isMoreAt(comment, at);
  if (!taken && !more) return nothing;
  const isNone = denialBefore(comment, at, false) !== undefined || isElsewhere(comment, at);
  return isNone ? nothing : { taken, more, length: 1 };
}

function isTakenAt(comment: Clauses, at: number): boolean {
  const { words } = comment;
  if (phraseAt(takings, words, at) > 0 || hasSumBehind(words, at, phraseAt(askings, words, at))) return true;
  const charged = phraseAt(addedCharges, words, at) > 0 || hasSumBehind(words, at, phraseAt(chargings, words, at));
  return charged && !isFee(comment, at);
}

function isMoreAt(comment: Clauses, at: number): boolean {
  const { words, clauses } = comment;
  const begins = clauses[at - 1] !== clauses[at];
  const more = phraseAt(refusedForMore, words, at) > 0 || (begins && phraseAt(tooLittle, words, at) > 0);
  return more && !isFee(comment, at);
}

/** Whether a sum or some pieces are told behind what was done. */
function hasSumBehind(words: readonly Words[], from: number, done: number): boolean {
  if (done === 0) return false;
  let at = from + done;
  for (let skip = phraseAt(beforeSums, words, at); skip > 0 && at < from + REACH; ) {
    at += skip;
    skip = phraseAt(beforeSums, words, at);
  }
  return phraseAt(sums, words, at) > 0 || isFigureAt(words, at);
}

const wholeNumber = /^\d[\d.,]*$/;
/** `200000`, `200.000`: nothing else has so many digits here. */
const LENGTH_OF_MONEY = 5;

/** `200 nghìn`, `200.000`, `2 con`. */
function isFigureAt(words: readonly Words[], at: number): boolean {
  const figure = words[at]?.folded ?? '';
  if (!wholeNumber.test(figure)) return false;
  const isLong = figure.length >= LENGTH_OF_MONEY;
  return isLong || phraseAt(moneyUnits, words, at + 1) > 0 || phraseAt(pieces, words, at + 1) > 0;
}

/** Whether the clause of what was taken, or the one behind it, speaks of a fee or a receipt. */
function isFee({ words, clauses }: Clauses, from: number): boolean {
  let fee = false;
  const last = (clauses[from] ?? 0) + 1;
  for (let at = clauseStart(clauses, from, REACH); at < from + REACH && (clauses[at] ?? last + 1) <= last; ) {
    if (phraseAt(noFees, words, at) > 0) return false;
    const said = phraseAt(fees, words, at);
    if (said > 0) fee = true;
    at += Math.max(said, 1);
  }
  return fee;
}

const isElsewhere = ({ words, clauses }: Clauses, to: number): boolean =>
  holdsPhrase(elsewhere, words, clauseStart(clauses, to, REACH), to);
