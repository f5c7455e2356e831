import type { SurveyHash } from '@mscore/contracts';
import { completed, render, type Survey } from '../src';
import { parsedSmallSurvey } from './small-survey';

const inForce = parsedSmallSurvey();
const hash = 'hash' as SurveyHash;

/** As it was published before the engine had these texts. */
function without(survey: Survey, ...names: readonly string[]): Survey {
  return {
    ...survey,
    system: Object.fromEntries(Object.entries(survey.system).filter(([name]) => !names.includes(name))),
  };
}

const say = (survey: Survey, name: string, language: string, values = {}) =>
  render(new Map([[hash, survey]]), { survey: hash, language, of: 'system', name, values }, {});

test('a version with all texts is the same object', () => {
  expect(completed(inForce, inForce)).toBe(inForce);
});

test('a text that a version does not have is lent, and its own stay', () => {
  const older: Survey = {
    ...without(inForce, 'muchToday'),
    system: { ...without(inForce, 'muchToday').system, help: { vi: 'Cũ.', 'vi-ascii': 'Cu.', en: 'Old.' } },
  };
  expect(() => say(older, 'muchToday', 'en', { h: '3' })).toThrow(RangeError);
  expect(say(completed(older, inForce), 'muchToday', 'en', { h: '3' })).toBe('Much today. After 3 hours.');
  expect(say(completed(older, inForce), 'help', 'en')).toBe('Old.');
});

test('in a language that is spoken no more it is lent in the default one', () => {
  const older: Survey = { ...without(inForce, 'received'), languages: ['en', 'fr'] };
  expect(say(completed(older, inForce), 'received', 'fr')).toBe('Da nhan.');
});

test('with no version in force nothing is lent', () => {
  const older = without(inForce, 'received');
  expect(completed(older, undefined)).toBe(older);
});
