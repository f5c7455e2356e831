import type { SealedAddress } from '@mscore/contracts';
import {
  type ConversationState,
  decideAnswer,
  decideInvitation,
  decideSent,
  decideTimer,
  type Invitation,
  initialState,
  type Outcome,
  openState,
  type SentOutcome,
  type ServiceAnswer,
  type Turn,
} from '@mscore/survey';
import {
  type Course,
  changeCourse,
  decideText,
  decideTurn,
  type EffectsOfCause,
  type StepDeps,
  takeUnasked,
  unaskedBy,
} from './course';
import { type Handled, noteHandled, wasHandled } from './handled';
import {
  type ArrivingPart,
  dueAtOf,
  forgetOld,
  type Joining,
  type LongTexts,
  type Taken,
  takeDue,
  takePart,
} from './long-texts';
import type { Route } from './routes';
import { nextTimer, type Timer } from './timers';

/** One subscriber, one document: written by one subscription only, by compare-and-set. Its id is the subscriber. */
export interface ConversationDocument {
  /** Where this person can be written to, as last seen. */
  readonly address: SealedAddress;
  /** The way their last text came; absent for whoever never wrote, and in documents older than this field. */
  readonly route?: Route;
  /** Carrier by prefix, a hint for the first message to whoever never wrote. */
  readonly carrier?: string;
  readonly state: ConversationState;
  readonly handled: Handled;
  /** Effects not yet known to be published, by the event that caused them. */
  readonly effects: readonly EffectsOfCause[];
  /** Absent for whoever sent no long text in the last 24 hours. */
  readonly longTexts?: LongTexts;
  /** When the next timer comes, whichever it is, milliseconds since the epoch; the index of what is due. */
  readonly dueAt?: number;
}

/** What an event tells a conversation. */
export type Heard = HeardMessage | HeardTimer | HeardInvitation | HeardAnswer | HeardOutcome;

interface HeardEvent {
  /** Id of the event. */
  readonly id: string;
  /** The event's mark among the handled ones. */
  readonly mark: string;
}

/** A citizen's message. */
export interface HeardMessage extends HeardEvent {
  readonly kind: 'message';
  /** The mark of the event that this one repeats. */
  readonly repeatedMark?: string;
  readonly address: SealedAddress;
  /** `repeat` is false: whether it is a repetition is for the document to say. */
  readonly turn: Turn;
  /** Set when it is one part of several: it waits for the others. */
  readonly part?: Omit<ArrivingPart, 'response' | 'asked'>;
}

/** A timer that came. */
export interface HeardTimer extends HeardEvent, Timer {
  readonly kind: 'timer';
}

/** Somebody is to be asked. */
export interface HeardInvitation extends HeardEvent {
  readonly kind: 'invitation';
  readonly address: SealedAddress;
  readonly carrier?: string;
  readonly invitation: Invitation;
}

/** What another service answered. */
export interface HeardAnswer extends HeardEvent {
  readonly kind: 'answer';
  readonly answer: ServiceAnswer;
}

/** What became of a message of ours. */
export interface HeardOutcome extends HeardEvent {
  readonly kind: 'outcome';
  readonly sent: SentOutcome;
}

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

function courseOf(before: ConversationDocument | undefined, keeps: (cause: string) => boolean, now: number): Course {
  return {
    address: before?.address,
    carrier: before?.carrier,
    route: before?.route,
    // A field that is none of a state's is left behind: documents of the first format note there which parts have come.
    state: openState(before?.state ?? initialState),
    handled: before?.handled ?? [],
    // At the beginning: what a batch makes of its events must not depend on how they were cut into batches.
    longTexts: before?.longTexts && forgetOld(before.longTexts, now),
    effects: (before?.effects ?? []).filter(({ cause }) => keeps(cause)),
    taken: [],
  };
}

function documentOf({ address, carrier, route, state, handled, effects, longTexts }: Course) {
  // Only a message or an invitation makes a document, and both say whom it is about.
  if (address === undefined) return undefined;
  const dueAt = nextTimer({ longTexts, state })?.dueAt;
  return {
    address,
    ...(route === undefined ? {} : { route }),
    ...(carrier === undefined ? {} : { carrier }),
    state,
    handled,
    effects,
    ...(longTexts === undefined ? {} : { longTexts }),
    ...(dueAt === undefined ? {} : { dueAt }),
  };
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
  const arriving = {
    ...part,
    asked: session === undefined ? ('nothing' as const) : { response: session.response, epoch: session.epoch },
    ...(session?.consented === true ? { response: session.response } : {}),
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
