import { type Measure, segmentsOf, septetsOf } from '../src';

test('the extension table takes two septets', () => {
  expect(septetsOf('a€')).toEqual({ septets: 3 });
  expect(septetsOf('aạ')).toEqual({ foreign: 'ạ' });
});

test.each<[string, string, Measure]>([
  ['nothing', '', { alphabet: 'gsm-7', segments: 1, units: 0 }],
  ['160 septets', 'x'.repeat(160), { alphabet: 'gsm-7', segments: 1, units: 160 }],
  ['161 septets', 'x'.repeat(161), { alphabet: 'gsm-7', segments: 2, units: 161 }],
  ['two full parts of septets', 'x'.repeat(306), { alphabet: 'gsm-7', segments: 2, units: 306 }],
  ['80 euros', '€'.repeat(80), { alphabet: 'gsm-7', segments: 1, units: 160 }],
  ['an escape that would be cut from its character', '€'.repeat(153), { alphabet: 'gsm-7', segments: 3, units: 306 }],
  ['70 letters with marks', 'ạ'.repeat(70), { alphabet: 'ucs-2', segments: 1, units: 70 }],
  ['71 letters with marks', 'ạ'.repeat(71), { alphabet: 'ucs-2', segments: 2, units: 71 }],
  ['three full parts with marks', 'ạ'.repeat(201), { alphabet: 'ucs-2', segments: 3, units: 201 }],
  ['a surrogate pair at a cut', `${'ạ'.repeat(66)}🏠${'ạ'.repeat(66)}`, { alphabet: 'ucs-2', segments: 3, units: 134 }],
  ['marks apart from their letters', 'ạ'.normalize('NFD').repeat(70), { alphabet: 'ucs-2', segments: 1, units: 70 }],
  [
    'letters of GSM-7 with marks apart',
    'é'.normalize('NFD').repeat(160),
    { alphabet: 'gsm-7', segments: 1, units: 160 },
  ],
])('%s', (_, text, measure) => {
  expect(segmentsOf(text)).toEqual(measure);
});
