import type { Finding } from './finding';
import type { Recomputed } from './recompute';

/** What the judge reads of a stored response. */
export interface StoredResponse {
  readonly response: string;
  readonly consentedAt?: string;
  readonly reason?: string;
  readonly disposition?: string;
  readonly answers: Readonly<Record<string, StoredAnswer & { readonly corrected?: readonly StoredAnswer[] }>>;
  readonly comments: readonly { readonly length: number }[];
  readonly applied: number;
}

interface StoredAnswer {
  readonly value?: number | string;
}

/** Every stored response equals the sum of its facts, and there are no others. */
export function checkAggregate(
  stored: readonly StoredResponse[],
  recomputed: ReadonlyMap<string, Recomputed>,
): readonly Finding[] {
  const byId = new Map(stored.map((response) => [response.response, response]));
  const missing = [...recomputed.keys()].filter((id) => !byId.has(id));
  return [
    ...missing.map((id): Finding => ({ check: 'aggregate', detail: `response ${id.slice(0, 8)} is not stored` })),
    ...stored.flatMap((response): Finding[] => {
      const facts = recomputed.get(response.response);
      if (facts !== undefined && canonical(facts) === canonicalStored(response)) return [];
      const problem = facts === undefined ? 'has no facts' : 'is not what its facts add up to';
      return [{ check: 'aggregate', detail: `response ${response.response.slice(0, 8)} ${problem}` }];
    }),
  ];
}

const canonical = ({ answers, corrected, comments, consented, reason, disposition, last }: Recomputed): string =>
  JSON.stringify([
    sorted([...answers]),
    sorted([...corrected]),
    comments,
    consented,
    reason ?? null,
    disposition ?? null,
    last,
  ]);

const canonicalStored = (stored: StoredResponse): string =>
  JSON.stringify([
    sorted(Object.entries(stored.answers).map(([variable, { value }]) => [variable, value])),
    sorted(Object.entries(stored.answers).flatMap(([variable, { corrected }]) => correctedOf(variable, corrected))),
    stored.comments.map(({ length }) => length),
    stored.consentedAt !== undefined,
    stored.reason ?? null,
    stored.disposition ?? null,
    stored.applied,
  ]);

const correctedOf = (variable: string, corrected: readonly StoredAnswer[] = []) =>
  corrected.length === 0 ? [] : [[variable, corrected.map(({ value }) => value)] as const];

const sorted = (answers: readonly (readonly [string, unknown])[]) =>
  answers.map(([variable, value]) => [variable, value ?? null] as const).sort(([a], [b]) => (a < b ? -1 : 1));
