import type { Clock } from '@mscore/ports';
import { type Segment, statusName } from '@mscore/smpp';
import { addressFields, type Link, type PartialProfile } from '@mscore/smpp-connector';
import { AwaitedReceipts } from './awaited-receipts';
import { type Finding, type Probe, probesFor } from './probes';
import { lacksUcs2, proposedOverrides } from './proposal';
import { dialectOf, type ProbeReceipt } from './receipts';
import { type BindExamination, type Visit, visit } from './visit';

/** What became of a probe on its way to the handset. */
export interface SentProbe {
  readonly probe: Probe;
  /** `accepted`, `unanswered`, or the command_status of the first segment that was not. */
  readonly outcome: string;
  readonly messageIds: readonly string[];
}

/** What was found about a link. */
export interface Examination {
  readonly link: string;
  /** `host:port`. */
  readonly address: string;
  readonly binds: readonly BindExamination[];
  /** Absent when no number was given, or nothing could be sent. */
  readonly probes?: readonly SentProbe[];
  readonly receipts?: readonly ProbeReceipt[];
  /** What to write into the link's `overrides`, as far as it is known without asking what a handset showed. */
  readonly overrides: PartialProfile;
  /** Present when other alphabets were seen to arrive and UCS-2 was not: then no `alphabets` can be proposed. */
  readonly lacksUcs2?: true;
  /** Present when somebody was asked and had seen no probe in any alphabet. */
  readonly noAlphabet?: true;
}

export interface ExamineOptions {
  readonly clock: Clock;
  readonly gatewayRuns: boolean;
  /** The handset that probes go to, E.164. */
  readonly to?: string;
  /** How long receipts are waited for, ms. */
  readonly waitMs: number;
  /** Marks the segments of one text: any integer from 0. */
  readonly reference: number;
  /** Asked once all probes are out: what the handset showed. */
  readonly ask?: (probes: readonly SentProbe[]) => Promise<readonly Finding[]>;
}

/** Binds as the link would, sends the probes where a number is given, and says what to set. */
export async function examine(link: Link, options: ExamineOptions): Promise<Examination> {
  const awaited = new AwaitedReceipts(link, options);
  const seen = await visitAndSend(link, options, awaited);
  const examined = { link: link.name, address: `${link.host}:${link.port}`, ...seen };
  if (seen.probes === undefined) return { ...examined, overrides: {} };
  // Asked when every bind has ended: while somebody looks at a handset, nothing must be put off for it.
  const asked = await options.ask?.(seen.probes);
  const findings = asked ?? [];
  const dialect = dialectOf(awaited.receipts);
  const receipts = { byText: awaited.byText, ...(dialect === undefined ? {} : { dialect }) };
  const overrides = proposedOverrides(link.profile, findings, receipts);
  return {
    ...examined,
    receipts: awaited.receipts,
    overrides,
    ...(lacksUcs2(findings) ? { lacksUcs2: true } : {}),
    ...(asked === undefined || asked.some(({ kind }) => kind === 'alphabet') ? {} : { noAlphabet: true }),
  };
}

async function visitAndSend(
  link: Link,
  options: ExamineOptions,
  awaited: AwaitedReceipts,
): Promise<Pick<Examination, 'binds' | 'probes'>> {
  const visits: Visit[] = [];
  const types = link.bind === 'pair' ? (['transmitter', 'receiver'] as const) : (['transceiver'] as const);
  try {
    for (const type of types) {
      visits.push(await visit(link, type, { ...options, onMessage: (pdu) => awaited.take(pdu) }));
    }
    const binds = visits.map(({ bind }) => bind);
    const sender = visits[0];
    if (options.to === undefined || sender?.bind.outcome.kind !== 'bound') return { binds };
    const probes = await send(link, sender, options.to, options.reference, awaited);
    await awaited.all(options.waitMs);
    return { binds, probes };
  } finally {
    await Promise.all(visits.map((one) => one.leave()));
  }
}

async function send(
  link: Link,
  sender: Visit,
  to: string,
  reference: number,
  awaited: AwaitedReceipts,
): Promise<readonly SentProbe[]> {
  const sent: SentProbe[] = [];
  for (const probe of probesFor(link.profile, reference)) {
    const messageIds: string[] = [];
    let outcome = probe.segments.length === 0 ? 'impossible in this profile' : 'accepted';
    for (const segment of probe.segments) {
      const answer = await sender.ask(submitOf(link, probe, segment, to));
      if (typeof answer === 'string') outcome = answer;
      else if (answer.pdu.status !== 0) outcome = statusName(answer.pdu.status);
      else if ('message_id' in answer.pdu) {
        messageIds.push(answer.pdu.message_id);
        awaited.expect(answer.pdu.message_id);
      }
      if (outcome !== 'accepted') break;
    }
    sent.push({ probe, outcome, messageIds });
  }
  return sent;
}

/** SMPP 3.4 §5.2.12, §5.2.17 and §7.1.1.2: a header comes first; a receipt of the final outcome; ten minutes. */
const UDH_INDICATOR = 0x40;
const RECEIPT_ASKED = 1;
const TEN_MINUTES = '000000001000000R';

function submitOf(link: Link, { dataCoding }: Probe, { udhi, body, tlvs }: Segment, to: string) {
  return {
    command: 'submit_sm',
    service_type: link.profile.serviceType,
    ...addressFields(link.profile, link.shortCodes[0] ?? '', to),
    esm_class: udhi ? UDH_INDICATOR : 0,
    validity_period: TEN_MINUTES,
    registered_delivery: RECEIPT_ASKED,
    data_coding: dataCoding,
    short_message: body,
    tlvs,
  } as const;
}
