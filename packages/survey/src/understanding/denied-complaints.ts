import {
  afterPhrases,
  beforeNoDenial,
  behindNoMore,
  betweenComplaintAndNoMore,
  betweenGiftAndRefusal,
  causes,
  complaintDenials,
  demands,
  giftWords,
  givingWords,
  goingOn,
  holdsPhrase,
  likeHere,
  noCauses,
  noMore,
  onceUponATime,
  phraseAt,
  phraseBefore,
  praises,
  refusals,
  refusalsBehind,
  refusedThings,
  wishers,
  wishes,
  wishesBehind,
} from '@mscore/vietnam';
import { type Clauses, type ComplaintAt, clauseEnd, hasConsequence, REACH } from './complaint-consequences';
import { clauseStart, type Denial, denialBefore, isOfNobody } from './complaint-denials';
import { hasTaking } from './complaint-takings';

/**
 * Whether the complaint in the words from one place to before another is denied (`không thấy ai đòi tiền`), or a gift
 * that the office refused. What is denied and yet has a consequence is none (`không đưa tiền, họ đuổi về`): a call
 * offered too often costs less than a bribe nobody hears of.
 */
export function isDenied(comment: Clauses, from: number, to: number, complaintAt: ComplaintAt): boolean {
  const isGift = phraseAt(giftWords, comment.words, from) > 0;
  const denial = denialBefore(comment, from, isGift) ?? (isGift ? refusalBefore(comment, from) : undefined);
  if (denial === undefined) {
    const over = isOver(comment, from, to);
    const refused = !over && isGift && isRefusedBehind(comment, from, to);
    return (over || refused) && !hasTaking(comment, to, refused);
  }
  if (isUndone(comment, denial) || isWishedBehind(comment, to)) return false;
  if (isOfNobody(comment, denial.at) && !holdsPhrase(likeHere, comment.words, to, to + REACH)) return false;
  return (
    !hasConsequence(comment, to, denial.ofGift, complaintAt) && !hasTaking(comment, to, isRefusal(comment, denial))
  );
}

const isRefusal = ({ words }: Clauses, { at }: Denial): boolean =>
  phraseAt(refusals, words, at) > 0 || phraseAt(refusalsBehind, words, at) > 0;

/** `Không phong bì thì tốt biết mấy`. */
const isWishedBehind = (comment: Clauses, to: number): boolean =>
  holdsPhrase(wishesBehind, comment.words, to, clauseEnd(comment, to - 1, to));

/** `Cán bộ từ chối phong bì`; who refuses to give one was asked for it. */
function refusalBefore({ words, clauses }: Clauses, from: number): Denial | undefined {
  const start = clauseStart(clauses, from, REACH);
  const length = phraseAt(givingWords, words, from) > 0 ? 0 : phraseBefore(refusals, words, from, start);
  if (length === 0) return undefined;
  const at = from - length;
  return phraseBefore(complaintDenials, words, at, start) > 0 ? undefined : { at, ofGift: true };
}

/** Whether what stands before a denial makes it none: a condition, a cause, another denial, a wish. */
function isUndone(comment: Clauses, { at, ofGift }: Denial): boolean {
  const start = clauseStart(comment.clauses, at, REACH);
  if (phraseBefore(beforeNoDenial, comment.words, at, start) > 0) return true;
  return (ofGift && isCauseBefore(comment, at, start)) || isWished(comment, at);
}

/** `Do không đưa phong bì` tells why; `hài lòng vì không có phong bì` praises. */
function isCauseBefore({ words }: Clauses, end: number, start: number): boolean {
  const cause = phraseBefore(causes, words, end, start);
  if (cause === 0 || phraseBefore(noCauses, words, end, start) > 0) return false;
  return !holdsPhrase(praises, words, start, end - cause);
}

/** So many words a wish may stand before what is wished. */
const WISH = 20;

function isWished({ words, clauses }: Clauses, end: number): boolean {
  const at = afterPhrases(wishers, words, clauseStart(clauses, end, WISH));
  const wish = phraseAt(wishes, words, at);
  const wished = at + wish;
  return (
    wish > 0 && wished <= end && !holdsPhrase(goingOn, words, wished, end) && !holdsPhrase(praises, words, wished, end)
  );
}

/** `Tôi đưa phong bì nhưng cán bộ không nhận`: not where it had to be given, and not where papers are refused. */
function isRefusedBehind({ words, clauses }: Clauses, from: number, to: number): boolean {
  if (phraseBefore(demands, words, from) > 0 || phraseBefore(demands, words, from - 1) > 0) return false;
  for (let at = to; at < to + REACH; ) {
    const refusal = phraseAt(refusalsBehind, words, at);
    const end = at + refusal;
    if (refusal > 0)
      return end >= words.length || clauses[end] !== clauses[at] || phraseAt(refusedThings, words, end) > 0;
    const between = phraseAt(betweenGiftAndRefusal, words, at);
    if (between === 0) return false;
    at += between;
  }
  return false;
}

/** Whether what is complained of is so no more: `trước kia hay hạch sách, giờ không còn nữa`. */
function isOver({ words, clauses }: Clauses, from: number, to: number): boolean {
  const once = holdsPhrase(onceUponATime, words, clauseStart(clauses, from, REACH), from);
  for (let at = to; at < to + REACH && at < words.length; ) {
    const over = phraseAt(noMore, words, at);
    const end = at + over;
    if (over > 0 && (clauses[end] !== clauses[at] || phraseAt(behindNoMore, words, end) > 0)) return true;
    const between = phraseAt(betweenComplaintAndNoMore, words, at);
    if (between === 0 && !once) return false;
    at += Math.max(between, 1);
  }
  return false;
}
