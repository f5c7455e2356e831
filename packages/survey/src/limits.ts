import { wordsOf } from '@mscore/vietnam';
import { changeState } from './copies';
import type { Context, Decision } from './decision';
import type { Effect, ReplyEffect } from './effects';
import type { KeywordCall } from './keywords';
import type { ConversationState, Round } from './state';
import { openTalk, settleTalk, type Talk, tell } from './talk';
import { DAY, HOUR } from './timing';
import { isOpen } from './windows';

/** Equal rounds in a row after which a loop is no longer answered, and how long they count, milliseconds. */
const MOST_ROUNDS = 5;
const ROUND_WINDOW = 10 * 60_000;

/**
 * Keeps a conversation from running away: a loop with a machine falls silent, and so does whoever has been written to
 * too often in a day, each after one notice. Within the day's measure only replies are cut, and none of an open survey;
 * in a loop nothing more is asked of other services either. Opting out is confirmed whatever was said before.
 * @param call the keyword that the message is; a look-up is never taken for a loop
 */
export function limited(
  context: Context,
  before: ConversationState,
  decision: Decision,
  { call, now }: { readonly call?: KeywordCall | undefined; readonly now: number },
): Decision {
  const said = decision.effects.filter(isReply);
  const [first] = decision.effects.filter((effect) => isReply(effect) || effect.kind === 'request');
  if (first === undefined) return decision;
  if (call?.name === 'HUY') return withSent(movedOn(before, decision), said.length, now);
  const within =
    call?.name === 'HS'
      ? movedOn(before, decision)
      : withoutLoop(context, before, decision, { what: roundOf(decision, call, first), now });
  const left = within.effects.filter(isReply).length;
  return left === 0 ? within : withinDay(context, before, within, left, now);
}

const isReply = (effect: Effect): effect is ReplyEffect => effect.kind === 'reply';

/** What was understood, and what first came of it. */
function roundOf({ outcome }: Decision, call: KeywordCall | undefined, first: Effect): string {
  const understood = call === undefined ? outcome : `${call.name} ${sumOf(call.argument)}`;
  return `${understood} ${first.kind === 'reply' ? first.text.name : first.kind}`;
}

/** Sums there are, a prime. */
const SUMS = 1009;

/**
 * Tells an argument from others and says next to nothing of its words, which must not rest in the state: a thousandth of
 * all there are have the same sum, and a loop is one of six in a row. Case, accents and spaces make no difference.
 */
function sumOf(argument = ''): number {
  let sum = 0;
  for (const character of wordsOf(argument).folded) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % SUMS;
  return sum;
}

/** Five rounds in which the same was understood, the same came of it and nothing moved on. The sixth is told of it. */
function withoutLoop(
  context: Context,
  before: ConversationState,
  decision: Decision,
  { what, now }: { readonly what: string; readonly now: number },
): Decision {
  const { state } = decision;
  const moved = before.session?.epoch !== state.session?.epoch || before.session?.response !== state.session?.response;
  if (moved) return movedOn(before, decision);
  const going = isOpen(before.round, now, ROUND_WINDOW) && before.round.what === what ? before.round : undefined;
  const round: Round = { what, since: going?.since ?? now, count: (going?.count ?? 0) + 1 };
  const counting = changeState(state, { round });
  if (round.count <= MOST_ROUNDS) return { ...decision, state: counting };
  const kept = decision.effects.filter((effect) => !isReply(effect) && effect.kind !== 'request');
  // Once: a machine on the other end answers this too.
  const told = round.count === MOST_ROUNDS + 1 ? noticeOf(openTalk(context, counting, now)) : [];
  return { effects: [...kept, ...told], state: counting, outcome: 'muted' };
}

const noticeOf = (talk: Talk): readonly Effect[] => settleTalk(tell(talk, 'muted'), 'muted').effects;

/** Something else was done than before: no loop. */
function movedOn({ round: before }: ConversationState, decision: Decision): Decision {
  return before === undefined ? decision : { ...decision, state: changeState(decision.state, { round: undefined }) };
}

/** Counts what is sent. Beyond the day's measure there is one notice, then silence until the window ends. */
export function withinDay(
  context: Context,
  before: ConversationState,
  decision: Decision,
  said: number,
  now: number,
): Decision {
  const { state } = decision;
  const running = before.session !== undefined || state.session !== undefined;
  const sent = windowOf(before, now);
  if (running || sent.count < context.sendsPerDay) return withSent(decision, said, now);
  const effects = decision.effects.filter((effect) => !isReply(effect));
  if (sent.told === true) return { ...decision, effects, outcome: 'muted' };
  const hours = String(Math.max(1, Math.ceil((sent.since + DAY - now) / HOUR)));
  const told = changeState(state, { sent: { ...sent, count: sent.count + 1, told: true as const } });
  const notice = tell(openTalk(context, told, now), 'muchToday', { h: hours });
  return { state: told, effects: [...effects, ...notice.effects], outcome: 'muted' };
}

/** Counts what was sent, whatever it was. */
function withSent(decision: Decision, said: number, now: number): Decision {
  const sent = windowOf(decision.state, now);
  return { ...decision, state: changeState(decision.state, { sent: { ...sent, count: sent.count + said } }) };
}

const windowOf = ({ sent }: ConversationState, now: number): NonNullable<ConversationState['sent']> =>
  isOpen(sent, now) ? sent : { since: now, count: 0 };
