import {
  asksAbout,
  holdsAnyPhrase,
  type Judgement,
  judgementAt,
  leadingAffixes,
  type Phrases,
  phraseAt,
  phraseBefore,
  phrasesOf,
  pointsAsThings,
  scoreUnits,
  trailingAffixes,
  withoutMarks,
} from '@mscore/vietnam';
import { perObject } from '../remembered';
import type { ScaleNode, WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import { atNode } from './at-node';
import { joined, type Message, type Token } from './message';

const signs: ReadonlySet<string> = new Set([',', ':', '-', '=', '.', '(', ')', ';', '!']);
const joiners = phrasesOf(['và', 'vì', 'vì rất', 'bởi vì', 'nên', 'cho']);
/** More tokens than a score has with what it means. */
const MOST_TOKENS = 30;

/**
 * A score with what it means in words (`rất hài lòng, 10 điểm`, `10/10 tuyệt vời`); asked about where they disagree, or
 * where the words are of another thing than the question.
 */
export function judgedScore(node: WaitingNode, message: Message): Verdict | undefined {
  if (node.kind !== 'scale' || node.max !== 10 || message.spelled.length > MOST_TOKENS) return undefined;
  const { judgements, rest, unsure } = apart(message.spelled);
  if (judgements.length === 0 || rest.length === 0) return undefined;
  const score = atNode(node, { ...message, words: joined(rest), spelled: rest });
  if (score?.kind !== 'answer') return undefined;
  const { value } = score;
  const agreed = judgements.every((each) => goesWith(node, value, each));
  return agreed && !unsure
    ? { kind: 'answer', value, rule: 'agreeing', flags: [] }
    : { kind: 'ambiguous', candidates: [value] };
}

const goesWith = (node: ScaleNode, score: number, { from, to, of }: Judgement): boolean =>
  score >= from && score <= to && (of === undefined || holdsAnyPhrase(questionOf(node), asksAbout[of]));

/** What a scale asks, without marks. */
const questionOf = perObject(({ text }: ScaleNode) => withoutMarks(text.vi ?? text['vi-ascii'] ?? '').toLowerCase());

interface Apart {
  readonly judgements: readonly Judgement[];
  /** What is left, if it stands together. */
  readonly rest: readonly Token[];
  /** Whether the words may say something else of the number beside them (`kém 2 điểm`), or it of them. */
  readonly unsure: boolean;
}
const nothing: Apart = { judgements: [], rest: [], unsure: false };

/** The judgements before and behind what else is said. */
function apart(tokens: readonly Token[]): Apart {
  const polite = phraseAt(leadingAffixes, tokens, 0);
  const end = withoutTail(tokens, trailingAffixes);
  const before = judgementsFrom(tokens, skipped(tokens, polite, end), end);
  let start = before.at;
  while (start < end && judgementAt(tokens, start) === undefined) start += 1;
  const behind = judgementsFrom(tokens, start, end);
  if (behind.at < end) return nothing;
  const between = tokens.slice(before.at, start);
  const rest = between.slice(0, withoutTail(between, joiners));
  const [only] = rest;
  const bare = before.at + rest.length === start && before.last === before.at;
  // A number in words that nothing sets apart may be another word: "hai long nam", "te hai" (tệ hại).
  const otherwise = rest.length === 1 && only?.kind === 'word' && bare && only.marked === only.folded;
  if (otherwise && only.folded === 'hai') return nothing;
  const unsureBefore = before.judgements.at(-1)?.unsureBefore === true && before.last === before.at;
  const unsure =
    otherwise || unsureBefore || (rest.length === between.length && countsBehind(rest, behind.judgements[0]));
  return { judgements: [...before.judgements, ...behind.judgements], rest, unsure };
}

/** Whether a number may count what is said directly behind it: `1 cán bộ rất tệ`, `2 điểm chưa tốt`. */
function countsBehind(rest: readonly Token[], judgement: Judgement | undefined): boolean {
  if (judgement === undefined) return false;
  if (phraseBefore(pointsAsThings, rest, rest.length) > 0) return judgement.to < HALF_OF_TEN + 1;
  const hasUnit = phraseBefore(scoreUnits, rest, rest.length) > 0;
  return judgement.unsureBehind === true && !hasUnit && wholeNumber.test(rest.at(-1)?.folded ?? '');
}
const HALF_OF_TEN = 5;
const wholeNumber = /^(?:\d+|\p{L}+)$/u;

interface Judgements {
  readonly judgements: readonly Judgement[];
  /** Where the last of them ends, and where what follows the signs and small words behind it begins. */
  readonly last: number;
  readonly at: number;
}

function judgementsFrom(tokens: readonly Token[], from: number, end: number): Judgements {
  const judgements: Judgement[] = [];
  let [last, at] = [from, from];
  for (let next = judgementAt(tokens, at); next !== undefined && at < end; next = judgementAt(tokens, at)) {
    judgements.push(next);
    last = at + next.length;
    at = skipped(tokens, last, end);
  }
  return { judgements, last, at };
}

/** Behind the signs and small words at a place. */
function skipped(tokens: readonly Token[], from: number, end: number): number {
  let at = from;
  for (let length = edgeAt(tokens, at); length > 0 && at < end; length = edgeAt(tokens, at)) at += length;
  return at;
}
const edgeAt = (tokens: readonly Token[], at: number): number =>
  signs.has(tokens[at]?.folded ?? '') ? 1 : phraseAt(joiners, tokens, at);

/** Where tokens end without the signs and some words at their end. */
function withoutTail(tokens: readonly Token[], words: Phrases): number {
  let end = tokens.length;
  for (let length = 1; length > 0; end -= length) {
    length = signs.has(tokens[end - 1]?.folded ?? '') ? 1 : phraseBefore(words, tokens, end);
  }
  return end;
}
