import { isFlat } from '../../src/fuzz/memory';

const samples = (of: (index: number) => number) =>
  Array.from({ length: 100 }, (_, index) => ({ pdus: index, megabytes: of(index) }));

test('memory that fills its caches and then stays is flat', () => {
  expect(isFlat(samples((index) => (index < 20 ? 100 + index * 5 : 200 + (index % 10))))).toMatchObject({
    kind: 'flat',
  });
});

test('memory that keeps growing is not', () => {
  expect(isFlat(samples((index) => 100 + index))).toEqual({ kind: 'grew', fromMb: 130, toMb: 190 });
});
