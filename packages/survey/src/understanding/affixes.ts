import {
  afterNumbers,
  beforeNumbers,
  choices,
  countingLeads,
  isPhrase,
  leadingAffixes,
  leadingAffixesEnglish,
  leadingScoreUnits,
  longestAt,
  longestBefore,
  negations,
  ordinalLeads,
  phraseAt,
  phraseBefore,
  pronouns,
  trailingAffixes,
  trailingAffixesEnglish,
  vocatives,
} from '@mscore/vietnam';
import type { WaitingNode } from '../survey';
import type { Message, Token } from './message';
import { numberIn, unitsOf } from './numbers';
import { entryBefore, lookUp, type Vocabulary } from './vocabulary';

/** What is left of a message once polite words are taken off. */
export interface Slice {
  readonly tokens: readonly Token[];
  /** Nothing was taken off. */
  readonly whole: boolean;
  /** What it has to be for what was taken off: a number (`chấm 8`), one with the node's unit (`đi 3 lần`), or anything. */
  readonly needs: Need;
}

interface Place {
  readonly node: WaitingNode;
  readonly vocabulary: Vocabulary;
  readonly message: Message;
  readonly tokens: readonly Token[];
}

type Need = 'nothing' | 'number' | 'unit';

interface Cut {
  readonly at: number;
  readonly needs: Need;
}

/** Signs that may stand between a polite word and what follows it. */
const separators: ReadonlySet<string> = new Set([',', '.', ':', ';', '!', '-', '=']);

/**
 * Every way to take polite words off both ends that leaves as little as an answer has, the longest rest first and the
 * message itself before all. A word that is a label, a synonym or a number of this node is never taken off, and
 * something always remains.
 */
export function slicesOf(
  node: WaitingNode,
  vocabulary: Vocabulary,
  message: Message,
  tokens: readonly Token[],
): readonly Slice[] {
  const place = { node, vocabulary, message, tokens };
  const starts = startsOf(place);
  const ends = endsOf(place);
  const most = mostTokens(place);
  const slices: Slice[] = [];
  for (const { at, needs } of starts) {
    for (const end of ends) {
      const whole = at === 0 && end === tokens.length;
      if (end > at && end - at <= most) slices.push({ tokens: whole ? tokens : tokens.slice(at, end), whole, needs });
    }
  }
  return slices.length === 1 ? slices : slices.sort((left, right) => right.tokens.length - left.tokens.length);
}

/** Tokens of the longest number without its unit: `hai mươi lăm rưỡi`, `9 out of 10`. */
const NUMBER = 4;

/** So many tokens an answer may have. Politeness heaped up would leave slices beyond counting that can be none. */
function mostTokens({ node, vocabulary, message }: Place): number {
  // Every token of an entry is a character at least, and a space stands before the next.
  const entry = Math.ceil((vocabulary.longest + 1) / 2);
  const unit = Math.max(0, ...unitsOf(node, message.language).map(({ longest }) => longest));
  return Math.max(negations.longest + entry, NUMBER + unit);
}

function startsOf(place: Place): readonly Cut[] {
  const { tokens } = place;
  const cuts: Cut[] = [{ at: 0, needs: 'nothing' }];
  for (let last: Cut | undefined = cuts[0]; last !== undefined; ) {
    last = nextStart(place, last);
    if (last !== undefined && last.at < tokens.length) cuts.push(last);
    else last = undefined;
  }
  return cuts;
}

function nextStart(place: Place, { at, needs }: Cut): Cut | undefined {
  const { node, message, tokens } = place;
  const speaker = pronounAt(place, at);
  // "em chọn hài lòng": the verb behind the pronoun says what has to follow.
  const plain = Math.max(
    longestAt(message.language === 'en' ? plainLeadsEnglish : plainLeads, tokens, at),
    speaker > 0 && choosesAt(tokens, at) ? speaker : 0,
  );
  const numeric = Math.max(longestAt(node.kind === 'scale' ? scoreLeads : numberLeads, tokens, at), speaker);
  const counting = node.kind === 'number' ? phraseAt(countingLeads, tokens, at) : 0;
  const length = Math.max(plain, numeric, counting);
  if (length === 0 || isOwnWord(place, at, at + length)) return undefined;
  const next = afterSigns(tokens, at + length);
  if (isOrdinal(place, at, next)) return { at: next, needs: 'unit' };
  if (plain === length || needs === 'unit') return { at: next, needs };
  // "toi chon 3" is tôi chọn; "toi 3" may be tới 3 (up to three), so the unit has to be there.
  return { at: next, needs: counting === length ? 'unit' : 'number' };
}

const plainLeads = [leadingAffixes];
const plainLeadsEnglish = [leadingAffixes, leadingAffixesEnglish];
const numberLeads = [beforeNumbers];
const scoreLeads = [beforeNumbers, leadingScoreUnits];

/** `số một` and `number one` may praise; on a scale it is a score with its unit only. */
function isOrdinal({ node, tokens, message }: Place, from: number, next: number): boolean {
  if (node.kind !== 'scale' || !isPhrase(ordinalLeads, tokens, from, next)) return false;
  return numberIn(node, tokens.slice(next, next + 1), message)?.value === 1;
}

function choosesAt(tokens: readonly Token[], at: number): boolean {
  const length = phraseAt(pronouns, tokens, at);
  return length > 0 && phraseAt(choices, tokens, at + length) > 0;
}

/** `em chọn 8`, `tôi 8`, `tôi đi 3 lần`: elsewhere a pronoun is part of what is said. */
function pronounAt({ node, tokens }: Place, at: number): number {
  const length = phraseAt(pronouns, tokens, at);
  if (length === 0) return 0;
  // "toi 2 gio" may be tới 2 giờ, the time of day.
  const until = node.kind === 'choice' && tokens[at]?.marked === 'toi' && tokens[at + length + 1]?.kind === 'word';
  const chooses = choosesAt(tokens, at) || (tokens[at + length]?.kind === 'number' && !until);
  const counts = node.kind === 'number' && phraseAt(countingLeads, tokens, at + length) > 0;
  return chooses || counts ? length : 0;
}

function endsOf(place: Place): readonly number[] {
  const ends: number[] = [place.tokens.length];
  for (let end: number | undefined = place.tokens.length; end !== undefined; ) {
    end = nextEnd(place, end);
    if (end !== undefined && end > 0) ends.push(end);
    else end = undefined;
  }
  return ends;
}

function nextEnd(place: Place, end: number): number | undefined {
  const { tokens, message } = place;
  const length = longestBefore(message.language === 'en' ? tailsEnglish : tails, tokens, end);
  const after = phraseBefore(afterNumbers, tokens, end);
  const taken = Math.max(length, after > 0 && countsBefore(place, end - after) ? after : 0, addressedAt(place, end));
  if (taken === 0 || taken >= end || isOwnWord(place, end - taken, end)) return undefined;
  if (taken === 1 && hears(tokens, end)) return undefined;
  return beforeSigns(tokens, end - taken);
}

/** `Nghe` is nhé in central Vietnam; `có nghe` and `chưa nghe` speak of hearing. */
const hears = (tokens: readonly Token[], end: number): boolean =>
  tokens[end - 1]?.folded === 'nghe' && hearers.has(tokens[end - 2]?.folded ?? '');
const hearers: ReadonlySet<string> = new Set(['co', 'khong', 'chua', 'chang', 'da', 'duoc']);

const tails = [trailingAffixes];
const tailsEnglish = [trailingAffixes, trailingAffixesEnglish];

/** Whom a yes or a no is said to. "Có" is left as it is: `có em` may say that there is somebody. */
function addressedAt({ node, vocabulary, tokens }: Place, end: number): number {
  const length = node.kind === 'consent' || vocabulary.yesNo !== undefined ? phraseBefore(vocatives, tokens, end) : 0;
  const rest = end - length;
  if (length === 0 || rest === 0 || tokens[rest - 1]?.folded === 'co') return 0;
  const said = entryBefore(vocabulary, tokens, rest);
  if (said === 0 || tokens[rest - 1]?.kind !== 'word') return 0;
  // "Chi" is gì in central Vietnam (`có đưa chi`) as well as chị: behind what is denied they come to the same.
  return tokens[end - 1]?.marked !== 'chi' || phraseAt(negations, tokens, rest - said) > 0 ? length : 0;
}

/** Whether what ends at a place is a number or a unit. */
function countsBefore({ node, message, tokens }: Place, end: number): boolean {
  if (tokens[end - 1]?.kind === 'number') return true;
  if (unitsOf(node, message.language).some((units) => phraseBefore(units, tokens, end) > 0)) return true;
  return end > 0 && numberIn(node, tokens.slice(end - 1, end), message) !== undefined;
}

/** Labels, synonyms and the numbers of a node are what it asks for. */
function isOwnWord({ node, vocabulary, message, tokens }: Place, from: number, to: number): boolean {
  const slice = tokens.slice(from, to);
  const own = lookUp(vocabulary, slice);
  // Dạ alone is a yes; before other words it is politeness.
  const polite = node.kind === 'choice' && own?.kind === 'answer' && own.rule === 'synonym';
  if (own !== undefined && !(polite && isPhrase(leadingAffixes, slice))) return true;
  const number = node.kind === 'text' ? undefined : numberIn(node, slice, message);
  return number !== undefined && isAnswerHere(node, vocabulary, slice, number.value);
}

function isAnswerHere(node: WaitingNode, vocabulary: Vocabulary, slice: readonly Token[], value: number): boolean {
  if (node.kind === 'scale' || node.kind === 'number') return value >= node.min && value <= node.max;
  const [first] = slice;
  const digit = String(value);
  return first !== undefined && lookUp(vocabulary, [{ ...first, marked: digit, folded: digit }]) !== undefined;
}

function afterSigns(tokens: readonly Token[], at: number): number {
  let next = at;
  while (separators.has(tokens[next]?.folded ?? '')) next += 1;
  return next;
}

function beforeSigns(tokens: readonly Token[], end: number): number {
  let last = end;
  while (last > 0 && separators.has(tokens[last - 1]?.folded ?? '')) last -= 1;
  return last;
}
