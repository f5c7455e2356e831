import fc from 'fast-check';
import { segmentsOf, valueProblem } from '../src';
import { fill, valueIn } from '../src/values';

const survey = { placeholders: { unit: 24, question: 0 }, languages: ['vi-ascii', 'vi', 'en'] } as const;

test.each([
  ['unit', 'x'.repeat(24)],
  ['unit', 'Phường Đông Hà'],
  ['unit', 'ạ'.normalize('NFD').repeat(24)],
  ['unit', ''],
  ['question', 'x'.repeat(1000)],
  ['elsewhere', 'x'.repeat(1000)],
])('a value for {%s} that fits is no problem: %j', (name, value) => {
  expect(valueProblem(survey, name, value)).toBeUndefined();
});

test.each([
  ['unit', 'x'.repeat(25), 'the value of {unit} takes 25 characters, and 24 are declared'],
  ['unit', '€'.repeat(13), 'the value of {unit} takes 26 characters, and 24 are declared'],
  ['unit', 'UBND – Đông Hà', 'the value of {unit} holds "–", which is not in GSM-7'],
  ['question', '–', 'the value of {question} holds "–", which is not in GSM-7'],
])('a value for {%s} that breaks a text is refused: %j', (name, value, problem) => {
  expect(valueProblem(survey, name, value)).toBe(problem);
});

test('with marks only, letters outside GSM-7 are no problem, and length is', () => {
  const marked = { ...survey, languages: ['vi'] } as const;
  expect(valueProblem(marked, 'unit', '–'.repeat(24))).toBeUndefined();
  expect(valueProblem(marked, 'unit', 'ạ'.repeat(25))).toBe(
    'the value of {unit} takes 25 characters, and 24 are declared',
  );
});

test('what is no problem takes no more room than was measured for it', () => {
  const letters = fc.constantFrom(...'aạ€–é{Đ ');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 30 }), (value) => {
      if (valueProblem(survey, 'unit', value.join('')) !== undefined) return;
      for (const language of survey.languages) {
        const text = fill(`${language === 'vi' ? 'ạ' : ''}{unit}`, () => valueIn(language, value.join('')));
        expect(segmentsOf(text).units).toBeLessThanOrEqual(language === 'vi' ? 25 : 24);
        expect(segmentsOf(text).alphabet).toBe(language === 'vi' ? 'ucs-2' : 'gsm-7');
      }
    }),
  );
});
