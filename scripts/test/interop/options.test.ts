import { optionsFrom } from '../../src/interop/options';

const half = (): number => 0.5;

describe('options of the run against foreign peers', () => {
  test('are everything in full by default, with a seed of its own', () => {
    expect(optionsFrom([], half)).toEqual({ seed: 500_000_000, peer: '', only: '', quick: false, table: false });
  });

  test.each([
    [['--seed', '-1'], 'Option'],
    [['--seed', '1.5'], '--seed: a whole number up to 1000000000'],
    [['--slow'], "Unknown option '--slow'"],
    [['now'], 'Unexpected argument'],
  ])('%j is one line that says what is wrong', (args, problem) => {
    expect(String(optionsFrom(args, half))).toContain(problem);
  });
});
