import type { Event, EventData, ResponseId, SealedText, SurveyHash } from '@mscore/contracts';

const sealed = 'test.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as SealedText;

/** The facts of a response: one answer, corrected, with words beside it, and an end. `minute` orders responses. */
export function factsOf(name: string, minute: number): readonly Event[] {
  const response = name as ResponseId;
  const at = `2026-11-22T09:${String(minute).padStart(2, '0')}:00.000Z`;
  const fact = <T extends keyof EventData>(type: T, n: number, data: Omit<EventData[T], 'response' | 'n'>): Event =>
    ({ id: `${name}-${n}`, type, v: 1, key: name, at, data: { response, n, ...data } }) as unknown as Event;
  return [
    fact('response.invited', 1, {
      survey: 'hash' as SurveyHash,
      surveyId: 'one-stop-shop',
      origin: 'walk-in',
      language: 'vi-ascii',
      channel: 'sms',
    }),
    fact('response.consented', 2, { node: 'invite', language: 'vi-ascii', rule: 'option' }),
    fact('answer.recorded', 3, { node: 'q4', variable: 'attitude', value: 7, how: 'answer', rule: 'digits' }),
    fact('answer.recorded', 4, {
      ...{ node: 'q4', variable: 'attitude', value: 8, how: 'answer', rule: 'digits' },
      flags: ['correction'],
    }),
    fact('comment.recorded', 5, { node: 'q4', variable: 'attitude', comment: sealed, length: 3 }),
    fact('comment.recorded', 6, { node: 'q7', variable: 'comment', comment: sealed, length: 12 }),
    fact('response.ended', 7, { reason: 'completed', disposition: 'partial' }),
  ];
}
