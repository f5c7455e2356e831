import { type Handled, noteHandled, wasHandled } from '../../src/domain/handled';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-22T01:00:00.000Z');
const mark = (number: number) => String(number).padStart(11, 'm');
const note = (count: number, from: Handled, at: (index: number) => number): Handled => {
  let handled = from;
  for (let index = 0; index < count; index += 1) handled = noteHandled(handled, mark(index), at(index));
  return handled;
};

test('an event noted is known, another is not', () => {
  const handled = note(3, [], () => start);
  expect(wasHandled(handled, mark(1))).toBe(true);
  expect(wasHandled(handled, mark(7))).toBe(false);
});

test('two marks side by side are not a third one', () => {
  const handled = noteHandled(noteHandled([], 'aaaaaaaaaab', start), 'bccccccccccc'.slice(0, 11), start);
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
  );
  expect(handled).toHaveLength(1);
  expect(wasHandled(handled, mark(5))).toBe(true);
});

test('hundred handled messages of one hour take about a kilobyte', () => {
  expect(JSON.stringify(note(100, [], () => start)).length).toBeLessThan(1_200);
});
