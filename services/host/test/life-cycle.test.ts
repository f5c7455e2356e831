import { type Clock, systemClock } from '@mscore/ports';
import { type Step, startInOrder } from '../src/life-cycle';

/** Time moves only when something waits for it: every wait ends at once. */
const impatient: Clock = { ...systemClock, after: (_milliseconds, task) => systemClock.after(0, task) };

const silent = () => {};

function steps(names: readonly string[], diary: string[], broken: Partial<Record<string, Partial<Step>>> = {}): Step[] {
  return names.map((name) => ({
    name,
    start: async () => void diary.push(`start ${name}`),
    stop: async () => void diary.push(`stop ${name}`),
    ...broken[name],
  }));
}

describe('the life cycle', () => {
  test('starts in order and stops in reverse', async () => {
    const diary: string[] = [];
    const running = await startInOrder(steps(['data', 'engine', 'links'], diary), systemClock, silent);
    expect(await running.stop(1_000)).toBe(true);
    expect(diary).toEqual(['start data', 'start engine', 'start links', 'stop links', 'stop engine', 'stop data']);
  });

  test('undoes what was started when a step fails, with the half of that step, and says why it failed', async () => {
    const diary: string[] = [];
    const broken = { links: { start: () => Promise.reject(new Error('port taken')) } };
    const starting = startInOrder(steps(['data', 'engine', 'links'], diary, broken), systemClock, silent);
    await expect(starting).rejects.toThrow('port taken');
    expect(diary).toEqual(['start data', 'start engine', 'stop links', 'stop engine', 'stop data']);
  });

  test('does not let one that hangs keep the others from stopping', async () => {
    const diary: string[] = [];
    const broken = { engine: { stop: () => new Promise<void>(() => {}) } };
    const running = await startInOrder(steps(['data', 'engine', 'links'], diary, broken), impatient, silent);
    expect(await running.stop(10)).toBe(false);
    expect(diary.slice(3)).toEqual(['stop links', 'stop data']);
  });

  test('goes on stopping when one fails to, and does not call it clean', async () => {
    const diary: string[] = [];
    const broken = { links: { stop: () => Promise.reject(new Error('no')) } };
    const running = await startInOrder(steps(['data', 'links'], diary, broken), systemClock, silent);
    expect(await running.stop(1_000)).toBe(false);
    expect(diary).toContain('stop data');
  });
});
