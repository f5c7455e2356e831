import { goesWith, leadingAffixes, phraseAt, phraseBefore, scoreJudgements, trailingAffixes } from '@mscore/vietnam';
import type { WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import type { Message, Token } from './message';
import { numberIn } from './numbers';

const signs: ReadonlySet<string> = new Set([',', ':', '-', '=', '.', '(', ';', '!']);

/** A score with what it means in words (`rất hài lòng, 10 điểm`, `8, tôi hài lòng`); asked about where they disagree. */
export function judgedScore(node: WaitingNode, message: Message): Verdict | undefined {
  if (node.kind !== 'scale' || node.max !== 10) return undefined;
  const { spelled } = message;
  const start = phraseAt(leadingAffixes, spelled, 0);
  const end = spelled.length - phraseBefore(trailingAffixes, spelled, spelled.length, start);
  const before = phraseAt(scoreJudgements, spelled, start);
  const behind = before > 0 ? 0 : phraseBefore(scoreJudgements, spelled, end, start);
  if (before + behind === 0) return undefined;
  const score = numberIn(node, withoutSigns(spelled.slice(start + before, end - behind)), message);
  if (score?.sure !== true || score.value < node.min || score.value > node.max) return undefined;
  const { value } = score;
  const judgement = before > 0 ? spelled.slice(start, start + before) : spelled.slice(end - behind, end);
  return goesWith(value, judgement)
    ? { kind: 'answer', value, rule: 'agreeing', flags: [] }
    : { kind: 'ambiguous', candidates: [value] };
}

function withoutSigns(tokens: readonly Token[]): readonly Token[] {
  let [start, end] = [0, tokens.length];
  while (signs.has(tokens[start]?.folded ?? '')) start += 1;
  while (end > start && signs.has(tokens[end - 1]?.folded ?? '')) end -= 1;
  return tokens.slice(start, end);
}
