import type { ResponseId, SealedAddress, SurveyHash } from '@mscore/contracts';
import type { Context } from '@mscore/survey';
import { type ConversationDocument, type HeardTurn, step } from '../../src/domain/conversation';
import { scorecard } from '../inbox';

let context: Context;
beforeAll(async () => {
  const { survey, hash } = await scorecard();
  context = { surveys: new Map([[hash, survey]]), survey: hash as SurveyHash, walkIn: true, usagePerDay: 3 };
});

const now = Date.parse('2026-11-22T01:00:00.000Z');
const heard = (id: string, text: string): HeardTurn => ({
  id,
  mark: id.padStart(11, '-'),
  address: 'sealed.address' as SealedAddress,
  turn: { person: true, text, newResponse: `response-${id}` as ResponseId },
});
const take = (before: ConversationDocument | undefined, ...batch: readonly HeardTurn[]) =>
  step(before, batch, context, now);
const causes = (effects: readonly { readonly cause: string }[]) => effects.map(({ cause }) => cause);

test('effects wait in the document until a later batch proves them published', () => {
  const first = take(undefined, heard('a', 'DG'));
  expect(causes(first.document?.effects ?? [])).toEqual(['a']);
  const second = take(first.document, heard('b', '1'));
  expect(causes(second.document?.effects ?? [])).toEqual(['b']);
});

test('a repeat publishes what is stored and writes nothing', () => {
  const first = take(undefined, heard('a', 'DG'));
  const repeat = take(first.document, heard('a', 'DG'));
  expect(repeat.document).toBeUndefined();
  expect(repeat.due).toEqual(first.due);
  expect(repeat.outcomes).toEqual(['handled-before']);
});

test('the smaller repeat of a crashed batch leaves the other effects for the next one', () => {
  const both = take(undefined, heard('a', 'DG'), heard('b', '1'));
  const left = take(both.document, heard('a', 'DG'));
  expect(left.document).toBeUndefined();
  expect(causes(take(both.document, heard('b', '1'), heard('c', '9')).due)).toEqual(['b', 'c']);
});

test('a message that is answered with silence is still remembered', () => {
  const out = take(undefined, heard('a', 'HUY'));
  const silent = take(out.document, heard('b', 'HUY'));
  expect(silent.due).toEqual([]);
  const back = take(silent.document, heard('c', 'DK'));
  // The silent one again, after the person joined again: it must not opt them out.
  expect(take(back.document, heard('b', 'HUY')).outcomes).toEqual(['handled-before']);
});

const repeating = (of: string, id: string, text: string): HeardTurn => ({
  ...heard(id, text),
  repeatedMark: of.padStart(11, '-'),
});

test('a redelivery of a handled message changes nothing, also within one batch', () => {
  const asked = take(undefined, heard('a', 'DG'), heard('b', '1'));
  const again = take(asked.document, repeating('b', 'c', '1'));
  expect(again.outcomes).toEqual(['ignored']);
  expect(again.document?.state).toEqual(asked.document?.state);
  const together = take(undefined, heard('a', 'DG'), heard('b', '1'), repeating('b', 'c', '1'));
  expect(together.document?.state).toEqual(asked.document?.state);
});

test('a redelivery of a message that never came is the message, once', () => {
  const asked = take(undefined, heard('a', 'DG'));
  const came = take(asked.document, repeating('lost', 'c', '1'));
  expect(came.outcomes).toEqual(['answered']);
  expect(take(came.document, heard('lost', '1')).outcomes).toEqual(['handled-before']);
  expect(take(came.document, repeating('lost', 'd', '1')).outcomes).toEqual(['ignored']);
});

test('a conversation in the middle of the survey takes about a kilobyte', () => {
  let document: ConversationDocument | undefined;
  for (const [at, text] of ['DG', '1', '9', '9', '1', '2', '1', '2'].entries()) {
    ({ document } = take(document, heard(`event-${at}`, text)));
  }
  expect(JSON.stringify(document).length).toBeLessThan(1_024);
});
