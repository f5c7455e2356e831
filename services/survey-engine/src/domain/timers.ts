import type { TimerName } from '@mscore/contracts';
import { type ConversationState, dueOf } from '@mscore/survey';
import type { LongTexts } from './held-texts';
import { dueAtOf } from './long-texts';

/** A timer that runs. */
export interface Timer {
  readonly timer: TimerName;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
}

/** The next timer of a conversation; of several at one time that of a long text, which began before. */
export function nextTimer({
  longTexts,
  state,
}: {
  readonly longTexts?: LongTexts | undefined;
  readonly state: ConversationState;
}): Timer | undefined {
  const dueAt = longTexts === undefined ? undefined : dueAtOf(longTexts);
  const ofState = dueOf(state);
  if (dueAt === undefined) return ofState;
  return ofState !== undefined && ofState.dueAt < dueAt ? ofState : { timer: 'parts', dueAt };
}
