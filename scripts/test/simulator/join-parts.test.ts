import { createPartJoiner, partIn } from '../../src/simulator/join-parts';

test('a header with a short or a wide reference names the part; another names none', () => {
  expect(partIn([Uint8Array.of(0x24, 1, 3), Uint8Array.of(0x00, 3, 7, 2, 1)])).toEqual({
    reference: 7,
    total: 2,
    part: 1,
  });
  expect(partIn([Uint8Array.of(0x08, 4, 1, 7, 2, 1)])).toEqual({ reference: 263, total: 2, part: 1 });
  expect(partIn([Uint8Array.of(0x24, 1, 3)])).toBeUndefined();
  expect(partIn([])).toBeUndefined();
});

test('parts are shown as one text, in their order, when the last has come', () => {
  const join = createPartJoiner();
  const part = (reference: number, place: number) => ({ reference, total: 2, part: place });
  expect(join('8049', 'a', part(1, 2), 'hai')).toBeUndefined();
  expect(join('8049', 'b', part(1, 1), 'một ')).toBeUndefined();
  expect(join('8049', 'a', part(2, 1), 'khác ')).toBeUndefined();
  expect(join('8049', 'a', part(1, 1), 'một ')).toEqual({ text: 'một hai', segments: 2 });
});

test('a part that never comes is waited for only so long', () => {
  const join = createPartJoiner();
  join('8049', 'a', { reference: 0, total: 2, part: 1 }, 'một ');
  for (let reference = 1; reference <= 100; reference += 1) join('8049', 'a', { reference, total: 2, part: 1 }, '');
  expect(join('8049', 'a', { reference: 0, total: 2, part: 2 }, 'hai')).toBeUndefined();
});
