import { changeState } from './copies';
import type { Decision } from './decision';
import type { ConversationState } from './state';

/** No case that a bare 1 or 2 would judge. */
export const notJudging = { judging: undefined, judgingSince: undefined } as const;

/**
 * Once anything else was said, the case that a bare 1 or 2 would judge is out of sight, and so is the question on which
 * a response expired: nobody can tell what the next digit is meant for.
 */
export function saidElse(before: ConversationState, decision: Decision, now: number): Decision {
  if (!decision.effects.some(({ kind }) => kind === 'reply')) return decision;
  const { judging, closed } = decision.state;
  const judged = judging !== undefined && judging === before.judging;
  const behind = closed?.reason === 'expired' && closed.elseAt === undefined && closed.at === before.closed?.at;
  if (!judged && !behind) return decision;
  const changes = {
    ...(judged ? notJudging : {}),
    ...(behind ? { closed: { ...closed, elseAt: now } } : {}),
  };
  return { ...decision, state: changeState(decision.state, changes) };
}

/** After a step of a case was told: one that was answered may be judged so, unless a question waits for its own digit. */
export function toldOfCase(
  before: ConversationState,
  told: Decision,
  { case: of, state }: { readonly case: string; readonly state: string },
  now: number,
): Decision {
  const decision = saidElse(before, told, now);
  const judges = state === 'answered' && decision.state.session === undefined;
  const judging = judges ? { judging: of, judgingSince: now } : notJudging;
  return { ...decision, state: changeState(decision.state, judging) };
}
