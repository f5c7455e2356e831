import { idsLast } from '../../src/cli/ids-last';

describe('ids that begin with a dash', () => {
  test('are no options', () => {
    const id = '-1Zt0aVvYd5rHc8yXn2LuA';
    expect(idsLast(['node', 'mscore', 'dead', 'redrive', id, 'other', '--again'])).toEqual([
      ...['node', 'mscore', 'dead', 'redrive', 'other', '--again', '--', id],
    ]);
  });

  test.each([[['node', 'mscore', 'dead', 'list', '--json']], [['a', '--', '-1Zt0aVvYd5rHc8yXn2LuA']], [['-h']]])(
    'change nothing where there are none, or where all is said: %j',
    (args) => {
      expect(idsLast(args)).toEqual(args);
    },
  );
});
