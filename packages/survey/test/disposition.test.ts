import { dispositionOf } from '../src';
import { parsedSmallSurvey } from './small-survey';

const survey = parsedSmallSurvey();

test('all closed items with a value are a complete response', () => {
  expect(dispositionOf(survey, { satisfaction: 9, visits: 0, paid: 2 })).toBe('complete');
});

test('a skip closes nothing', () => {
  expect(dispositionOf(survey, { satisfaction: 9, visits: 1, paid: null })).toBe('partial');
});

test('without the first item even most items are a break-off', () => {
  expect(dispositionOf(survey, { satisfaction: null, visits: 1, paid: 2 })).toBe('refusal');
});

test('fewer than half are a break-off', () => {
  expect(dispositionOf(survey, { satisfaction: 9 })).toBe('refusal');
});
