import { understand } from '../../src';
import { slicesOf } from '../../src/understanding/affixes';
import { LONGEST_READ, readMessage } from '../../src/understanding/message';
import { vocabularyOf } from '../../src/understanding/vocabulary';
import { nodeWith } from '../small-survey';

const node = nodeWith({ kind: 'scale', min: 1, max: 10 });
const polite = `${'dạ '.repeat(50)}8${' ạ'.repeat(70)}`;

test('politeness heaped up hides no answer', () => {
  expect(polite.length).toBeLessThan(LONGEST_READ);
  expect(understand(node, polite, 'vi')).toMatchObject({ kind: 'answer', value: 8, rule: 'affixed' });
});

test('however polite a message is, only what an answer may be long is looked at', () => {
  const message = readMessage(polite, 'vi');
  const slices = slicesOf(node, vocabularyOf(node, 'vi'), message, message.spelled);
  const lengths = slices.map(({ tokens }) => tokens.length);
  expect(lengths.length).toBeGreaterThan(0);
  expect(Math.max(...lengths)).toBeLessThan(40);
  expect(lengths).toEqual([...lengths].sort((left, right) => right - left));
});
