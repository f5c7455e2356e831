import { benchOptionsFrom } from '../../src/bench/options';

describe('options of the bench', () => {
  test('are a full run by default, and a short one with --quick', () => {
    expect(benchOptionsFrom([])).toMatchObject({ rounds: 3, seconds: 10, rate: 500, conversations: 100_000 });
    expect(benchOptionsFrom(['--quick', '--rate', '1000'])).toMatchObject({
      rounds: 1,
      rate: 1_000,
      conversations: 10_000,
    });
  });

  test('fill a million waiting conversations unless told otherwise', () => {
    expect(benchOptionsFrom([])).toMatchObject({ waiting: 1_000_000, conversationsOnly: false });
    expect(benchOptionsFrom(['--waiting', '0', '--only-conversations'])).toMatchObject({
      waiting: 0,
      conversationsOnly: true,
    });
  });

  test.each([
    [['--waiting', 'all'], '--waiting: a whole number, 0 for none'],
    [['--rate', '0'], '--rate: a whole number from 1 to 5000'],
    [['--seconds', 'x'], '--seconds: a whole number from 1 to 60'],
    [['--fast'], "Unknown option '--fast'"],
    [['now'], 'Unexpected argument'],
  ])('%j is one line that says what is wrong', (args, problem) => {
    expect(String(benchOptionsFrom(args))).toContain(problem);
  });
});
