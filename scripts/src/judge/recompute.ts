import type { Event } from '@mscore/contracts';
import type { Finding } from './finding';

/** The facts of a survey: everything `survey.facts` carries. */
export type Fact = Extract<
  Event,
  { type: 'response.invited' | 'response.consented' | 'answer.recorded' | 'comment.recorded' | 'response.ended' }
>;

/** One response as its facts add up to it, by the judge's own arithmetic. */
export interface Recomputed {
  readonly response: string;
  /** By variable; `undefined` for a skip or a refusal. */
  readonly answers: ReadonlyMap<string, number | string | undefined>;
  /** Lengths of the comments. */
  readonly comments: readonly number[];
  readonly consented: boolean;
  readonly reason?: string;
  readonly disposition?: string;
  /** Ordinal of the last fact. */
  readonly last: number;
}

interface Growing extends Recomputed {
  readonly answers: Map<string, number | string | undefined>;
  readonly comments: number[];
  consented: boolean;
  reason?: string;
  disposition?: string;
  last: number;
}

/** Adds up facts. A fact published again under its own id is the same fact; anything else out of line is a finding. */
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
  const responses = new Map(
    [...byResponse].map(([response, known]) => [response, addUp(response, [...known.values()])]),
  );
  return { responses, findings };
}

/** The facts of a response are numbered 1, 2, 3 … as they come, and answer each question once. */
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
  const answered = facts.filter((fact) => fact.type === 'answer.recorded').map((fact) => fact.data.variable);
  if (new Set(answered).size < answered.length) {
    findings.push({ check: 'applied twice', detail: `${where} answers a question twice: ${answered.join(' ')}` });
  }
  return findings;
}

function addUp(response: string, facts: readonly Fact[]): Recomputed {
  const sum: Growing = { response, answers: new Map(), comments: [], consented: false, last: 0 };
  for (const fact of [...facts].sort((a, b) => a.data.n - b.data.n)) add(sum, fact);
  return sum;
}

function add(sum: Growing, fact: Fact): void {
  sum.last = fact.data.n;
  switch (fact.type) {
    case 'response.invited':
      return;
    case 'response.consented':
      sum.consented = true;
      return;
    case 'answer.recorded':
      sum.answers.set(fact.data.variable, fact.data.value);
      return;
    case 'comment.recorded':
      sum.comments.push(fact.data.length);
      return;
    case 'response.ended':
      sum.reason = fact.data.reason;
      sum.disposition = fact.data.disposition;
      return;
    default:
      fact satisfies never;
  }
}
