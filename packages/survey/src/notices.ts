import type { CaseUpdated } from '@mscore/contracts';
import { changeState } from './copies';
import { type ConversationState, MOST_NOTICES, type Notice } from './state';

/** Milliseconds between two steps that waited: nobody reads of every case in one minute. */
const APART = 10 * 60_000;

/**
 * A step of a case waits until `at` (milliseconds since the epoch), or until those before it were told. It takes the
 * place of what waits of the same case: the newest step says where a case stands. Of more than may wait the oldest makes
 * way; one that was answered last of all, for it asks whether the case is solved.
 */
export function postponeNotice(state: ConversationState, update: Notice['update'], at: number): ConversationState {
  const { notices = [] } = state;
  if (notices.some((notice) => isOf(update.case, notice))) {
    return changeState(state, {
      notices: notices.map((notice) => (isOf(update.case, notice) ? { ...notice, update } : notice)),
    });
  }
  // Each at a time of its own: a timer is known by its time, and none comes twice.
  const dueAt = Math.max(at, (notices.at(-1)?.dueAt ?? 0) + APART);
  return changeState(state, { notices: bounded([...notices, { update, dueAt }]) });
}

/** Nothing of a case waits any more. */
export function withoutNotices(state: ConversationState, of: CaseUpdated['case']): ConversationState {
  const { notices = [] } = state;
  const left = notices.filter((notice) => !isOf(of, notice));
  if (left.length === notices.length) return state;
  return changeState(state, { notices: left.length === 0 ? undefined : left });
}

const isOf = (of: CaseUpdated['case'], { update }: Notice): boolean => update.case === of;

function bounded(notices: readonly Notice[]): readonly Notice[] {
  if (notices.length <= MOST_NOTICES) return notices;
  const dropped = notices.find(({ update }) => update.state !== 'answered') ?? notices[0];
  return notices.filter((notice) => notice !== dropped);
}
