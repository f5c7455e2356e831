import type { ResponseEnded } from '@mscore/contracts';
import type { Session } from './state';
import type { Survey } from './survey';

/**
 * What a response amounts to, computed from its answers. Closed items are the survey's choices, numbers and scales;
 * an item is closed by a value ("prefer not to say" is one), never by a skip. Complete: all of them. Partial: the
 * first of them and at least half of all, itself included. Anything less is a refusal or an early break-off.
 */
export function dispositionOf(survey: Survey, answers: Session['answers']): ResponseEnded['disposition'] {
  const closed = survey.nodes.flatMap((node) =>
    node.kind === 'choice' || node.kind === 'number' || node.kind === 'scale' ? [node.variable] : [],
  );
  const hasValue = (variable: string | undefined): boolean =>
    variable !== undefined && (answers[variable] ?? null) !== null;
  const given = closed.filter(hasValue).length;
  if (closed.length > 0 && given === closed.length) return 'complete';
  return hasValue(closed[0]) && given >= closed.length / 2 ? 'partial' : 'refusal';
}
