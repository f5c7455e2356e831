import { changeState } from './copies';
import { policyOf } from './policy';
import type { ConversationState, Window } from './state';
import type { Survey } from './survey';
import { DAY } from './timing';

/** One more in a window of 24 hours that begins with its first. */
export const counted = (window: Window | undefined, now: number): Window =>
  isOpen(window, now) ? { ...window, count: window.count + 1 } : { since: now, count: 1 };

/** Whether a window still counts. */
export const isOpen = (window: Window | undefined, now: number, length = DAY): window is Window =>
  window !== undefined && now - window.since < length;

/** Whether one more message may be started with this person. */
export const mayStart = (survey: Survey, { started }: ConversationState, now: number): boolean =>
  !isOpen(started, now) || started.count < policyOf(survey).startedPerDay;

/** When the window of what we started ends, milliseconds since the epoch. */
export const startsAgainAt = ({ started }: ConversationState): number =>
  started === undefined ? 0 : started.since + DAY;

/** Counts a message that we started. */
export const noteStarted = (state: ConversationState, now: number): ConversationState =>
  changeState(state, { started: counted(state.started, now) });
