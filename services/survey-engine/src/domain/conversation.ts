import type { SealedAddress } from '@mscore/contracts';
import {
  type Context,
  type ConversationState,
  decide,
  type Effect,
  initialState,
  type Outcome,
  type Turn,
} from '@mscore/survey';
import { type Handled, noteHandled, wasHandled } from './handled';

/** One subscriber, one document: written by one subscription only, by compare-and-set. Its id is the subscriber. */
export interface ConversationDocument {
  /** Where this person can be written to, as last seen. */
  readonly address: SealedAddress;
  readonly state: ConversationState;
  readonly handled: Handled;
  /** Effects not yet known to be published, by the event that caused them. */
  readonly effects: readonly EffectsOfCause[];
}

export interface EffectsOfCause {
  /** Event id. */
  readonly cause: string;
  readonly effects: readonly Effect[];
}

/** A citizen's message as an event brought it. */
export interface HeardTurn {
  /** Id of the event. */
  readonly id: string;
  /** The event's mark among the handled ones. */
  readonly mark: string;
  /** The mark of the event that this one repeats. */
  readonly repeatedMark?: string;
  readonly address: SealedAddress;
  /** Whether it is a repetition is for the document to say. */
  readonly turn: Omit<Turn, 'repeat'>;
}

/** What a batch makes of one conversation. */
export interface Step {
  /** Absent when every event was handled before: then nothing is to be saved. */
  readonly document?: ConversationDocument;
  /** To be published once the document is safe: what the batch's events caused, now or on an earlier attempt. */
  readonly due: readonly EffectsOfCause[];
  /** One per event, in order. */
  readonly outcomes: readonly (Outcome | 'handled-before')[];
}

/**
 * Decides the new events of a batch, in order. Effects whose cause is not in the batch are out (a later batch comes
 * only after the earlier one returned) and are dropped, but only together with something new: a batch that only
 * repeats may be a part of the one that crashed, and must leave the effects of the other part alone.
 */
export function step(
  before: ConversationDocument | undefined,
  batch: readonly HeardTurn[],
  context: Context,
  now: number,
): Step {
  const causes = new Set(batch.map(({ id }) => id));
  let state = before?.state ?? initialState;
  let handled = before?.handled ?? [];
  const effects = (before?.effects ?? []).filter(({ cause }) => causes.has(cause));
  const outcomes = batch.map(({ id, mark, repeatedMark, turn }): Outcome | 'handled-before' => {
    if (wasHandled(handled, mark)) return 'handled-before';
    // A connector cannot always know whether the append it got no answer to took place. When the repeated event never
    // came, its repetition is the text itself: dropping it would lose what the network was told we have.
    const repeat = repeatedMark !== undefined && wasHandled(handled, repeatedMark);
    const decision = decide(context, state, { ...turn, repeat }, now);
    state = decision.state;
    for (const each of repeatedMark === undefined || repeat ? [mark] : [repeatedMark, mark]) {
      handled = noteHandled(handled, each, now);
    }
    if (decision.effects.length > 0) effects.push({ cause: id, effects: decision.effects });
    return decision.outcome;
  });
  const last = batch.at(-1);
  if (last === undefined || outcomes.every((outcome) => outcome === 'handled-before'))
    return { due: effects, outcomes };
  return { document: { address: last.address, state, handled, effects }, due: effects, outcomes };
}
