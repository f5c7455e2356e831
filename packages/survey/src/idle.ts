import { type Affair, wordsOf } from '@mscore/vietnam';
import { decideCall } from './calls';
import { decideClosed } from './closed';
import { changeState } from './copies';
import { type Context, callIn, type Decision, hasBeginning, lexiconOf, surveyOf, type Turn } from './decision';
import { aboutUs } from './follow';
import { GAP } from './join-texts';
import { notJudging } from './judging';
import { callWithArgument } from './keywords';
import type { ConversationState } from './state';
import { isParticipation, nodeOf, type SystemText, type WaitingNode } from './survey';
import { askService, openTalk, settleTalk, tell } from './talk';
import { DAY } from './timing';
import { understand } from './understand';
import { usageOf } from './usage';

/** What follows from a message while no survey is open. */
export function decideIdle(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  const call = callIn(context, state, turn) ?? brokenComplaint(context, turn);
  if (call !== undefined && call.name !== 'THOI') return decideCall(context, state, turn, call, now);
  const judged = judgeCase(context, state, turn, now);
  if (judged !== undefined) return judged;
  const closed = decideClosed(context, state, turn, now);
  if (closed === 'too-late') return tellUsage(context, state, 'expired', now);
  return closed ?? decideStray(context, state, turn, now);
}

/** A complaint of which a part never came is a complaint: what is there of it is heard. */
function brokenComplaint(context: Context, turn: Turn) {
  if (turn.incomplete !== true || turn.text === undefined || !hasBeginning(turn)) return undefined;
  // Words that are missing are words, and how many nobody knows.
  const filled = turn.text.replaceAll(GAP, ' chu chu chu ');
  const call = callWithArgument(filled, lexiconOf(context, turn.shortCode));
  return call?.name === 'PA' ? call : undefined;
}

/** A bare 1 or 2 right after we said that a case was answered. */
function judgeCase(context: Context, state: ConversationState, turn: Turn, now: number): Decision | undefined {
  const { judging, judgingSince } = state;
  if (judging === undefined || turn.text === undefined) return undefined;
  const verdict = { 1: 'solved' as const, 2: 'unsolved' as const }[wordsOf(turn.text).folded];
  if (verdict === undefined) return undefined;
  // Written before we spoke of this case, it judges another: nobody can tell which.
  if (!isWrittenSince(context, turn, judgingSince, now))
    return settleTalk(tell(openTalk(context, state, now), 'caseHowTo'), 'keyword');
  const data = { case: judging, verdict };
  const asked = askService(openTalk(context, changeState(state, notJudging), now), 'case', {
    kind: 'request',
    type: 'case.asked',
    data,
  });
  return settleTalk(asked, 'keyword');
}

/**
 * Whether its writer had been sent what was said at a time, and had the time to read it; what a clock noted that was set
 * back since says nothing.
 */
function isWrittenSince({ fastReplyMs }: Context, turn: Turn, since: number | undefined, now: number): boolean {
  const { at, link, seen, underway } = turn;
  if (since === undefined || since > now) return true;
  const read = (from: number): boolean => at - from >= fastReplyMs(link);
  if (seen === undefined && underway === undefined) return read(since);
  // What the network has not taken yet is hardly there, and what it took before since then is no word of it.
  return seen !== undefined && seen.at >= since && (seen.delivered || read(seen.at));
}

/** A text that belongs to nothing. */
function decideStray(context: Context, state: ConversationState, turn: Turn, now: number): Decision {
  const { text = '' } = turn;
  const { kind } = understand(nothingAbout(context, state), text, 'vi-ascii', lexiconOf(context, turn.shortCode));
  const dossier = state.closed?.session.dossier;
  if (kind === 'wrongPerson' && dossier !== undefined) return disown(context, state, dossier, now);
  return tellUsage(context, state, kind === 'question' ? aboutUs(state.closed?.session) : usageOf(context, turn), now);
}

/** What is understood without being asked: a question nobody put, to which nothing is an answer. */
const nothing = {
  id: 'nothing',
  kind: 'consent',
  text: {},
  accept: [],
  refuse: [],
  next: { agreed: '', refused: '', tooManyTries: '', silence: '' },
} as const satisfies WaitingNode;
const nothingAfterConsent: WaitingNode = { ...nothing, variable: 'nothing' };
const nothingByAffair: Readonly<Record<Affair, WaitingNode>> = {
  dossier: { ...nothing, about: 'dossier' },
  visit: { ...nothing, about: 'visit' },
};

/** Somebody who never agreed may still say that what they were asked about is not theirs. */
function nothingAbout(context: Context, { closed }: ConversationState): WaitingNode {
  if (closed === undefined) return nothing;
  const { survey, node, consented } = closed.session;
  if (consented) return nothingAfterConsent;
  const asked = nodeOf(surveyOf(context, survey), node);
  const about = isParticipation(asked) ? asked.about : undefined;
  return about === undefined ? nothing : nothingByAffair[about];
}

/** Whoever was asked about somebody else's papers and says so later. */
function disown(context: Context, state: ConversationState, dossier: string, now: number): Decision {
  const others = changeState(state, { closed: undefined });
  const told = tell(openTalk(context, others, now), 'wrongPerson');
  const effects = [...told.effects, { kind: 'request' as const, type: 'dossier.disowned' as const, data: { dossier } }];
  return { state: others, effects, outcome: 'wrong-person' };
}

/** A few times a day, whatever is said; then one notice a day, and silence: a machine on the other end answers that too. */
function tellUsage(context: Context, state: ConversationState, name: SystemText, now: number): Decision {
  const told = (state.usageTold ?? []).filter((at) => now - at < DAY);
  if (told.length >= context.usagePerDay) return tellUsedUp(context, state, now);
  const values = name === 'aboutUs' ? state.closed?.session.values : undefined;
  const talk = openTalk(context, changeState(state, { usageTold: [...told, now] }), now);
  return settleTalk(tell(talk, name, values), 'usage');
}

function tellUsedUp(context: Context, state: ConversationState, now: number): Decision {
  const { usageMuted } = state;
  if (usageMuted !== undefined && now - usageMuted < DAY) return { state, effects: [], outcome: 'silent' };
  const talk = openTalk(context, changeState(state, { usageMuted: now }), now);
  return settleTalk(tell(talk, 'muted'), 'muted');
}
