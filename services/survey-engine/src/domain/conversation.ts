import { decideAnswer, decideInvitation, decideSent, decideTimer, type Outcome } from '@mscore/survey';
import {
  type Course,
  changeCourse,
  decideTurn,
  type EffectsOfCause,
  type StepDeps,
  takeUnasked,
  unaskedBy,
} from './course';
import { decideText, lastSession } from './decide-text';
import { type ConversationDocument, courseOf, documentOf } from './document';
import { noteHandled, wasHandled } from './handled';
import type { Heard, HeardAnswer, HeardInvitation, HeardMessage, HeardOutcome, HeardTimer } from './heard';
import type { Joining, Taken } from './held-texts';
import { dueAtOf, takeDue, takePart } from './long-texts';

/** What became of one event. `part`: it waits for the rest of its text. `stranger`: it is for somebody nobody ever heard of. */
export type EventOutcome = Outcome | 'handled-before' | 'part' | 'stranger';

/** What a batch makes of one conversation. */
export interface Step {
  /** Absent when no event told anything new: then nothing is to be saved. */
  readonly document?: ConversationDocument;
  /** To be published once the document is safe: what the batch's events caused, now or on an earlier attempt. */
  readonly due: readonly EffectsOfCause[];
  /** One per event, in order. */
  readonly outcomes: readonly EventOutcome[];
  /** One per long text that was taken. */
  readonly taken: readonly Taken['how'][];
}

/** What one event makes of a conversation, not yet noted; the very same course when it tells nothing new. */
type Told = readonly [course: Course, outcome: EventOutcome];

/**
 * Decides the new events of a batch, in order. Effects whose cause is not in the batch are out (a later batch comes
 * only after the earlier one returned) and are dropped, but only together with something new: a batch that only
 * repeats may be a part of the one that crashed, and must leave the effects of the other part alone.
 */
export function step(
  before: ConversationDocument | undefined,
  batch: readonly Heard[],
  deps: StepDeps,
  now: number,
): Step {
  const causes = new Set(batch.map(({ id }) => id));
  return stepKeeping(before, batch, (cause) => causes.has(cause), deps, now);
}

/** A step that says itself of which causes the stored effects are kept, whichever events the batch repeats. */
export function stepKeeping(
  before: ConversationDocument | undefined,
  batch: readonly Heard[],
  keeps: (cause: string) => boolean,
  deps: StepDeps,
  now: number,
): Step {
  const first = courseOf(before, keeps, now);
  let course = first;
  const note = (from: Course, mark: string): Course =>
    changeCourse(from, { handled: noteHandled(from.handled, mark, now, from.handled === first.handled) });
  const outcomes = batch.map((heard): EventOutcome => {
    const [next, outcome] = tell(deps, course, heard, now);
    // Whatever changes a document is noted with its time, so that the document can be built again from its events.
    if (next !== course) course = marksOf(heard, course).reduce(note, next);
    return outcome;
  });
  const { effects: due, taken } = course;
  const document = course === first ? undefined : documentOf(course);
  return { due, outcomes, taken, ...(document === undefined ? {} : { document }) };
}

function tell(deps: StepDeps, course: Course, heard: Heard, now: number): Told {
  if (wasHandled(course.handled, heard.mark)) return [course, 'handled-before'];
  switch (heard.kind) {
    case 'message':
      return hear(deps, course, heard, now);
    case 'invitation':
      return invite(deps, course, heard, now);
    case 'timer':
      return ring(deps, course, heard, now);
    case 'answer':
      return answer(deps, course, heard, now);
    case 'outcome':
      return learn(deps, course, heard, now);
    default:
      return heard satisfies never;
  }
}

/** What is noted of an event that changed a conversation. */
function marksOf(heard: Heard, { handled }: Course): readonly string[] {
  if (heard.kind !== 'message' || heard.repeatedMark === undefined) return [heard.mark];
  // The repeated event never came: should it come yet, it was handled here. Behind its repetition, so that a replay can
  // tell it from one that came first.
  return wasHandled(handled, heard.repeatedMark) ? [heard.mark] : [heard.mark, heard.repeatedMark];
}

function hear(deps: StepDeps, course: Course, heard: HeardMessage, now: number): Told {
  const { repeatedMark, address, turn, part } = heard;
  // A connector cannot always know whether the append it got no answer to took place. When the repeated event never
  // came, its repetition is the text itself: dropping it would lose what the network was told we have.
  const repeat = repeatedMark !== undefined && wasHandled(course.handled, repeatedMark);
  const addressed = changeCourse(course, { address, route: { link: turn.link, shortCode: turn.shortCode } });
  if (part === undefined || !turn.person)
    return decideTurn(deps, addressed, repeat ? { ...turn, repeat } : turn, { cause: heard.id }, now);
  // Words do not tell a repeated part from an honest one, but its fingerprint does.
  const { session } = course.state;
  const last = lastSession(course.state);
  const arriving = {
    ...part,
    asked: session === undefined ? ('nothing' as const) : { response: session.response, epoch: session.epoch },
    ...(last?.consented === true ? { response: last.response } : {}),
  };
  const joining = repeat && turn.doubtful !== true ? undefined : takePart(course.longTexts, arriving, now);
  return joining === undefined ? [addressed, 'ignored'] : decideTexts(deps, addressed, joining, heard.id, now);
}

function invite(deps: StepDeps, course: Course, heard: HeardInvitation, now: number): Told {
  const { address, carrier = course.carrier, invitation } = heard;
  const invited = changeCourse(course, { address, carrier });
  const decision = decideInvitation(deps.context, course.state, invitation, now, unaskedBy(deps, invited));
  return takeUnasked(deps, invited, decision, heard.id);
}

/** Whoever asked something is known: an answer for somebody else tells nobody anything. */
function answer(deps: StepDeps, course: Course, heard: HeardAnswer, now: number): Told {
  if (course.address === undefined) return [course, 'stranger'];
  return takeUnasked(deps, course, decideAnswer(deps.context, course.state, heard.answer, now), heard.id);
}

/** What became of most messages changes nothing, and then nothing is saved. */
function learn(deps: StepDeps, course: Course, { id, sent }: HeardOutcome, now: number): Told {
  const decision = decideSent(deps.context, course.state, sent, now);
  return decision.state === course.state ? [course, decision.outcome] : takeUnasked(deps, course, decision, id);
}

function ring(deps: StepDeps, course: Course, { id, timer, dueAt }: HeardTimer, now: number): Told {
  const { longTexts, state } = course;
  if (timer === 'parts') {
    if (longTexts === undefined || dueAtOf(longTexts) !== dueAt) return [course, 'stale-timer'];
    return decideTexts(deps, course, takeDue(longTexts, dueAt, now), id, now);
  }
  const decision = decideTimer(deps.context, state, { timer, dueAt }, now, unaskedBy(deps, course));
  return decision.state === state ? [course, decision.outcome] : takeUnasked(deps, course, decision, id);
}

/** Decides the texts that a part or a timer made ready, one after the other. */
function decideTexts(deps: StepDeps, course: Course, { texts, taken }: Joining, cause: string, now: number): Told {
  let told: Told = [changeCourse(course, { longTexts: texts }), 'part'];
  for (const each of taken) told = decideText(deps, told[0], each, cause, now);
  return told;
}
