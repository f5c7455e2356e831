import { idsLast } from '../../src/cli/ids-last';

describe('ids that begin with a dash', () => {
  test('are no options', () => {
    const id = '-1Zt0aVvYd5rHc8yXn2LuA';
    expect(idsLast(['node', 'mscore', 'dead', 'redrive', id, 'other', '--again'])).toEqual([
      ...['node', 'mscore', 'dead', 'redrive', 'other', '--again', '--', id],
    ]);
  });

  test('are no options, nor is the beginning of one; options of the same length are', () => {
    expect(idsLast(['show', '-1Zt0aVv', '--json', '--number', '1'])).toEqual([
      ...['show', '--json', '--number', '1', '--', '-1Zt0aVv'],
    ]);
  });

  test.each([[['node', 'mscore', 'dead', 'list', '--json']], [['a', '--', '-1Zt0aVvYd5rHc8yXn2LuA']], [['-h']]])(
    'change nothing where there are none, or where all is said: %j',
    (args) => {
      expect(idsLast(args)).toEqual(args);
    },
  );
});
