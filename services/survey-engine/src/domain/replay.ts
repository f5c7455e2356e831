import { stepKeeping } from './conversation';
import type { StepDeps } from './course';
import type { ConversationDocument } from './document';
import { type NotedStep, stepsIn } from './handled';
import type { Heard } from './heard';
import type { Secrets } from './joined-turn';

/** The events that one step took, in their order, and when, milliseconds since the epoch. */
export interface PastStep<T> {
  readonly at: number;
  readonly batch: readonly T[];
}

/** An event as far as the notes of a document can tell it from others. */
export interface PastEvent {
  readonly mark: string;
  /** The mark of the event that this one repeats. */
  readonly repeatedMark?: string;
  /** When an operator sent it again, milliseconds since the epoch: another occurrence of the same event. */
  readonly redrivenAt?: number;
}

/**
 * The steps a document went through. `untimed`: some were noted before times were. `gone`: of the `noted` events
 * `missing` are no longer there.
 */
export type History<T> =
  | { readonly kind: 'steps'; readonly steps: readonly PastStep<T>[] }
  | { readonly kind: 'untimed' }
  | { readonly kind: 'gone'; readonly missing: number; readonly noted: number };

/**
 * Finds the steps that led to a document among events in the order they came; others among them do no harm.
 * @param since the document that these steps began with; absent where they are to begin with none
 */
export function historyOf<T extends PastEvent>(
  document: ConversationDocument,
  events: readonly T[],
  since?: ConversationDocument,
): History<T> {
  const noted = since === undefined ? stepsIn(document.handled) : stepsAfter(since, document);
  const count = noted?.reduce((sum, { marks }) => sum + marks.length, 0) ?? 0;
  if (noted === undefined) return { kind: 'gone', missing: count, noted: count };
  const occurrences = occurrencesIn(events);
  const steps: PastStep<T>[] = [];
  let missing = 0;
  for (const step of noted) {
    if (step.at === undefined) return { kind: 'untimed' };
    const found = batchOf(step.marks, step.at, occurrences);
    missing += found.missing;
    steps.push({ at: step.at, batch: found.batch });
  }
  return missing > 0 ? { kind: 'gone', missing, noted: count } : { kind: 'steps', steps };
}

/** The steps that a document went through after an earlier one; undefined where it no longer says where that stood. */
function stepsAfter(since: ConversationDocument, { handled }: ConversationDocument): readonly NotedStep[] | undefined {
  const steps = stepsIn(handled);
  const last = stepsIn(since.handled).at(-1);
  const at = steps.findLastIndex((step) => step.at === last?.at && step.marks.at(-1) === last?.marks.at(-1));
  return at < 0 ? undefined : steps.slice(at + 1);
}

type Occurrences<T> = ReadonlyMap<string, readonly T[]>;

function occurrencesIn<T extends PastEvent>(events: readonly T[]): Occurrences<T> {
  const occurrences = new Map<string, T[]>();
  for (const event of events) {
    const known = occurrences.get(event.mark);
    if (known === undefined) occurrences.set(event.mark, [event]);
    else known.push(event);
  }
  return occurrences;
}

/** In the order of the notes: a timer may have come once before, when nothing waited for it yet. */
function batchOf<T extends PastEvent>(marks: readonly string[], at: number, occurrences: Occurrences<T>) {
  const batch: T[] = [];
  let missing = 0;
  let before: T | undefined;
  for (const mark of marks) {
    // Noted behind its repetition, it never came, or later.
    if (before?.repeatedMark === mark) continue;
    before = occurrenceAt(occurrences.get(mark) ?? [], at);
    if (before === undefined) missing += 1;
    else batch.push(before);
  }
  return { batch, missing };
}

/** What was handled was the event as it had last been sent. */
const occurrenceAt = <T extends PastEvent>(of: readonly T[], at: number): T | undefined =>
  of.findLast(({ redrivenAt }) => redrivenAt !== undefined && redrivenAt <= at) ?? of[0];

/**
 * Builds a document again from its steps: byte for byte the one stored, when all is as it was, the program too. Effects are in a document
 * as long as batches repeat their cause, which its notes do not tell, so each step keeps those that `stored` still has.
 * @param start the document that the steps began with
 * @throws RangeError naming a survey version that the context does not hold
 */
export function replay(
  start: ConversationDocument | undefined,
  steps: readonly PastStep<Heard>[],
  stored: ConversationDocument,
  deps: StepDeps,
): ConversationDocument | undefined {
  const kept = new Set(stored.effects.map(({ cause }) => cause));
  const replaying = { ...deps, secrets: sealingAs(stored, deps.secrets) };
  let document = start;
  for (const { at, batch } of steps) {
    const keeps = (cause: string) => kept.has(cause) || batch.some(({ id }) => id === cause);
    document = stepKeeping(document, batch, keeps, replaying, at).document ?? document;
  }
  return document;
}

/** Equal words are sealed as they were, also when the key in use is another by now. */
function sealingAs({ effects }: ConversationDocument, secrets: Secrets): Secrets {
  return {
    ...secrets,
    seal(context, text) {
      const sealed = effects.flatMap(({ cause, source }) => (cause === context ? (source?.text ?? []) : []));
      return sealed.find((each) => secrets.open(context, each) === text) ?? secrets.seal(context, text);
    },
  };
}

/**
 * Where two JSON values differ first, as a path from `$`; undefined when they say the same. The order of properties says
 * nothing: another version of the program may write them in another.
 */
export function firstDifference(one: unknown, other: unknown, path = '$'): string | undefined {
  if (JSON.stringify(one) === JSON.stringify(other)) return undefined;
  if (!isTree(one) || !isTree(other) || Array.isArray(one) !== Array.isArray(other)) return path;
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const at = Array.isArray(one) ? `${path}[${name}]` : `${path}.${name}`;
    const difference = firstDifference(one[name], other[name], at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
