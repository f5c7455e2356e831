import type { Examination, SentProbe } from '../doctor/examine';
import { dialectOf, type ProbeReceipt } from '../doctor/receipts';
import type { BindExamination } from '../doctor/visit';

/** What was found about a link, for the eye. */
export function describeExamination(examination: Examination, to: string | undefined, asked: boolean): string {
  const { link, address, binds, probes, receipts = [], overrides } = examination;
  const lines = [`link ${link} at ${address}`, ...binds.flatMap(describeBind)];
  if (probes !== undefined && to !== undefined) {
    lines.push('', `  probes sent to the number ending in ${to.slice(-3)}:`);
    lines.push(
      ...(asked ? probes.map(outcomeLine) : probes.flatMap((sent) => describeProbe(sent).trimEnd().split('\n'))),
    );
    lines.push('', ...describeReceipts(receipts, probes));
  }
  if (probes !== undefined) lines.push('', ...describeOverrides(overrides, asked));
  return `${lines.join('\n')}\n\n`;
}

function describeBind({ type, encrypted, outcome }: BindExamination): readonly string[] {
  switch (outcome.kind) {
    case 'bound': {
      const { boundMs, peer, version, enquireMs } = outcome;
      return [
        `  bound as ${type} in ${boundMs} ms, ${encrypted ? 'encrypted' : 'not encrypted'}`,
        `  ${peer || 'it has no name,'} ${version === undefined ? 'does not say its SMPP version' : `speaks SMPP ${version}`}, ` +
          (enquireMs === undefined ? 'does not answer enquire_link' : `answers in ${enquireMs} ms`),
      ];
    }
    case 'refused':
      return [`  reached, and refused as ${type}: ${outcome.status}`, `    ${outcome.advice}`];
    case 'unreachable':
      return [`  not bound as ${type}: ${outcome.reason}`, `    ${outcome.advice}`];
    default:
      return outcome satisfies never;
  }
}

const outcomeLine = ({ probe, outcome }: SentProbe): string => `  ${probe.number}. ${probe.name}: ${outcome}`;

/** A probe with every way a handset may show it. */
export function describeProbe(sent: SentProbe): string {
  const { probe, outcome } = sent;
  if (outcome !== 'accepted') return `${outcomeLine(sent)}${adviceOnProbe(outcome)}\n`;
  const readings = probe.readings.map(({ shows, means }, index) => `     ${index + 1}) ${shows}\n        ${means}`);
  return [outcomeLine(sent), ...readings, ''].join('\n');
}

const adviceOnProbe = (outcome: string): string =>
  outcome === 'ESME_RINVDCS' ? ' (leave this out of "alphabets")' : '';

function describeReceipts(receipts: readonly ProbeReceipt[], probes: readonly SentProbe[]): readonly string[] {
  const accepted = probes.reduce((sum, { messageIds }) => sum + messageIds.length, 0);
  if (accepted === 0) return [];
  if (receipts.length === 0) {
    return [
      `  no receipt came for ${accepted} segments; ask the message centre whether the account has receipts,`,
      '  or wait longer: --wait SECONDS',
    ];
  }
  const dialect = dialectOf(receipts);
  const [example] = receipts.filter(({ spelling }) => spelling === (dialect ?? 'other'));
  return [
    `  ${receipts.length} receipts for ${accepted} segments, of state ${[...new Set(receipts.map(({ state }) => state))].join(', ')}`,
    dialect === undefined
      ? `  their ids are no known spelling of ours: ${example?.received} is of none of ${probes
          .flatMap(({ messageIds }) => messageIds)
          .slice(0, 3)
          .join(', ')}`
      : `  ids are spelled "${dialect}": ${example?.submitted} in submit_sm_resp, ${example?.received} in the receipt`,
  ];
}

function describeOverrides(overrides: object, asked: boolean): readonly string[] {
  if (Object.keys(overrides).length === 0) {
    return [
      asked
        ? '  The profile fits: nothing to set.'
        : '  Nothing else to set is known. For the alphabets: --ask, with the handset at hand',
    ];
  }
  return ['  Set in the links file:', `    "overrides": ${JSON.stringify(overrides)}`];
}
