import { planSegments } from '@mscore/smpp';
import { segmentsOf } from '@mscore/survey';
import fc from 'fast-check';

/**
 * The survey package measures texts that the connector cuts, and neither may import the other: here they meet.
 */
const alphabets = [
  { alphabet: 'gsm7', dataCoding: 0 },
  { alphabet: 'ucs2', dataCoding: 8 },
] as const;

function planned(text: string) {
  const plan = planSegments(text, { alphabets, concatenation: 'udh8' });
  if (plan.kind !== 'segments') throw new Error(plan.reason);
  return { alphabet: plan.alphabet === 'gsm7' ? 'gsm-7' : 'ucs-2', segments: plan.total, units: plan.units };
}

const runs = (...characters: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...characters), fc.integer({ min: 1, max: 170 })), { maxLength: 8 })
    .map((each) => each.map(([character, times]) => character.repeat(times)).join(''));

test('a text of the default alphabet takes as many segments as the connector sends', () => {
  fc.assert(
    fc.property(runs('a', '€', '[', 'é', ' ', '\n'), (text) => {
      expect(segmentsOf(text)).toEqual(planned(text));
      expect(planned(text).alphabet).toBe('gsm-7');
    }),
    { numRuns: 500 },
  );
});

test('so does one with marks, emoji of several characters and marks without end', () => {
  fc.assert(
    fc.property(
      runs('ạ', 'a', '🏠', '👨‍👩‍👧', 'ạ\u0301', '\u0301', '\r\n', '\n', '🇻🇳', '\ud83c', 'ส้', '\u{1e8d0}'),
      (text) => {
        expect(segmentsOf(text)).toEqual(planned(text));
      },
    ),
    { numRuns: 1000 },
  );
});
