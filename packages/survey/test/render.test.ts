import type { SurveyHash } from '@mscore/contracts';
import { parseSurvey, render, type TextReference, type Values } from '../src';
import { parsedSmallSurvey, smallSurvey } from './small-survey';

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

test('a reminder says so where both fit one segment', () => {
  expect(render(surveys, reference({ name: 'q1', prefix: 'reminder' }), {})).toBe('Reminder. Satisfied 1-10?');
  const hotline = 'x'.repeat(141);
  expect(render(surveys, reference({ prefix: 'reminder' }), { hotline })).toBe(`Thank you.${hotline}`);
});

test('where a prefix takes the room, the hint is left out', () => {
  const hotline = 'x'.repeat(139);
  expect(render(surveys, reference({ prefix: 'reminder', hint: 'howToStop' }), { hotline })).toBe(
    `Reminder. Thank you.${hotline}`,
  );
});

test('with marks three segments are the room', () => {
  const long = (length: number) =>
    render(surveys, reference({ language: 'vi', hint: 'howToStop' }), { hotline: 'ạ'.repeat(length) });
  expect(long(184)).toBe(`Cảm ơn.${'ạ'.repeat(184)} Thôi: HUY.`.slice(0, 7 + 184));
  expect(long(183)).toBe(`Cảm ơn.${'ạ'.repeat(183)} Thôi: HUY.`);
});

test('values of the reference come before those of the installation', () => {
  const about = reference({ of: 'system', name: 'aboutUs', values: { unit: 'Dong Ha' } });
  expect(render(surveys, about, { unit: 'nobody' })).toBe('About Dong Ha.');
});

test('unmarked Vietnamese stays unmarked, whatever its values', () => {
  const about = (language: string) =>
    render(surveys, reference({ language, of: 'system', name: 'aboutUs' }), { unit: 'Phường Đông Hà' });
  expect(about('vi-ascii')).toBe('Hoi ve Phuong Dong Ha.');
  expect(about('vi')).toBe('Hỏi về Phường Đông Hà.');
  expect(about('en')).toBe('About Phuong Dong Ha.');
});

test('letters of GSM-7 keep their marks in other languages', () => {
  const about = (language: string) =>
    render(surveys, reference({ language, of: 'system', name: 'aboutUs' }), { unit: 'Café' });
  expect(about('en')).toBe('About Café.');
  expect(about('vi-ascii')).toBe('Hoi ve Cafe.');
});

test('a placeholder without a length is filled whole or not at all', () => {
  const survey = smallSurvey();
  survey.placeholders.question = 0;
  survey.system.ambiguous = { vi: 'Không rõ. {question}', en: 'Not clear. {question}' };
  const parsed = parseSurvey(survey, () => 'hash');
  if (parsed.kind !== 'survey') throw new Error(JSON.stringify(parsed.problems));
  const ask = (values: Values) =>
    render(new Map([[hash, parsed.survey]]), reference({ of: 'system', name: 'ambiguous', values }), {});
  expect(ask({ question: 'x'.repeat(149) })).toBe(`Not clear. ${'x'.repeat(149)}`);
  expect(ask({ question: 'x'.repeat(150) })).toBe('Not clear.');
  expect(ask({})).toBe('Not clear.');
});
