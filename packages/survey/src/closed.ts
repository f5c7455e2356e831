import { attributionOf, isOlder } from './attribution';
import { changeState } from './copies';
import { type Course, changeCourse, resume } from './course';
import type { Context, Decision, Turn } from './decision';
import { correct, isAnswer, repeats } from './early';
import { follow } from './follow';
import { policyOf } from './policy';
import { recordComment } from './records';
import { settle } from './settle';
import { askOneByOne, atSummary, followSeveral, givesSeveral, readConfirmation } from './several';
import type { ClosedSession, ConversationState, Session } from './state';
import { isWaiting, nodeOf, type WaitingNode } from './survey';
import { DAY } from './timing';
import { understand, understandIncomplete } from './understand';
import type { Verdict } from './verdict';
import { reopen, repeatQuestion } from './way';

/**
 * What a reply does to the response that ended last: it repeats or corrects its last answer, or comes late to the
 * question nobody answered. `undefined`: nothing, it belongs elsewhere. `'too-late'`: it would be an answer, and the
 * time for answers is over, or for agreeing, because something else was said since.
 */
export function decideClosed(
  context: Context,
  state: ConversationState,
  turn: Turn,
  now: number,
): Decision | 'too-late' | undefined {
  const { closed } = state;
  if (closed === undefined || turn.text === undefined) return undefined;
  const withText = { ...turn, text: turn.text };
  if (closed.reason === 'expired') return answerLate(context, state, closed, withText, now);
  return turn.incomplete === true ? undefined : correctLast(context, state, closed, withText, now);
}

type TurnWithText = Turn & { readonly text: string };

/** The last answer said once more, or otherwise, before the thanks were read. */
function correctLast(
  context: Context,
  state: ConversationState,
  { session, at, reason }: ClosedSession,
  turn: TurnWithText,
  now: number,
): Decision | undefined {
  const { previous } = session;
  const course = { ...resume(context, session, now, turn.at), ended: reason };
  const inTime = turn.at - at <= policyOf(course.survey).correctionSeconds * 1000;
  // What was said last are the thanks.
  const attribution = attributionOf({ ...session, askedAt: at }, turn, context.fastReplyMs(turn.link), now);
  if (previous === undefined || !inTime || attribution === 'current') return undefined;
  const node = nodeOf(course.survey, previous.node);
  const meant = isWaiting(node) ? understand(node, turn.text, session.language) : undefined;
  if (meant === undefined || !isWaiting(node)) return undefined;
  if (repeats(previous, meant)) return { state, effects: [], outcome: 'duplicate' };
  if (!isAnswer(meant)) return undefined;
  const corrected = correct(course, node, meant);
  const after = changeState(state, { closed: { session: corrected.session, at, reason } });
  return { state: after, effects: corrected.effects, outcome: 'corrected' };
}

/**
 * An answer to the question on which the response expired: the survey goes on from there. Once anything else was said
 * since, nobody knows what is answered: the question is put again instead, and words are kept beside it.
 */
function answerLate(
  context: Context,
  state: ConversationState,
  closed: ClosedSession,
  turn: TurnWithText,
  now: number,
): Decision | 'too-late' | undefined {
  const { session, at, elseAt } = closed;
  const ended = { ...resume(context, session, now, turn.at), ended: 'expired' as const };
  const { survey } = ended;
  const node = nodeOf(survey, session.node);
  if (!isWaiting(node)) return undefined;
  if (isOlder(turn, session)) {
    // Sent again by an operator, or begun before that question was put: it is kept, and answers nothing.
    const outcome = turn.redriven === true ? 'redriven' : 'late';
    if (!session.consented || turn.beforeConsent === true) return { state, effects: [], outcome };
    const kept = recordComment(ended, node, turn.text, [...lacking(turn), outcome]);
    return {
      state: changeState(state, { closed: { ...closed, session: kept.session } }),
      effects: kept.effects,
      outcome,
    };
  }
  const verdict = lateVerdict(node, session, turn);
  if (verdict.kind === 'keyword') return undefined;
  const answers =
    isAnswer(verdict) ||
    (session.several !== undefined && verdict.kind === 'outOfRange') ||
    (turn.incomplete !== true && givesSeveral(ended, node, turn.text)) ||
    (verdict.kind === 'comment' && node.kind === 'text');
  if (!answers && verdict.kind !== 'wrongPerson') return undefined;
  const sentInTime = turn.at < at;
  if (!sentInTime && now - at > policyOf(survey).lateAnswerDays * DAY)
    return isAnswer(verdict) ? 'too-late' : undefined;
  const meantElse = elseAt !== undefined && turn.at >= elseAt && verdict.kind !== 'wrongPerson';
  if (meantElse && !session.consented) return isAnswer(verdict) ? 'too-late' : undefined;
  const course = reopen(context, session, sentInTime ? 'sent-in-time' : 'late-answer', now, turn.at);
  const reopened = withoutLast(changeState(state, { closed: undefined }), session.response);
  if (session.several !== undefined && verdict.kind !== 'wrongPerson') {
    // Behind something else that was said even a yes confirms nothing.
    if (meantElse) return settle(reopened, askOneByOne(course), 'several');
    return settle(reopened, ...followSeveral(course, session.several, turn.text));
  }
  if (!meantElse) return settle(reopened, ...follow(course, node, verdict, turn));
  const kept = verdict.kind === 'comment' ? keepBeside(course, node, turn) : course;
  return settle(reopened, repeatQuestion(kept), 'asked-again');
}

/** What a late reply means to what was asked last: the question, or whether the summary of several answers is right. */
function lateVerdict(node: WaitingNode, { several, language }: Session, { text, incomplete }: TurnWithText): Verdict {
  if (incomplete === true) return understandIncomplete(text);
  const verdict = understand(node, text, language);
  if (several === undefined) return verdict;
  const meant = atSummary(verdict, text);
  return meant.kind === 'wrongPerson' ? meant : readConfirmation(text);
}

/** The words may well be meant for the question, but not surely: they are no answer to it. */
function keepBeside(course: Course, node: WaitingNode, turn: TurnWithText): Course {
  const unmarked = changeCourse(course, { marks: [] });
  const kept = recordComment(unmarked, node, turn.text, [...lacking(turn), 'late']);
  return changeCourse(kept, { marks: course.marks });
}

const lacking = ({ incomplete }: Turn): readonly 'incomplete'[] => (incomplete === true ? ['incomplete'] : []);

/** A response that is open again is none of the past. */
function withoutLast(state: ConversationState, response: string): ConversationState {
  return changeState(state, { past: (state.past ?? []).filter((each) => each !== response) });
}
