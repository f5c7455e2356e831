import fc from 'fast-check';
import { type QuestionNode, severalAnswers } from '../../src';
import { questions } from '../replies/questions';

const node = (id: string): QuestionNode => questions[id] as QuestionNode;
/** Score, score, yes or no, visits, yes or no, one of five. */
const remaining = ['sat10', 'sat10', 'yesno', 'visits', 'yesno', 'five'].map(node);
const values = (text: string, nodes = remaining) => severalAnswers(nodes, text, 'vi-ascii')?.map(({ value }) => value);

test.each([
  '9 8 1 2 1 2',
  ' 9 8 1 2 1 2 ',
  '9,8,1,2,1,2',
  '9, 8, 1, 2, 1, 2.',
  '9;8;1;2;1;2',
  '9-8-1-2-1-2',
  '9\n8\n1\n2\n1\n2',
  '９ ８ １ ２ １ ２',
])('"%s" is one answer for each question', (text) => {
  expect(values(text)).toEqual([9, 8, 1, 2, 1, 2]);
});

test.each([
  ['one too few', '9 8 1 2 1'],
  ['one too many', '9 8 1 2 1 2 2'],
  ['one that is none on its own', '9 11 1 2 1 2'],
  ['one that skips', '9 8 1 2 1 6'],
  ['a word among them', '9 8 1 2 1 hai'],
  ['glued', '981212'],
  ['a sentence', 'cau 1 9 cau 2 8'],
  ['nothing', ''],
])('%s is no series of answers', (_, text) => {
  expect(values(text)).toBeUndefined();
});

test('a single answer is no series', () => {
  expect(values('9', [node('sat10')])).toBeUndefined();
});

test('bigger counts are flagged in a series too', () => {
  expect(severalAnswers([node('visits'), node('yesno')], '12 1', 'vi')).toEqual([
    { kind: 'answer', value: 9, rule: 'digits', flags: ['top-coded'] },
    { kind: 'answer', value: 1, rule: 'digits', flags: [] },
  ]);
});

test('whatever is typed, there is one answer for each question or none at all', () => {
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789 ,;-\n') }));
  fc.assert(
    fc.property(typed, (text) => {
      const answers = severalAnswers(remaining.slice(0, 2), text, 'vi');
      expect(answers?.length ?? 2).toBe(2);
    }),
  );
});
