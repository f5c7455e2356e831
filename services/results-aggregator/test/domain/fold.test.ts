import fc from 'fast-check';
import { type Fact, fold } from '../../src/domain/fold';
import type { ResponseDocument, ResultDocument } from '../../src/domain/response-document';
import { fact, wholeResponse } from '../facts';

function foldAll(facts: readonly Fact[], from?: ResponseDocument): ResponseDocument | undefined {
  const document = foldAny(facts, from);
  return document === undefined || 'dropped' in document ? undefined : document;
}

function foldAny(facts: readonly Fact[], from?: ResultDocument): ResultDocument | undefined {
  let document = from;
  for (const each of facts) {
    const folded = fold(document, each);
    if (folded.kind === 'folded') ({ document } = folded);
  }
  return document;
}

test('a response is what its facts tell', () => {
  expect(foldAll(wholeResponse('r'))).toEqual({
    response: 'r',
    survey: 'hash',
    surveyId: 'one-stop-shop',
    origin: 'walk-in',
    language: 'vi-ascii',
    channel: 'sms',
    begunAt: '2026-11-22T01:02:01.000Z',
    consentedAt: '2026-11-22T01:02:02.000Z',
    endedAt: '2026-11-22T01:02:05.000Z',
    reason: 'completed',
    disposition: 'partial',
    answers: {
      satisfaction: { value: 9, how: 'answer', rule: 'digits', flags: [], at: '2026-11-22T01:02:03.000Z' },
    },
    comments: [
      {
        node: 'q7',
        variable: 'comment',
        comment: 'test.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
        fact: 'r-4',
        length: 12,
        flags: [],
        at: '2026-11-22T01:02:04.000Z',
      },
    ],
    applied: 5,
  });
});

test('the last answer to an item counts, and a skip has no value', () => {
  const document = foldAll([
    ...wholeResponse('r').slice(0, 3),
    fact('answer.recorded', 'r', 4, { value: 2, flags: ['fast'] }),
    fact('answer.recorded', 'r', 5, { variable: 'visits', how: 'skip', rule: 'skip-word' }),
  ]);
  expect(document?.answers.satisfaction).toMatchObject({ value: 2, flags: ['fast'] });
  expect(document?.answers.visits).toMatchObject({ how: 'skip' });
});

test('a correction counts, and what it corrects is kept beside it', () => {
  const corrected = foldAll([
    ...wholeResponse('r').slice(0, 3),
    fact('answer.recorded', 'r', 4, { value: 7, flags: ['correction'] }),
    fact('answer.recorded', 'r', 5, { value: 8, flags: ['fast', 'correction'] }),
  ]);
  expect(corrected?.answers.satisfaction).toMatchObject({ value: 8, flags: ['fast', 'correction'] });
  expect(corrected?.answers.satisfaction?.corrected).toEqual([
    { value: 9, how: 'answer', rule: 'digits', flags: [], at: '2026-11-22T01:02:03.000Z' },
    { value: 7, how: 'answer', rule: 'digits', flags: ['correction'], at: '2026-11-22T01:02:04.000Z' },
  ]);
});

test('a response that is reopened has no end until it ends again', () => {
  const reopened = foldAll([...wholeResponse('r'), fact('response.reopened', 'r', 6)]);
  expect(reopened).toMatchObject({ answers: { satisfaction: { value: 9 } }, applied: 6 });
  for (const field of ['endedAt', 'reason', 'disposition']) expect(reopened).not.toHaveProperty(field);
  const ended = foldAll([fact('response.ended', 'r', 7, { disposition: 'complete' })], reopened);
  expect(ended).toMatchObject({ reason: 'completed', disposition: 'complete', endedAt: '2026-11-22T01:02:07.000Z' });
});

test('of an invitation that was dropped only the survey, the time and the reason are kept', () => {
  const dropped = foldAny([fact('invitation.dropped', 'r', 1)]);
  expect(dropped).toEqual({
    response: 'r',
    survey: 'hash',
    surveyId: 'one-stop-shop',
    droppedAt: '2026-11-22T01:02:01.000Z',
    dropped: 'capped',
    applied: 1,
  });
  expect(fold(dropped, fact('invitation.dropped', 'r', 1))).toEqual({ kind: 'known' });
  expect(fold(dropped, fact('response.consented', 'r', 2))).toEqual({ kind: 'gap' });
});

test('a fact folded before changes nothing', () => {
  const document = foldAll(wholeResponse('r'));
  for (const each of wholeResponse('r')) expect(fold(document, each)).toEqual({ kind: 'known' });
});

test('a fact behind a missing one is not folded', () => {
  const [first, , third] = wholeResponse('r');
  expect(fold(foldAll(first === undefined ? [] : [first]), third as Fact)).toEqual({ kind: 'gap' });
});

test('a response begins with its beginning', () => {
  expect(fold(undefined, fact('answer.recorded', 'r', 1))).toEqual({ kind: 'gap' });
  expect(fold(undefined, fact('answer.recorded', 'r', 3))).toEqual({ kind: 'gap' });
});

test('however often and in whatever portions facts come again, the response is the same', () => {
  const facts = wholeResponse('r');
  const whole = foldAll(facts);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: facts.length }), { maxLength: 10 }), (starts) => {
      let document: ResponseDocument | undefined;
      for (const start of [...starts.map((at) => Math.min(at, document?.applied ?? 0)), document?.applied ?? 0]) {
        document = foldAll(facts.slice(start), document);
      }
      expect(document).toEqual(whole);
    }),
  );
});
