import type { Event } from '@mscore/contracts';
import type { Finding } from './finding';

/** The facts of a survey: everything `survey.facts` carries. */
export type Fact = Extract<
  Event,
  {
    type:
      | 'response.invited'
      | 'invitation.dropped'
      | 'response.consented'
      | 'answer.recorded'
      | 'comment.recorded'
      | 'response.ended'
      | 'response.reopened';
  }
>;

/** What an item was answered with; `undefined` for a skip or a refusal. */
export type Value = number | string | undefined;

/** One response as its facts add up to it, by the judge's own arithmetic. */
export interface Recomputed {
  readonly response: string;
  /** By variable. */
  readonly answers: ReadonlyMap<string, Value>;
  /** By variable: the answers that were corrected, oldest first. */
  readonly corrected: ReadonlyMap<string, readonly Value[]>;
  /** Lengths of the comments. */
  readonly comments: readonly number[];
  readonly consented: boolean;
  readonly reason?: string;
  readonly disposition?: string;
  /** Ordinal of the last fact. */
  readonly last: number;
}

interface Growing extends Recomputed {
  readonly answers: Map<string, Value>;
  readonly corrected: Map<string, readonly Value[]>;
  readonly comments: number[];
  consented: boolean;
  reason?: string;
  disposition?: string;
  last: number;
}

/** Adds up facts; who was never asked has no response. A fact published again under its own id is the same fact; anything else out of line is a finding. */
export function recompute(facts: Iterable<Fact>): {
  readonly responses: ReadonlyMap<string, Recomputed>;
  readonly findings: readonly Finding[];
} {
  const byResponse = new Map<string, Map<string, Fact>>();
  for (const fact of facts) {
    const known = byResponse.get(fact.data.response) ?? new Map<string, Fact>();
    byResponse.set(fact.data.response, known);
    if (!known.has(fact.id)) known.set(fact.id, fact);
  }
  const findings = [...byResponse].flatMap(([response, known]) => checkLine(response, [...known.values()]));
  const begun = [...byResponse].filter(([, known]) => ![...known.values()].some(isDropped));
  const responses = new Map(begun.map(([response, known]) => [response, addUp(response, [...known.values()])]));
  return { responses, findings };
}

const isDropped = ({ type }: Fact): boolean => type === 'invitation.dropped';
const isCorrection = (fact: Fact): boolean =>
  fact.type === 'answer.recorded' && fact.data.flags?.includes('correction') === true;

/**
 * The facts of a response are numbered 1, 2, 3 … as they come, and answer each question once, corrections aside. One
 * that never began has one fact.
 */
function checkLine(response: string, facts: readonly Fact[]): readonly Finding[] {
  const findings: Finding[] = [];
  const where = `response ${response.slice(0, 8)}`;
  const ordinals = facts.map((fact) => fact.data.n);
  const line = `facts ${ordinals.join(' ')}`;
  const distinct = new Set(ordinals);
  if (distinct.size < ordinals.length) findings.push({ check: 'applied twice', detail: `${where}: ${line}` });
  if (Math.max(...ordinals) > distinct.size) findings.push({ check: 'lost', detail: `${where}: ${line}` });
  if (ordinals.some((n, index) => n < (ordinals[index - 1] ?? 0))) {
    findings.push({ check: 'misordered', detail: `${where}: ${line}` });
  }
  if (facts.some(isDropped) && facts.length > 1) {
    findings.push({ check: 'misordered', detail: `${where} goes on although nobody was asked: ${line}` });
  }
  const answered = facts.flatMap((fact) =>
    fact.type === 'answer.recorded' && !isCorrection(fact) ? [fact.data.variable] : [],
  );
  if (new Set(answered).size < answered.length) {
    findings.push({ check: 'applied twice', detail: `${where} answers a question twice: ${answered.join(' ')}` });
  }
  return findings;
}

function addUp(response: string, facts: readonly Fact[]): Recomputed {
  const sum: Growing = { response, answers: new Map(), corrected: new Map(), comments: [], consented: false, last: 0 };
  for (const fact of [...facts].sort((a, b) => a.data.n - b.data.n)) add(sum, fact);
  return sum;
}

function add(sum: Growing, fact: Fact): void {
  sum.last = fact.data.n;
  switch (fact.type) {
    case 'response.invited':
    case 'invitation.dropped':
      return;
    case 'response.consented':
      sum.consented = true;
      return;
    case 'answer.recorded': {
      const { variable, value } = fact.data;
      const before = [...(sum.corrected.get(variable) ?? []), sum.answers.get(variable)];
      if (isCorrection(fact) && sum.answers.has(variable)) sum.corrected.set(variable, before);
      else sum.corrected.delete(variable);
      sum.answers.set(variable, value);
      return;
    }
    case 'comment.recorded':
      sum.comments.push(fact.data.length);
      return;
    case 'response.ended':
      sum.reason = fact.data.reason;
      sum.disposition = fact.data.disposition;
      return;
    case 'response.reopened':
      delete sum.reason;
      delete sum.disposition;
      return;
    default:
      fact satisfies never;
  }
}
