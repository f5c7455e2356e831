import type { GatewayPlace } from '../processes/gateway';
import { checkAggregate } from './check-aggregate';
import { checkLedger, type LedgerReport } from './check-ledger';
import { checkResponses } from './check-responses';
import { findInClear } from './find-in-clear';
import type { Finding } from './finding';
import { readLedger, type TimedEntry } from './ledger';
import { readEvidence, type StoredEvidence } from './read-evidence';
import { recompute } from './recompute';

export interface Judgement extends LedgerReport {
  readonly findings: readonly Finding[];
  readonly responses: number;
  readonly resends: number;
}

/** Everything the checks look at. */
export interface Evidence extends StoredEvidence {
  readonly ledger: readonly TimedEntry[];
  readonly seed: number;
  /** The gateway's window on its link. */
  readonly window: number;
}

/** Judges ledger and stores. Pure. */
export function judge(evidence: Evidence): Judgement {
  const report = checkLedger(evidence.ledger, evidence.seed, evidence.window);
  const { responses, findings } = recompute(evidence.facts);
  const unlisted = report.repliedTwice - evidence.resends;
  return {
    ...report,
    findings: [
      ...report.findings,
      ...findings,
      ...checkResponses(responses, report, evidence.seed),
      ...checkAggregate(evidence.responses, responses),
      ...(unlisted > 0
        ? [{ check: 'resend not listed' as const, detail: `${unlisted} of ${report.repliedTwice} replies seen twice` }]
        : []),
    ],
    responses: responses.size,
    resends: evidence.resends,
  };
}

/** Judges a run whose gateway and judge have ended: stores, ledger, and every file in which nothing may lie in clear. */
export async function judgeRun(
  place: Pick<GatewayPlace, 'data' | 'log'>,
  run: { readonly ledger: string; readonly seed: number; readonly window: number },
): Promise<Judgement> {
  const evidence = { ...(await readEvidence(place.data)), ledger: readLedger(run.ledger) };
  const judgement = judge({ ...evidence, seed: run.seed, window: run.window });
  const clear = findInClear([place.data, place.log], judgement.begun, run.seed);
  return { ...judgement, findings: [...judgement.findings, ...clear] };
}
