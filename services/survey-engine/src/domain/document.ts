import type { SealedAddress } from '@mscore/contracts';
import { type ConversationState, initialState, openState } from '@mscore/survey';
import type { Course, EffectsOfCause } from './course';
import type { Handled } from './handled';
import type { LongTexts } from './held-texts';
import { forgetOld } from './long-texts';
import type { Route } from './routes';
import { nextTimer } from './timers';

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

/** A document as a step takes it up, with the effects that are still to be kept. */
export function courseOf(
  before: ConversationDocument | undefined,
  keeps: (cause: string) => boolean,
  now: number,
): Course {
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

/** The document that a course leaves; none for whom nobody knows yet. */
export function documentOf({ address, carrier, route, state, handled, effects, longTexts }: Course) {
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
