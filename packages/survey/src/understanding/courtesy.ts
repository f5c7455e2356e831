import {
  acknowledgements,
  humbleAcknowledgements,
  lightAcknowledgements,
  longestAt,
  mereCourtesies,
  type Phrases,
  particlesBehind,
  phraseAt,
  pronouns,
} from '@mscore/vietnam';
import { isParticipation, type WaitingNode } from '../survey';
import type { Verdict } from '../verdict';
import type { Message, Token } from './message';

/** An answer that was made of politeness only is asked about: `dạ em cảm ơn` says thank you, and perhaps yes. */
export const unlessCourtesy = (
  node: WaitingNode,
  { spelled }: Message,
  verdict: Verdict | undefined,
): Verdict | undefined =>
  verdict?.kind === 'answer' && isCourtesy(spelled, acknowledging(node))
    ? { kind: 'ambiguous', candidates: [verdict.value] }
    : verdict;

const always = [acknowledgements];
const lightly = [acknowledgements, lightAcknowledgements];

/** Whoever is asked to take part may agree with `ok, cảm ơn`; to be called back takes more. */
const acknowledging = (node: WaitingNode): readonly Phrases[] =>
  node.kind === 'consent' && !isParticipation(node) ? lightly : always;

/**
 * Whether a message acknowledges and is polite and says nothing else: with thanks or an ear lent, or, behind `dạ` alone,
 * with whoever speaks or is spoken to (`dạ em`). `Vâng em` and `ừ cháu` answer somebody younger.
 */
function isCourtesy(tokens: readonly Token[], acknowledging: readonly Phrases[]): boolean {
  let [acknowledged, polite, named] = [false, false, false];
  for (let at = 0; at < tokens.length; ) {
    const said = longestAt(acknowledging, tokens, at);
    const humble = phraseAt(humbleAcknowledgements, tokens, at);
    if (at === 0 && said + humble === 0) return false;
    const courtesy = phraseAt(mereCourtesies, tokens, at);
    // "Co" is có (yes) before it is cô.
    const person = tokens[at]?.marked === 'co' ? 0 : phraseAt(pronouns, tokens, at);
    const length = Math.max(said, humble, courtesy, person, phraseAt(particlesBehind, tokens, at));
    if (length === 0 && tokens[at]?.kind !== 'sign') return false;
    acknowledged ||= said > 0;
    polite ||= courtesy > 0;
    named ||= person > 0;
    at += Math.max(length, 1);
  }
  return polite || (named && !acknowledged);
}
