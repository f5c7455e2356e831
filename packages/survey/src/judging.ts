import { changeState } from './copies';
import type { Decision } from './decision';
import type { ConversationState } from './state';

/** A case that a bare 1 or 2 would judge is out of sight once anything else was said. */
export function saidElse(before: ConversationState, decision: Decision): Decision {
  if (before.judging === undefined || decision.state.judging !== before.judging) return decision;
  if (!decision.effects.some(({ kind }) => kind === 'reply')) return decision;
  return { ...decision, state: changeState(decision.state, { judging: undefined }) };
}

/** After a step of a case was told: one that was answered may be judged so, unless a question waits for its own digit. */
export function toldOfCase(decision: Decision, of: string, answered: boolean): Decision {
  const judges = answered && decision.state.session === undefined;
  return { ...decision, state: changeState(decision.state, { judging: judges ? of : undefined }) };
}
