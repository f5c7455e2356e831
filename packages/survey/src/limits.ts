import type { Context, Decision } from './decision';
import type { Effect, ReplyEffect } from './effects';
import type { ConversationState, Round } from './state';
import { openTalk, tell } from './talk';
import { DAY } from './timing';
import { isOpen } from './windows';

/** Equal rounds in a row after which a loop is no longer answered, and how long they count, milliseconds. */
const MOST_ROUNDS = 5;
const ROUND_WINDOW = 10 * 60_000;
const HOUR = 3_600_000;

/**
 * Keeps a conversation from running away: a loop with a machine falls silent, and so does whoever has been written to
 * too often in a day. What was understood is done all the same; only replies are cut, and those of an open survey by
 * the loop alone.
 * @param lookUp whether the message asked about a dossier: that is never taken for a loop
 */
export function limited(
  context: Context,
  before: ConversationState,
  decision: Decision,
  { lookUp, now }: { readonly lookUp: boolean; readonly now: number },
): Decision {
  const said = decision.effects.filter(isReply);
  if (said.length === 0) return decision;
  const within = lookUp ? movedOn(before, decision) : withoutLoop(before, decision, said[0], now);
  return within.outcome === 'muted' ? within : withinDay(context, before, within, said.length, now);
}

const isReply = (effect: Effect): effect is ReplyEffect => effect.kind === 'reply';

/** Five rounds in which the same was understood, the same was said and nothing moved on. */
function withoutLoop(
  before: ConversationState,
  decision: Decision,
  first: ReplyEffect | undefined,
  now: number,
): Decision {
  const { state, outcome } = decision;
  const moved = before.session?.epoch !== state.session?.epoch || before.session?.response !== state.session?.response;
  if (moved) return movedOn(before, decision);
  const what = `${outcome} ${first?.text.name}`;
  const going = isOpen(before.round, now, ROUND_WINDOW) && before.round.what === what ? before.round : undefined;
  const round: Round = { what, since: going?.since ?? now, count: (going?.count ?? 0) + 1 };
  if (round.count <= MOST_ROUNDS) return { ...decision, state: { ...state, round } };
  return { ...silenced(decision), state: { ...state, round }, outcome: 'muted' };
}

/** Something else was done than before: no loop. */
function movedOn({ round: before }: ConversationState, decision: Decision): Decision {
  if (before === undefined) return decision;
  const { round: _, ...state } = decision.state;
  return { ...decision, state };
}

/** Counts what is sent. Beyond the day's measure there is one notice, then silence until the window ends. */
function withinDay(
  context: Context,
  before: ConversationState,
  decision: Decision,
  said: number,
  now: number,
): Decision {
  const { state } = decision;
  const running = before.session !== undefined || state.session !== undefined;
  const sent = isOpen(before.sent, now) ? before.sent : { since: now, count: 0 };
  if (running || sent.count < context.sendsPerDay) {
    return { ...decision, state: { ...state, sent: { ...sent, count: sent.count + said } } };
  }
  const quiet = silenced(decision);
  if (sent.told === true) return { ...quiet, outcome: 'muted' };
  const hours = String(Math.max(1, Math.ceil((sent.since + DAY - now) / HOUR)));
  const told = { ...state, sent: { ...sent, count: sent.count + 1, told: true as const } };
  const notice = tell(openTalk(context, told, now), 'muchToday', { h: hours });
  return { ...quiet, state: told, effects: [...quiet.effects, ...notice.effects], outcome: 'muted' };
}

const silenced = (decision: Decision): Decision => ({
  ...decision,
  effects: decision.effects.filter((effect) => !isReply(effect)),
});
