import fc from 'fast-check';
import { type Handled, noteHandled, stepsIn, wasHandled } from '../../src/domain/handled';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-22T01:00:00.000Z');
const mark = (number: number) => String(number).padStart(11, 'm');
const note = (count: number, from: Handled, at: (index: number) => number): Handled => {
  let handled = from;
  for (let index = 0; index < count; index += 1) handled = noteHandled(handled, mark(index), at(index), true);
  return handled;
};

test('an event noted is known, another is not', () => {
  const handled = note(3, [], () => start);
  expect(wasHandled(handled, mark(1))).toBe(true);
  expect(wasHandled(handled, mark(7))).toBe(false);
});

test('two marks side by side are not a third one', () => {
  const handled = noteHandled(noteHandled([], 'aaaaaaaaaab', start, true), 'bccccccccccc'.slice(0, 11), start, false);
  expect(wasHandled(handled, 'aaaaaaaaabb')).toBe(false);
  expect(wasHandled(handled, 'bcccccccccc')).toBe(true);
});

test('everything of the last 48 hours is remembered, however much it is', () => {
  const handled = note(500, [], (index) => start + index * 300_000);
  expect(wasHandled(handled, mark(0))).toBe(true);
});

test('never fewer than 32 are remembered, however old', () => {
  const handled = noteHandled(
    note(40, [], (index) => start + index * HOUR),
    mark(99),
    start + 1000 * HOUR,
    true,
  );
  const kept = handled.reduce((sum, [, marks]) => sum + marks.length / 11, 0);
  expect(kept).toBe(32);
  expect(wasHandled(handled, mark(9))).toBe(true);
  expect(wasHandled(handled, mark(8))).toBe(false);
});

test('a clock that goes back loses nothing', () => {
  const handled = noteHandled(
    note(2, [], () => start),
    mark(5),
    start - 5 * HOUR,
    true,
  );
  expect([0, 1, 5].every((each) => wasHandled(handled, mark(each)))).toBe(true);
  expect(stepsIn(handled).map(({ at }) => at)).toEqual([start, start, start - 5 * HOUR]);
});

test('hundred handled messages of one hour take about a kilobyte and a half', () => {
  expect(JSON.stringify(note(100, [], () => start)).length).toBeLessThan(1_600);
});

test('the notes tell which events were one step, and its millisecond, also of steps in the same one', () => {
  const batches = fc.array(
    fc.record({ wait: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }), size: fc.integer({ min: 1, max: 3 }) }),
  );
  fc.assert(
    fc.property(batches, (steps) => {
      let handled: Handled = [];
      let count = 0;
      let now = start;
      const expected = steps.map(({ wait, size }) => {
        now += wait;
        const marks = Array.from({ length: size }, () => mark(count++));
        for (const [at, each] of marks.entries()) handled = noteHandled(handled, each, now, at === 0);
        return { at: now, marks };
      });
      expect(stepsIn(handled)).toEqual(expected.slice(expected.length - stepsIn(handled).length));
    }),
  );
});

test('notes of the first format stay as they are, and say no time', () => {
  const first: Handled = [[Math.floor(start / HOUR), mark(0) + mark(1)]];
  const handled = noteHandled(first, mark(2), start + 5, true);
  expect(handled.slice(0, 1)).toEqual(first);
  expect([0, 1, 2].every((each) => wasHandled(handled, mark(each)))).toBe(true);
  expect(stepsIn(handled)).toEqual([{ marks: [mark(0), mark(1)] }, { at: start + 5, marks: [mark(2)] }]);
});
