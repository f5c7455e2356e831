import type { ResponseEnded } from '@mscore/contracts';
import { perObject } from './remembered';
import type { Session } from './state';
import type { Survey } from './survey';

/**
 * What a response amounts to, computed from its answers. Closed items are the survey's choices, numbers and scales;
 * an item is closed by a value ("prefer not to say" is one), never by a skip. Complete: all of them. Partial: the
 * first of them and at least half of all, itself included. Anything less is a refusal or an early break-off, unless
 * nobody was reached at all, or somebody else was.
 */
export function dispositionOf(
  survey: Survey,
  { answers, consented }: Pick<Session, 'answers' | 'consented'>,
  reason: ResponseEnded['reason'],
): ResponseEnded['disposition'] {
  if (reason === 'wrong-person') return 'other';
  if (!consented && (reason === 'expired' || reason === 'undeliverable')) return 'no-contact';
  const closed = closedItemsOf(survey);
  const hasValue = (variable: string | undefined): boolean =>
    variable !== undefined && (answers[variable] ?? null) !== null;
  const given = closed.filter(hasValue).length;
  if (closed.length > 0 && given === closed.length) return 'complete';
  return hasValue(closed[0]) && given >= closed.length / 2 ? 'partial' : 'refusal';
}

const closedItemsOf = perObject((survey: Survey) =>
  survey.nodes.flatMap((node) =>
    node.kind === 'choice' || node.kind === 'number' || node.kind === 'scale' ? [node.variable] : [],
  ),
);
