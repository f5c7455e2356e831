import { throttleOptionsFrom } from '../../src/throttle/options';

test('without options it is a backlog of 50,000 against 500 a second, counted in every way', () => {
  expect(throttleOptionsFrom([])).toMatchObject({
    backlog: 50_000,
    allowed: 500,
    configured: 1_000,
    countings: ['window', 'sliding', 'bucket'],
    status: 0x58,
  });
});

test.each([
  [['--backlog', '0'], /--backlog/],
  [['--allowed', 'x'], /--allowed/],
  [['--configured', '1.5'], /--configured/],
  [['--counting', 'fingers'], /--counting/],
  [['--fast'], /--fast/],
])('%j is refused with its name', (args, problem) => {
  expect(throttleOptionsFrom(args)).toMatch(problem);
});
