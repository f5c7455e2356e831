import type { FactBase, ResponseId } from '@mscore/contracts';
import { type Citizen, citizenOf } from '../../src/citizens/citizen';
import type { StoredResponse } from '../../src/judge/check-aggregate';
import type { Evidence } from '../../src/judge/judge-run';
import type { LedgerEntry, TimedEntry } from '../../src/judge/ledger';
import type { Fact } from '../../src/judge/recompute';

export const SEED = 11;
export const WINDOW = 5;

/** Evidence that tests can tamper with. */
export interface Forged {
  ledger: TimedEntry[];
  facts: Fact[];
  responses: StoredResponse[];
  resends: number;
}

/** What a flawless gateway leaves behind: every citizen answered, everything stored once. */
export function forge(count: number): Forged {
  const citizens = Array.from({ length: count }, (_, index) => citizenOf(index, SEED));
  return {
    ledger: timed([
      { kind: 'session-opened', session: 1 },
      ...citizens.flatMap(conversation),
      { kind: 'session-ended', session: 1, how: 'unbound' },
    ]),
    facts: citizens.flatMap(factsOf),
    responses: citizens.map(storedOf),
    resends: 0,
  };
}

export const evidenceOf = (forged: Forged): Evidence => ({ ...forged, seed: SEED, window: WINDOW });

export const timed = (entries: readonly LedgerEntry[]): TimedEntry[] =>
  entries.map((entry, index) => ({ ...entry, at: index }));

function conversation(citizen: Citizen): readonly LedgerEntry[] {
  const base = { session: 1, citizen: citizen.index };
  return citizen.texts.flatMap((_, text): LedgerEntry[] => [
    { kind: 'offered', ...base, text, attempt: 1 },
    { kind: 'acknowledged', ...base, text },
    { kind: 'submitted', ...base, prompt: citizen.prompts[text] ?? 'thanks' },
  ]);
}

const responseOf = (citizen: Citizen): ResponseId => `response-${citizen.index}` as ResponseId;

function answersOf({ answers, texts }: Citizen): readonly (readonly [string, number])[] {
  const { satisfaction, attitude, guidance, visits, onTime, payment } = answers;
  return [
    ['satisfaction', satisfaction],
    ['attitude', attitude],
    ['clear_guidance', guidance],
    ['visits', visits],
    ['on_time', onTime],
    ['extra_payment', payment],
    ...(texts.length > 9 ? ([['contact_wanted', Number(texts[9])]] as const) : []),
  ];
}

const hasComment = (citizen: Citizen): boolean => citizen.answers.comment !== '0';

function factsOf(citizen: Citizen): Fact[] {
  const facts: Fact[] = [];
  const base = (): FactBase => ({ response: responseOf(citizen), n: facts.length + 1 });
  const envelope = () => ({
    id: `${citizen.index}-${facts.length}`,
    v: 1,
    key: responseOf(citizen),
    at: '2026-01-01T00:00:00.000Z',
  });
  const survey = 'hash' as Extract<Fact, { type: 'response.invited' }>['data']['survey'];
  facts.push({
    ...envelope(),
    type: 'response.invited',
    data: { ...base(), survey, surveyId: 's', origin: 'walk-in', language: 'vi-ascii', channel: 'sms' },
  });
  facts.push({
    ...envelope(),
    type: 'response.consented',
    data: { ...base(), node: 'invite', language: 'vi-ascii', rule: 'r' },
  });
  for (const [variable, value] of answersOf(citizen)) {
    const data = { ...base(), node: variable, variable, value, how: 'answer' as const, rule: 'r' };
    facts.push({ ...envelope(), type: 'answer.recorded', data });
  }
  if (hasComment(citizen)) {
    const comment = 'k.sealed' as Extract<Fact, { type: 'comment.recorded' }>['data']['comment'];
    const { length } = citizen.answers.comment;
    facts.push({
      ...envelope(),
      type: 'comment.recorded',
      data: { ...base(), node: 'q7', variable: 'comment', comment, length },
    });
  }
  facts.push({
    ...envelope(),
    type: 'response.ended',
    data: { ...base(), reason: 'completed', disposition: 'complete' },
  });
  return facts;
}

const storedOf = (citizen: Citizen): StoredResponse => ({
  response: responseOf(citizen),
  consentedAt: '2026-01-01T00:00:00.000Z',
  reason: 'completed',
  disposition: 'complete',
  answers: Object.fromEntries(answersOf(citizen).map(([variable, value]) => [variable, { value }])),
  comments: hasComment(citizen) ? [{ length: citizen.answers.comment.length }] : [],
  applied: factsOf(citizen).length,
});
