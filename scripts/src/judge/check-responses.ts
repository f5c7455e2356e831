import { answersKey, type Citizen, citizenOf } from '../citizens/citizen';
import type { Finding } from './finding';
import type { Recomputed } from './recompute';

/** Who took part, from the ledger. */
export interface Participants {
  readonly begun: readonly number[];
  readonly over: readonly number[];
}

/**
 * Matches responses with citizens by their answers, which no two citizens share: each who saw the last prompt has
 * exactly one complete response with the answers given, and nobody else has any.
 */
export function checkResponses(
  responses: ReadonlyMap<string, Recomputed>,
  participants: Participants,
  seed: number,
): readonly Finding[] {
  const citizens = new Map(
    participants.begun.map((index) => {
      const citizen = citizenOf(index, seed);
      return [answersKey(citizen.answers), citizen];
    }),
  );
  const findings: Finding[] = [];
  const found = new Map<number, string>();
  let unfinished = 0;
  for (const response of responses.values()) {
    if (response.reason === undefined) {
      unfinished += 1;
      continue;
    }
    const citizen = citizens.get(keyOf(response));
    const name = `response ${response.response.slice(0, 8)}`;
    if (citizen === undefined) {
      findings.push({ check: 'applied twice', detail: `${name}: answers nobody gave` });
    } else if (found.has(citizen.index)) {
      findings.push({ check: 'applied twice', detail: `${name}: citizen ${citizen.index} already has a response` });
    } else {
      found.set(citizen.index, response.response);
      findings.push(...checkContent(response, citizen));
    }
  }
  for (const index of participants.over) {
    if (!found.has(index)) findings.push({ check: 'lost', detail: `citizen ${index}: no complete response` });
  }
  const onTheWay = participants.begun.length - participants.over.length;
  if (unfinished > onTheWay) {
    const detail = `${unfinished} responses are open, but only ${onTheWay} citizens are on the way`;
    findings.push({ check: 'applied twice', detail });
  }
  return findings;
}

const keyOf = ({ answers }: Recomputed): string =>
  answersKey({
    satisfaction: Number(answers.get('satisfaction')),
    attitude: Number(answers.get('attitude')),
    guidance: Number(answers.get('clear_guidance')),
    visits: Number(answers.get('visits')),
    onTime: Number(answers.get('on_time')),
    // "Prefers not to say" may be kept as a refusal without a value.
    payment: answers.has('extra_payment') ? Number(answers.get('extra_payment') ?? 3) : Number.NaN,
  });

function checkContent(response: Recomputed, citizen: Citizen): readonly Finding[] {
  const where = `response ${response.response.slice(0, 8)} of citizen ${citizen.index}`;
  const findings: Finding[] = [];
  if (!response.consented || response.reason !== 'completed' || response.disposition !== 'complete') {
    const state = `consented ${response.consented}, ${response.reason}, ${response.disposition}`;
    findings.push({ check: 'lost', detail: `${where} is not complete: ${state}` });
  }
  const said = citizen.answers.comment === '0' ? [] : [citizen.answers.comment.length];
  if (said.join() !== response.comments.join()) {
    findings.push({
      check: said.length > response.comments.length ? 'lost' : 'applied twice',
      detail: `${where}: comment`,
    });
  }
  const contact = citizen.texts.length > 9 ? Number(citizen.texts[9]) : undefined;
  if (response.answers.get('contact_wanted') !== contact) {
    findings.push({ check: 'applied twice', detail: `${where}: another answer about contact` });
  }
  return findings;
}
