import type { Session } from './state';
import type { Comparison, Guard } from './survey';

type Answered = Pick<Session, 'answers' | 'flags'>;

/** Whether a guard holds for what was answered so far. */
export function holds(guard: Guard, session: Answered): boolean {
  if ('and' in guard) return guard.and.every((each) => holds(each, session));
  if ('or' in guard) return guard.or.some((each) => holds(each, session));
  if ('not' in guard) return !holds(guard.not, session);
  if ('comment' in guard) return session.flags.includes(guard.comment);
  if ('answered' in guard) return (session.answers[guard.answered] ?? null) !== null;
  if ('in' in guard) return guard.values.some((value) => value === session.answers[guard.in]);
  if ('compare' in guard) return compares(session.answers[guard.compare], guard.is, guard.value);
  return guard satisfies never;
}

function compares(left: number | string | null | undefined, is: Comparison, right: number): boolean {
  if (typeof left !== 'number') return false;
  switch (is) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return is satisfies never;
  }
}

/** Every variable a guard reads. */
export function variablesOf(guard: Guard): readonly string[] {
  if ('and' in guard) return guard.and.flatMap(variablesOf);
  if ('or' in guard) return guard.or.flatMap(variablesOf);
  if ('not' in guard) return variablesOf(guard.not);
  if ('comment' in guard) return [];
  if ('answered' in guard) return [guard.answered];
  if ('in' in guard) return [guard.in];
  if ('compare' in guard) return [guard.compare];
  return guard satisfies never;
}
