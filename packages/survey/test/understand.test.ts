import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { isWaiting, understand, type Verdict, type WaitingNode } from '../src';
import { nodeWith, parsedSmallSurvey } from './small-survey';

const label = (vi: string) => ({ vi, 'vi-ascii': vi.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd') });
const option = (value: number, vi: string, ...accept: string[]) => ({ value, label: label(vi), accept });

/** The questions of the corpus, as its header describes them. */
const questions: Readonly<Record<string, WaitingNode>> = {
  sat10: nodeWith({ kind: 'scale', min: 1, max: 10 }),
  score0: nodeWith({ kind: 'scale', min: 0, max: 10 }),
  visits: nodeWith({ kind: 'number', min: 0, max: 9, topCode: 50, skip: ['bỏ', 'bỏ qua'] }),
  yesno: nodeWith({ kind: 'choice', options: [option(1, 'Có'), option(2, 'Không', 'không có')] }),
  five: nodeWith({
    kind: 'choice',
    options: [
      option(1, 'Rất hài lòng'),
      option(2, 'Hài lòng'),
      option(3, 'Bình thường', 'tạm được'),
      option(4, 'Không hài lòng'),
      option(5, 'Rất không hài lòng'),
    ],
  }),
  consent: nodeWith({
    kind: 'consent',
    accept: ['1', 'đồng ý', 'có', 'ok', 'dạ', 'vâng', 'ừ', 'yes'],
    refuse: ['2', '0', 'không', 'từ chối'],
  }),
  text: nodeWith({ kind: 'text', skip: ['0'] }),
};

const say = (question: string, typed: string): Verdict => {
  const node = questions[question];
  if (node === undefined) throw new Error(`no question ${question}`);
  return understand(node, typed, 'vi-ascii');
};

/** A verdict in the corpus's own words. */
function inWords(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'answer':
      return `answer ${verdict.value}`;
    case 'keyword':
      return `keyword ${verdict.call.name}`;
    case 'ambiguous':
      return verdict.kind;
    case 'outOfRange':
      return `outOfRange ${verdict.value}`;
    case 'refuse':
    case 'skip':
    case 'comment':
    case 'question':
    case 'wrongPerson':
    case 'noise':
    case 'empty':
      return verdict.kind;
    default:
      return verdict satisfies never;
  }
}

const corpus = readFileSync(join(__dirname, 'replies.tsv'), 'utf8')
  .split('\n')
  .slice(1)
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [string, string, string]);

describe('replies as people really type them', () => {
  test.each(corpus)('%s: "%s" is never taken for anything but: %s', (question, typed, expected) => {
    const verdict = inWords(say(question, typed));
    const takes = /^(answer|refuse|skip|keyword)/.test(verdict);
    expect(takes ? verdict : expected).toBe(expected);
  });

  test('more than half of them are understood already', () => {
    const understood = corpus.filter(([question, typed, expected]) => inWords(say(question, typed)) === expected);
    expect(understood.length).toBeGreaterThan(corpus.length / 2);
  });
});

test.each([
  ['sat10', ' (8)! ', 'answer 8'],
  ['sat10', '08', 'answer 8'],
  ['sat10', '008', 'comment'],
  ['sat10', '-8', 'comment'],
  ['sat10', '8?', 'comment'],
  ['sat10', '8%', 'comment'],
  ['sat10', '8 9', 'comment'],
  ['sat10', '٨', 'comment'],
  ['sat10', '', 'empty'],
  ['sat10', '...', 'empty'],
  ['visits', '51', 'outOfRange 51'],
  ['visits', '50', 'answer 9'],
  ['visits', 'Bỏ qua.', 'skip'],
  ['yesno', 'Có', 'answer 1'],
  ['yesno', 'CÓ!', 'answer 1'],
  ['yesno', 'cô', 'comment'],
  ['yesno', 'cỏ', 'comment'],
  ['yesno', 'Ko', 'answer 2'],
  ['yesno', 'ko co', 'answer 2'],
  ['yesno', '3', 'outOfRange 3'],
  ['consent', '01', 'answer 1'],
  ['consent', 'đồng y', 'answer 1'],
  ['consent', 'đông ý', 'comment'],
  ['text', '👍', 'comment'],
  ['text', '  ', 'empty'],
  ['text', 'Từ chối', 'refuse'],
])('%s: "%s" is %s', (question, typed, expected) => {
  expect(inWords(say(question, typed))).toBe(expected);
});

const anyNode = fc.constantFrom(...parsedSmallSurvey().nodes.filter(isWaiting), ...Object.values(questions));
const nearlyWords = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789 .,!?()ckhongôàđịHUYSTOP\u{200B}\u{FE0F}👍') }),
  fc.constantFrom(...corpus.map(([, typed]) => typed)),
);

test('never throws, whatever is typed', () => {
  fc.assert(
    fc.property(anyNode, nearlyWords, (node, typed) => {
      expect(understand(node, typed, 'vi-ascii').kind).toMatch(/./);
    }),
    { numRuns: 600 },
  );
});

test('case and surrounding spaces change nothing', () => {
  // Letters whose capital form is another letter (ß, ı) are another text, not the same one in capitals.
  const stable = nearlyWords.filter((typed) => typed.toUpperCase().toLowerCase() === typed.toLowerCase());
  fc.assert(
    fc.property(anyNode, stable, (node, typed) => {
      const verdict = understand(node, typed, 'vi-ascii');
      expect(understand(node, ` \t${typed.toUpperCase()}\n `, 'vi-ascii')).toEqual(verdict);
      expect(understand(node, typed.toLowerCase(), 'vi-ascii')).toEqual(verdict);
    }),
    { numRuns: 600 },
  );
});

test('an answer is always one the node declares', () => {
  fc.assert(
    fc.property(nearlyWords, (typed) => {
      const verdict = say('sat10', typed);
      if (verdict.kind === 'answer') expect(verdict.value).toBeGreaterThanOrEqual(1);
      if (verdict.kind === 'answer') expect(verdict.value).toBeLessThanOrEqual(10);
    }),
    { numRuns: 600 },
  );
});
