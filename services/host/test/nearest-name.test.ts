import * as fc from 'fast-check';
import { nearestName, slipsBetween } from '../src/nearest-name';

const word = fc.string({ unit: fc.constantFrom('A', 'B', '_'), maxLength: 8 });

describe('the name somebody meant', () => {
  test.each([
    ['DATA', 'DATE', 1],
    ['', 'KEYS', 4],
    ['HTPP', 'HTTP', 1],
    ['SURVYE', 'SURVEY', 2],
  ])('%s and %s are %i slips apart', (a, b, slips) => {
    expect(slipsBetween(a, b)).toBe(slips);
  });

  test('slips are a distance: none to itself, the same both ways, no shorter by a detour', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(slipsBetween(a, a)).toBe(0);
        expect(slipsBetween(a, b)).toBe(slipsBetween(b, a));
        expect(slipsBetween(a, c)).toBeLessThanOrEqual(slipsBetween(a, b) + slipsBetween(b, c));
      }),
    );
  });

  test('is the nearest, or one that begins the same, or none', () => {
    const names = ['LINKS', 'SURVEYS', 'SURVEY', 'REPLY_EXPIRES'];
    expect(nearestName('SURVE', names)).toBe('SURVEY');
    expect(nearestName('REPLY', names)).toBe('REPLY_EXPIRES');
    expect(nearestName('COLOUR', names)).toBeUndefined();
  });
});
