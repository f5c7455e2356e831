import type { EventData, ResponseId, SealedText, SurveyHash } from '@mscore/contracts';
import type { Fact, FactType } from '../src/domain/fold';

const sealed = 'test.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8' as SealedText;

const data = (response: string, n: number) => {
  const base = { response: response as ResponseId, n };
  return {
    'response.invited': {
      ...base,
      survey: 'hash' as SurveyHash,
      surveyId: 'one-stop-shop',
      origin: 'walk-in',
      language: 'vi-ascii',
      channel: 'sms',
    },
    'invitation.dropped': { ...base, survey: 'hash' as SurveyHash, surveyId: 'one-stop-shop', reason: 'capped' },
    'response.reopened': { ...base, why: 'late-answer' },
    'response.consented': { ...base, node: 'invite-walk-in', language: 'vi-ascii', rule: 'option' },
    'answer.recorded': { ...base, node: 'q1', variable: 'satisfaction', value: 9, how: 'answer', rule: 'digits' },
    'comment.recorded': { ...base, node: 'q7', variable: 'comment', comment: sealed, length: 12 },
    'response.ended': { ...base, reason: 'completed', disposition: 'partial' },
  } as const satisfies { [T in FactType]: EventData[T] };
};

/** A fact of a response, with what differs from the usual one. */
export function fact<T extends FactType>(
  type: T,
  response: string,
  n: number,
  fields: Partial<EventData[T]> = {},
  at = `2026-11-22T01:02:0${n % 10}.000Z`,
): Fact {
  return {
    id: `${response}-${n}`,
    type,
    v: 1,
    key: response,
    at,
    data: { ...data(response, n)[type], ...fields },
  } as Fact;
}

/** Everything that is known of a short response. */
export const wholeResponse = (response: string): readonly Fact[] => [
  fact('response.invited', response, 1),
  fact('response.consented', response, 2),
  fact('answer.recorded', response, 3),
  fact('comment.recorded', response, 4),
  fact('response.ended', response, 5),
];
