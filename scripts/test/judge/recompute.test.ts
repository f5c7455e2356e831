import type { EventData, EventType, ResponseId } from '@mscore/contracts';
import { checkAggregate, type StoredResponse } from '../../src/judge/check-aggregate';
import { type Fact, recompute } from '../../src/judge/recompute';

const fact = <T extends EventType>(type: T, n: number, data: Partial<EventData[T]> = {}): Fact =>
  ({
    id: `r-${n}`,
    type,
    v: 1,
    key: 'r',
    at: '2026-11-22T01:02:03.000Z',
    data: { response: 'r' as ResponseId, n, ...data },
  }) as unknown as Fact;

const answer = (n: number, value: number, ...flags: readonly string[]) =>
  fact('answer.recorded', n, { variable: 'visits', value, ...(flags.length === 0 ? {} : { flags }) });

const begun = [fact('response.invited', 1), fact('response.consented', 2), answer(3, 2)];
const checksOf = (facts: readonly Fact[]) => recompute(facts).findings.map(({ check }) => check);

test('an answer given twice is an objection, unless the second is a correction', () => {
  expect(checksOf([...begun, answer(4, 3)])).toEqual(['applied twice']);
  const { responses, findings } = recompute([...begun, answer(4, 3, 'fast', 'correction'), answer(5, 4, 'correction')]);
  expect(findings).toEqual([]);
  expect(responses.get('r')?.answers).toEqual(new Map([['visits', 4]]));
  expect(responses.get('r')?.corrected).toEqual(new Map([['visits', [2, 3]]]));
});

test('a stored response must keep what was corrected', () => {
  const { responses } = recompute([...begun, answer(4, 3, 'correction')]);
  const stored = (corrected?: StoredResponse['answers'][string]['corrected']): StoredResponse => ({
    response: 'r',
    consentedAt: '2026-11-22T01:02:03.000Z',
    answers: { visits: { value: 3, ...(corrected === undefined ? {} : { corrected }) } },
    comments: [],
    applied: 4,
  });
  expect(checkAggregate([stored([{ value: 2 }])], responses)).toEqual([]);
  for (const corrected of [undefined, [], [{ value: 3 }]]) {
    expect(checkAggregate([stored(corrected)], responses)).toHaveLength(1);
  }
});

test('a response that was reopened has no end until it ends again', () => {
  const ended = [...begun, fact('response.ended', 4, { reason: 'expired', disposition: 'partial' })];
  const reopened = [...ended, fact('response.reopened', 5)];
  expect(recompute(reopened).responses.get('r')).not.toHaveProperty('reason');
  const again = [...reopened, fact('response.ended', 6, { reason: 'completed', disposition: 'complete' })];
  expect(recompute(again).responses.get('r')).toMatchObject({ reason: 'completed', disposition: 'complete' });
});

test('who was never asked has no response, and nothing follows', () => {
  const dropped = fact('invitation.dropped', 1);
  expect(recompute([dropped])).toEqual({ responses: new Map(), findings: [] });
  expect(checksOf([dropped, answer(2, 3)])).toEqual(['misordered']);
});
