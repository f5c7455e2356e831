import fc from 'fast-check';
import { COMMENT, INVITATION, PARTS } from '../../../src/interop/scripted/long-survey';
import { cut, join, orders, shuffled } from '../../../src/interop/scripted/parts';
import type { Submitted } from '../../../src/interop/scripted/protocol';

const submits = (text: string, to: string, reference: number): readonly Submitted[] =>
  cut(text, 'udh8', reference).map(({ part, text: words }) => ({
    saw: 'submitted',
    session: 1,
    from: '8049',
    to,
    text: words,
    part,
    status: 0,
    registered: 0,
  }));

describe('parts of long texts', () => {
  test.each([INVITATION, COMMENT])('the texts of the scenario take three: %s', (text) => {
    expect(cut(text, 'udh8', 1)).toHaveLength(PARTS);
    expect(text).toBe(text.normalize('NFC'));
  });

  test('three can come in six orders', () => {
    expect(new Set(orders([1, 2, 3]).map(String)).size).toBe(6);
  });

  test('a handset shows the same whatever order they come in, also of several texts at once', () => {
    const seeds = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(seeds, (chances) => {
        let next = 0;
        const random = (): number => chances[next++ % chances.length] ?? 0;
        const mixed = shuffled(
          [...submits(INVITATION, '84900000001', 1), ...submits(COMMENT, '84900000002', 1)],
          random,
        );
        expect([...join(mixed)].sort()).toEqual([INVITATION, COMMENT].sort());
      }),
    );
  });

  test('a text that lacks a part is not shown', () => {
    expect(join(submits(INVITATION, '84900000001', 1).slice(1))).toEqual([]);
  });
});
