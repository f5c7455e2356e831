import { main } from '../../src/cli/main';

describe('the process of a command', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
    process.exitCode = undefined;
  });

  test('ends after a failure even when something was left open', async () => {
    const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
    main(['node', 'mscore', 'strat']);
    await new Promise((resolve) => setImmediate(resolve));
    expect(process.exitCode).toBe(2);
    expect(exit).not.toHaveBeenCalled();
    jest.runAllTimers();
    expect(exit).toHaveBeenCalled();
  });
});
