import type { Examination, SentProbe } from '../doctor/examine';
import { dialectOf, type ProbeReceipt } from '../doctor/receipts';
import type { BindExamination } from '../doctor/visit';
import { wrapped } from './wrapped';

/** What was found about a link, for the eye. */
export function describeExamination(examination: Examination, to: string | undefined, asked: boolean): string {
  const { link, address, binds, probes, receipts = [] } = examination;
  const lines = [`link ${link} at ${address}`, ...binds.flatMap(describeBind)];
  if (probes !== undefined && to !== undefined) {
    lines.push('', `  probes sent to the number ending in ${to.slice(-3)}:`);
    lines.push(
      ...(asked ? probes.map(outcomeLine) : probes.flatMap((sent) => describeProbe(sent).trimEnd().split('\n'))),
    );
    lines.push('', ...describeReceipts(receipts, probes));
  }
  if (probes !== undefined) lines.push('', ...describeOverrides(examination, asked));
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
      return [`  reached, and refused as ${type}: ${outcome.status}`, ...wrapped(outcome.advice, 4)];
    case 'unreachable':
      return [...wrapped(`not bound as ${type}: ${outcome.reason}`, 2), ...wrapped(outcome.advice, 4)];
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
  const submitted = probes.flatMap(({ messageIds }) => messageIds);
  if (submitted.length === 0) return [];
  if (receipts.length === 0) {
    return wrapped(
      `no receipt came for ${submitted.length} segments; ask the message centre whether the account has receipts, or wait longer: --wait SECONDS`,
      2,
    );
  }
  const states = [...new Set(receipts.map(({ state }) => state))].join(', ');
  return [
    ...wrapped(`${receipts.length} receipts for ${submitted.length} segments, of state ${states}`, 2),
    ...describeSpelling(receipts, submitted),
  ];
}

function describeSpelling(receipts: readonly ProbeReceipt[], submitted: readonly string[]): readonly string[] {
  const dialect = dialectOf(receipts);
  const example = receipts.find(({ spelling }) => spelling === (dialect ?? 'other'));
  if (dialect !== undefined) {
    const pair = `${example?.submitted} in submit_sm_resp, ${example?.received} in the receipt`;
    return wrapped(`ids are spelled "${dialect}": ${pair}`, 2);
  }
  return [
    ...wrapped(
      `their ids are no known spelling of ours: ${example?.received} is of none of ${submitted.slice(0, 3).join(', ')}`,
      2,
    ),
    ...wrapped('Ask the message centre how the id in a receipt follows from the one in submit_sm_resp.', 2),
  ];
}

function describeOverrides(
  { overrides, lacksUcs2, noAlphabet }: Pick<Examination, 'overrides' | 'lacksUcs2' | 'noAlphabet'>,
  asked: boolean,
): readonly string[] {
  const unseen = [...(lacksUcs2 ? [NO_UCS2] : []), ...(noAlphabet ? [NO_ALPHABET] : [])].flatMap((note) =>
    wrapped(note, 2),
  );
  if (Object.keys(overrides).length > 0) return [...unseen, ...HOW_TO_SET, ...overrideLines(overrides)];
  if (unseen.length > 0) return unseen;
  return [
    asked
      ? '  The profile fits: nothing to set.'
      : '  Nothing else to set is known. For the alphabets: --ask, with the handset at hand',
  ];
}

const NO_UCS2 =
  'No text in UCS-2 arrived, and without it "alphabets" cannot be set: many texts could not be written at all. ' +
  'Ask the message centre under which data_coding it takes UCS-2.';
const NO_ALPHABET =
  'No probe arrived as it should: ask the message centre which alphabets it takes, and under which data_coding.';
const HOW_TO_SET = [
  '  Set in the links file, beside what "overrides" of the link says already; then start the gateway',
  '  again:',
];

/** As it stands in a links file, a line for each field and for each entry of a list. */
function overrideLines(overrides: object): readonly string[] {
  const fields = Object.entries(overrides).map(([field, value]) => {
    const lines = Array.isArray(value)
      ? ['[', ...value.map((one, index) => `  ${JSON.stringify(one)}${index < value.length - 1 ? ',' : ''}`), ']']
      : [JSON.stringify(value)];
    return [`"${field}": ${lines[0]}`, ...lines.slice(1)];
  });
  const listed = fields.flatMap((lines, index) =>
    index < fields.length - 1 ? [...lines.slice(0, -1), `${lines.at(-1)},`] : lines,
  );
  return ['"overrides": {', ...listed.map((line) => `  ${line}`), '}'].map((line) => `    ${line}`);
}
