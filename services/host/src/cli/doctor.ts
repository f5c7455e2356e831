import { randomInt } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { GatewayError, systemClock } from '@mscore/ports';
import type { Link } from '@mscore/smpp-connector';
import { type Config, type Environment, readConfig } from '../config';
import { ask } from '../control';
import { type Examination, examine, type SentProbe } from '../doctor/examine';
import type { Finding, Reading } from '../doctor/probes';
import { checkShortCodes } from '../keywords';
import { givenSettings, surveysFor } from '../surveys';
import type { Output } from './data-folder';
import { describeExamination, describeProbe } from './describe-doctor';
import { linksOf } from './links-of';
import { readNumber } from './number-typed';

export interface DoctorOptions {
  /** One link; all of the links file when absent. */
  readonly link?: string;
  /** The test number, as typed. */
  readonly to?: string;
  /** Seconds that receipts are waited for. */
  readonly wait: number;
  readonly ask?: true;
  readonly json?: true;
}

/** Asks which of several ways it was; undefined for none of them. */
export type Choose = (question: string, choices: readonly string[]) => Promise<number | undefined>;

/**
 * `mscore doctor`: binds as each link would, and says what to set. Resolves to the exit code: 1 when a bind or a probe
 * was refused.
 * @throws GatewayError those of links and keywords, MSCORE_LINKS_UNKNOWN, MSCORE_CONFIG_NUMBER
 */
export async function doctor(
  environment: Environment,
  options: DoctorOptions,
  output: Output = process.stdout,
  choose: Choose = chooseOn(process.stdin, process.stdout),
): Promise<number> {
  const config = readConfig(environment, process.cwd());
  const all = await linksOf(config);
  const links = chosen(all, options.link, config);
  // What keeps the gateway from starting with these links is said here too.
  const { keywords = {} } = await givenSettings(config, await surveysFor(config, () => {}));
  checkShortCodes(config.keywords, keywords, all);
  const to = options.to === undefined ? undefined : readNumber(options.to, config, '--to');
  const gatewayRuns = (await ask(config.data, { path: '/links' })) !== undefined;
  const examinations: Examination[] = [];
  for (const link of links) {
    const examination = await examine(link, {
      clock: systemClock,
      gatewayRuns,
      ...(to === undefined ? {} : { to }),
      waitMs: options.wait * 1_000,
      reference: randomInt(0x10000),
      ...(options.ask === undefined ? {} : { ask: (probes) => findingsOf(probes, output, choose) }),
    });
    examinations.push(examination);
    if (!options.json) output.write(describeExamination(examination, to, options.ask === true));
  }
  if (options.json) output.write(`${JSON.stringify(examinations.map(asData), null, 2)}\n`);
  return examinations.every(isWell) ? 0 : 1;
}

function chosen(links: readonly Link[], name: string | undefined, { links: file }: Config): readonly Link[] {
  const found = name === undefined ? links : links.filter((link) => link.name === name);
  if (found.length > 0) return found;
  const names = links.map((link) => link.name).join(', ');
  throw new GatewayError('MSCORE_LINKS_UNKNOWN', `there is no link ${name} in ${file}; there are: ${names}`, {
    retry: false,
  });
}

const isWell = ({ binds, probes = [] }: Examination): boolean =>
  binds.every(({ outcome }) => outcome.kind === 'bound') && probes.every(({ outcome }) => outcome === 'accepted');

/** Octets in hex: JSON knows no octets. */
const asData = (examination: Examination) => ({
  ...examination,
  ...(examination.probes === undefined
    ? {}
    : {
        probes: examination.probes.map(({ probe, outcome, messageIds }) => ({
          number: probe.number,
          name: probe.name,
          dataCoding: probe.dataCoding,
          octets: probe.segments.map(({ body }) => body.toString('hex')),
          outcome,
          messageIds,
          readings: probe.readings,
        })),
      }),
});

/** Goes through the probes that arrived with whoever holds the handset. */
async function findingsOf(probes: readonly SentProbe[], output: Output, choose: Choose): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const sent of probes) {
    if (sent.outcome !== 'accepted') continue;
    const { probe } = sent;
    output.write(describeProbe(sent));
    const seen = await choose(`What does the handset show of number ${probe.number}?`, probe.readings.map(choiceOf));
    const finding = seen === undefined ? undefined : probe.readings[seen]?.finding;
    if (finding !== undefined) findings.push(finding);
  }
  return findings;
}

const choiceOf = ({ shows }: Reading): string => shows;

/** Asks on a terminal until the answer is one of the choices; its end is an answer too. */
export function chooseOn(input: Readable, output: Writable): Choose {
  return async (question, choices) => {
    const lines = createInterface({ input });
    const ask = (): boolean => output.write(`${question} 1 to ${choices.length}, 0 for none of them: `);
    ask();
    for await (const typed of lines) {
      if (/^\d+$/.test(typed.trim()) && Number(typed) <= choices.length) {
        return Number(typed) > 0 ? Number(typed) - 1 : undefined;
      }
      ask();
    }
    return undefined;
  };
}
