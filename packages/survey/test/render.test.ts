import type { SurveyHash } from '@mscore/contracts';
import { fitsSegment, render, septetsOf, type TextReference } from '../src';
import { parsedSmallSurvey } from './small-survey';

const hash = 'hash' as SurveyHash;
const surveys = new Map([[hash, parsedSmallSurvey()]]);
const reference = (fields: Partial<TextReference>): TextReference => ({
  survey: hash,
  language: 'en',
  of: 'node',
  name: 'thanks',
  ...fields,
});

test('placeholders are filled', () => {
  expect(render(surveys, reference({}), { hotline: ' Call 123.' })).toBe('Thank you. Call 123.');
});

test('an empty value leaves nothing behind', () => {
  expect(render(surveys, reference({ language: 'vi-ascii' }), { hotline: '' })).toBe('Cam on.');
});

test('a hint follows where both fit one segment', () => {
  expect(render(surveys, reference({ name: 'q1', hint: 'howToStop' }), {})).toBe('Satisfied 1-10? Stop: HUY.');
});

test('a hint that does not fit is left out', () => {
  const hotline = 'x'.repeat(149);
  expect(render(surveys, reference({ hint: 'howToStop' }), { hotline })).toBe(`Thank you.${hotline}`);
});

test.each<[string, Partial<TextReference>]>([
  ['survey', { survey: 'other' as SurveyHash }],
  ['node', { name: 'nothing' }],
  ['system text', { of: 'system', name: 'nothing' }],
  ['language', { language: 'fr' }],
  ['value', {}],
])('a missing %s is a bug, not an empty text', (_, fields) => {
  expect(() => render(surveys, reference(fields), {})).toThrow(RangeError);
});

test('the extension table takes two septets', () => {
  expect(septetsOf('a€')).toEqual({ septets: 3 });
  expect(septetsOf('aạ')).toEqual({ foreign: 'ạ' });
  expect(fitsSegment('€'.repeat(80))).toBe(true);
  expect(fitsSegment('€'.repeat(81))).toBe(false);
});
