import {
  additions,
  beforePraise,
  betweenDenialAndComplaint,
  complaintDenials,
  consequences,
  harmers,
  harmless,
  harms,
  harmsBehindTurns,
  noConsequences,
  noPraises,
  phraseAt,
  phraseBefore,
  praises,
  reasons,
  refusedServices,
  soThen,
  turnsOfSpeech,
  type Words,
  whoRefuses,
} from '@mscore/vietnam';

/** The words of a comment without its signs, each with the number of its clause. */
export interface Clauses {
  readonly words: readonly Words[];
  readonly clauses: readonly number[];
}

/** How many words of a complaint begin at a place; 0 when none does. */
export type ComplaintAt = (at: number) => number;

/** So many words before it a denial may begin, and so many behind it a consequence; more is another thought. */
export const REACH = 12;

/** Where a consequence is looked for. */
interface Search {
  readonly comment: Clauses;
  readonly complaintAt: ComplaintAt;
  /** Whether something was not given: then all that happens to whoever did not give it is a consequence. */
  readonly ofGift: boolean;
  /** Behind the clause of what is denied only what is surely one counts. */
  readonly next: boolean;
}

/**
 * Whether something follows from what is denied in the words before a place: in the same clause, and where a gift was
 * not given in the next one too (`không đưa tiền, hồ sơ bị ngâm`).
 */
export function hasConsequence(comment: Clauses, from: number, ofGift: boolean, complaintAt: ComplaintAt): boolean {
  const end = clauseEnd(comment, from - 1, from);
  const here = consequenceIn({ comment, complaintAt, ofGift, next: false }, from, end);
  if (here !== 'none' || !ofGift) return here === 'some';
  return consequenceIn({ comment, complaintAt, ofGift, next: true }, end, clauseEnd(comment, end, end)) === 'some';
}

export function clauseEnd({ clauses }: Clauses, of: number, from: number): number {
  let end = from;
  while (end < from + REACH && end < clauses.length && clauses[end] === clauses[of]) end += 1;
  return end;
}

/** `turned` where what follows is said of something else (`nhưng …`). */
function consequenceIn(search: Search, from: number, end: number): 'some' | 'none' | 'turned' {
  const { words } = search.comment;
  for (let at = from; at < end; ) {
    if (phraseAt(turnsOfSpeech, words, at) > 0) return turnedTo(search, at, end);
    if (phraseAt(additions, words, at) > 0) return addedTo(search, at + 1, end);
    const good = Math.max(praiseAt(words, at), phraseAt(noConsequences, words, at));
    const denial = denialAt(search, at, search.next && at === from);
    const passed = Math.max(good, denial.length);
    if (denial.refuses || isConsequence(search, at, at === from, passed)) return 'some';
    if (passed === 0 && search.ofGift && phraseAt(reasons, words, at) > 0) return 'none';
    at += Math.max(passed, 1);
  }
  return 'none';
}

const turnedTo = ({ comment, ofGift }: Search, from: number, end: number): 'some' | 'turned' => {
  for (let at = from; ofGift && at < end; at += 1)
    if (phraseAt(harmsBehindTurns, comment.words, at) > 0 && phraseBefore(complaintDenials, comment.words, at) === 0)
      return 'some';
  return 'turned';
};

const addedTo = (search: Search, from: number, end: number): 'some' | 'turned' =>
  search.ofGift && consequenceIn({ ...search, next: true }, from, end) === 'some' ? 'some' : 'turned';

/** Whether a consequence begins at a place: a longer one than what does no harm there (`hồ sơ chậm`, `hồ sơ`). */
function isConsequence(
  { comment: { words }, ofGift, next }: Search,
  at: number,
  first: boolean,
  good: number,
): boolean {
  const said = next ? 0 : phraseAt(consequences, words, at);
  if (said > good || !ofGift) return said > good;
  if (phraseAt(harms, words, at) > good) return true;
  const so = !next || first ? phraseAt(soThen, words, at) : 0;
  return good === 0 && (so > 0 || (!next && harmersAt(words, at)));
}

/** `Họ ngâm`; what they do not do is told by the denial behind them. */
function harmersAt(words: readonly Words[], at: number): boolean {
  const who = phraseAt(harmers, words, at);
  return who > 0 && phraseAt(complaintDenials, words, at + who) === 0;
}

/** The words at a place that praise what is denied, from a "then" or "so" on: `thì tôi thấy rất tốt`. */
function praiseAt(words: readonly Words[], from: number): number {
  if (phraseAt(soThen, words, from) === 0 && words[from]?.folded !== 'la') return 0;
  let at = from;
  for (let skip = phraseAt(beforePraise, words, at); skip > 0 && at < from + REACH; ) {
    at += skip;
    skip = phraseAt(beforePraise, words, at);
  }
  const praise = phraseAt(noPraises, words, at) > 0 ? 0 : phraseAt(praises, words, at);
  return praise === 0 ? 0 : at + praise - from;
}

interface Denied {
  /** How many words deny something that does no harm. */
  readonly length: number;
  /** Whether it is something else than a complaint: `họ không làm`. */
  readonly refuses: boolean;
}
const nothing: Denied = { length: 0, refuses: false };

/** What a denial at a place denies. Of a complaint that is denied it is looked at no further: `không đòi tiền, không …`. */
function denialAt(search: Search, from: number, first: boolean): Denied {
  const { words, clauses } = search.comment;
  const who = phraseAt(whoRefuses, words, from);
  const denial = phraseAt(complaintDenials, words, from + who);
  if (denial === 0) return nothing;
  const denied = from + who + denial;
  for (let at = denied; at < denied + REACH && clauses[at] === clauses[from]; ) {
    const good = Math.max(search.complaintAt(at), phraseAt(harmless, words, at));
    if (good > 0) return { length: at + good - from, refuses: false };
    const between = phraseAt(betweenDenialAndComplaint, words, at);
    if (between === 0) return { length: denied - from, refuses: refuses(search, denied, who > 0 && first) };
    at += between;
  }
  return { length: denied - from, refuses: false };
}

/** In the next clause whoever refuses has to be named, or what. */
function refuses({ comment: { words }, ofGift, next }: Search, at: number, named: boolean): boolean {
  if (!ofGift) return false;
  return !next || named || phraseAt(refusedServices, words, at) > 0;
}
