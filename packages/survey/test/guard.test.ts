import type { Guard } from '../src';
import { holds } from '../src/guard';

const session = { answers: { a: 4, b: null, c: 'given' }, flags: ['complaint'] as const };

test.each<[string, Guard, boolean]>([
  ['less or equal', { compare: 'a', is: '<=', value: 4 }, true],
  ['less', { compare: 'a', is: '<', value: 4 }, false],
  ['greater or equal', { compare: 'a', is: '>=', value: 4 }, true],
  ['greater', { compare: 'a', is: '>', value: 4 }, false],
  ['equal', { compare: 'a', is: '=', value: 4 }, true],
  ['not equal', { compare: 'a', is: '!=', value: 4 }, false],
  ['a skipped item compares with nothing', { compare: 'b', is: '!=', value: 4 }, false],
  ['an item never asked compares with nothing', { compare: 'z', is: '<', value: 4 }, false],
  ['in', { in: 'a', values: [3, 4] }, true],
  ['not in', { in: 'b', values: [3, 4] }, false],
  ['answered', { answered: 'a' }, true],
  ['a text given is answered', { answered: 'c' }, true],
  ['skipped is not answered', { answered: 'b' }, false],
  ['the mark of a comment', { comment: 'complaint' }, true],
  ['and', { and: [{ answered: 'a' }, { answered: 'b' }] }, false],
  ['or', { or: [{ answered: 'b' }, { answered: 'a' }] }, true],
  ['not', { not: { answered: 'b' } }, true],
])('%s', (_, guard, expected) => {
  expect(holds(guard, session)).toBe(expected);
});
